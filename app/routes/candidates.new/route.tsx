import { randomUUID } from 'node:crypto'
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { CandidateFieldset } from '~/components/candidate/candidate-fields'
import { ButtonLink, Submit } from '~/components/ui/button'
import { SelectField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { keepTyped, unlessLost } from '~/components/ui/lost-answer'
import { PageHead } from '~/components/ui/page'
import { NewCandidate } from '~/domain/candidate/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, postedForm } from '~/platform/parse.server'
import { statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { addCandidate } from '~/services/candidate/candidates.server'
import { openJobs } from '~/services/candidate/read-candidates.server'

export const meta = () => [{ title: 'Add a candidate · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const chosen = new URL(request.url).searchParams.get('job') ?? ''
  return { jobs: await openJobs(viewer), chosen, writeKey: randomUUID() }
}

type Answer = {
  fieldErrors: FieldErrors
  values: Record<string, string>
  stored?: { to: string; label: string }
}

const ERRORS: Record<string, [field: string, sentence: string]> = {
  EMAIL_CONFLICT: ['email', 'There is already a candidate with this e-mail address. Search for it under Candidates.'],
  JOB_NOT_FOUND: ['jobId', 'This job no longer exists. Choose another, or none.'],
  JOB_NOT_OPEN: ['jobId', 'This job is not open for candidates. Choose another, or none.'],
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const posted = await postedForm(request)
  const values = Object.fromEntries([...posted].filter((one): one is [string, string] => typeof one[1] === 'string'))
  const answer = (fieldErrors: FieldErrors, status: number) => data<Answer>({ fieldErrors, values }, { status })
  const form = await parseForm(request, NewCandidate)
  if (!form.ok) return answer(form.fieldErrors, 422)
  const added = await addCandidate(viewer, form.value)
  if (!added.ok) {
    const { code } = added.error
    if (added.error.code === 'WRITE_KEY_CONFLICT') {
      const { message, resultId } = added.error
      const stored =
        resultId === null ? undefined : { to: paths.candidate(resultId), label: 'Open the stored candidate' }
      // Another key: sending once more, now that it was said, adds another candidate.
      const again = { ...values, writeKey: randomUUID() }
      return data<Answer>({ fieldErrors: { '': message }, values: again, stored }, { status: 409 })
    }
    const [field, sentence] = ERRORS[code] ?? ['', 'The candidate could not be added.']
    return answer({ [field]: sentence }, code === 'EMAIL_CONFLICT' ? 409 : statusOf(code))
  }
  const { candidateId, applicationId } = added.value
  return applicationId === null
    ? redirectWithMessage(paths.candidate(candidateId), 'Candidate added.')
    : redirectWithMessage(
        paths.application(applicationId),
        'Candidate added and application opened. Plan the loop next.',
      )
}

export const clientAction = keepTyped
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

export default function NewCandidatePage() {
  const { jobs, chosen, writeKey } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const errors = answer?.fieldErrors ?? {}
  const form = useErrorFocus(answer?.fieldErrors)
  return (
    <Page>
      <PageHead
        title="Add a candidate"
        crumbs={[{ label: 'Candidates', to: paths.candidates() }, { label: 'New' }]}
        lead="Only the name is required."
      />
      <Form method="post" ref={form} className="stack" noValidate>
        <input type="hidden" name="writeKey" value={answer?.values.writeKey ?? writeKey} />
        <FormError>{errors[''] ?? errors.writeKey}</FormError>
        {answer?.stored ? <Link to={answer.stored.to}>{answer.stored.label}</Link> : null}
        <CandidateFieldset values={answer?.values ?? {}} errors={errors} />
        <SelectField
          name="jobId"
          label="Job"
          optional
          help={jobs.length === 0 ? 'No job is open. The application can be created later.' : 'Creates an application.'}
          defaultValue={answer?.values.jobId ?? chosen}
          error={errors.jobId}
          options={[
            { value: '', label: 'None yet' },
            ...jobs.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        <div className="acts">
          <Submit busy="Adding">Add candidate</Submit>
          <ButtonLink to={paths.candidates()}>Cancel</ButtonLink>
        </div>
      </Form>
    </Page>
  )
}
