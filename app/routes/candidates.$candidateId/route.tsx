import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import * as z from 'zod/mini'
import { CandidateFieldset } from '~/components/candidate/candidate-fields'
import { ImportedDetails } from '~/components/candidate/imported-details'
import { listed } from '~/components/format'
import { Erased } from '~/components/ui/bits'
import { Submit } from '~/components/ui/button'
import { SelectField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { keepTyped, unlessLost } from '~/components/ui/lost-answer'
import { Note } from '~/components/ui/message'
import { PageHead, Panel } from '~/components/ui/page'
import { Table, Th } from '~/components/ui/table'
import { applicationStateLabels, withheldLabel } from '~/domain/application/labels'
import { CandidateChange, OpenApplication } from '~/domain/candidate/schemas'
import { candidateNumber } from '~/domain/candidate/name'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { changeCandidate, openApplication } from '~/services/candidate/candidates.server'
import { readCandidate } from '~/services/candidate/read-candidates.server'

const Params = z.object({ candidateId: Id })

export const meta = () => [{ title: 'Candidate · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-candidate')
  const { candidateId } = parseParams(params, Params)
  const candidate = orRefuse(await readCandidate(viewer, candidateId))
  if (candidate.keptId !== null) throw redirect(paths.candidate(candidate.keptId))
  return { candidate }
}

type Answer = { fieldErrors: FieldErrors; values: Record<string, string> }

const ERRORS: Record<string, [field: string, sentence: string]> = {
  EMAIL_CONFLICT: ['email', 'Another candidate has this e-mail address.'],
  CANDIDATE_ERASED_CONFLICT: ['', 'The data of this candidate was erased; nothing can be added to it.'],
  JOB_NOT_FOUND: ['jobId', 'This job no longer exists. Choose another.'],
  JOB_NOT_OPEN: ['jobId', 'This job is not open for candidates. Choose another.'],
  APPLICATION_OPEN_CONFLICT: ['jobId', 'The candidate has an open application for this job already.'],
  APPLICATION_IN_IMPORT_CONFLICT: [
    'jobId',
    'An import that is being written adds this application; try again once it is finished or undone.',
  ],
}

const MERGED =
  'The candidate was merged into this one after you opened the page. Nothing of your change is saved; make it again here.'
const stale = ({ name, email, phone }: Record<'name' | 'email' | 'phone', string | null>) =>
  `Someone changed this candidate after you opened this page. Stored now: ${name ?? 'no name'}, ${email ?? 'no e-mail'}, ${phone ?? 'no phone'}. Your input is kept below and nothing of it is saved; save again to replace what is stored.`

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const { candidateId } = parseParams(params, Params)
  const here = paths.candidate(candidateId)
  const posted = await postedForm(request)
  const values = Object.fromEntries([...posted].filter((one): one is [string, string] => typeof one[1] === 'string'))
  const answer = (fieldErrors: FieldErrors, status: number) => data<Answer>({ fieldErrors, values }, { status })
  const failed = (error: { code: string }) => {
    const known = ERRORS[error.code]
    return known ? answer({ [known[0]]: known[1] }, statusOf(error.code)) : refuse(error)
  }
  switch (posted.get('intent')) {
    case 'change': {
      const form = await parseForm(request, CandidateChange)
      if (!form.ok) return answer(form.fieldErrors, 422)
      const changed = await changeCandidate(viewer, candidateId, form.value)
      if (changed.ok) return redirectWithMessage(here, 'Saved.')
      if (changed.error.code === 'CANDIDATE_MERGED_CONFLICT')
        return redirectWithMessage(paths.candidate(changed.error.keptId), MERGED)
      if (changed.error.code !== 'CANDIDATE_STALE') return failed(changed.error)
      const { stored, seen } = changed.error
      return data<Answer>({ fieldErrors: { '': stale(stored) }, values: { ...values, seen } }, { status: 409 })
    }
    case 'open': {
      const form = await parseForm(request, OpenApplication)
      if (!form.ok) return answer({ jobId: 'Choose a job.' }, 422)
      const opened = await openApplication(viewer, candidateId, form.value.jobId)
      return opened.ok
        ? redirectWithMessage(paths.application(opened.value.applicationId), 'Application created. Plan the loop next.')
        : failed(opened.error)
    }
    default:
      throw new Response('The form holds something this page does not know.', { status: 400 })
  }
}

export const clientAction = keepTyped
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

export default function CandidatePage() {
  const { candidate } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const errors = answer?.fieldErrors ?? {}
  const page = useErrorFocus<HTMLDivElement>(answer?.fieldErrors)
  const name = candidate.name ?? candidateNumber(candidate.id)
  const changes = answer?.values.intent === 'change' ? answer.values : candidate
  return (
    <Page>
      <PageHead
        title={name}
        crumbs={[{ label: 'Candidates', to: paths.candidates() }, { label: name }]}
        meta={[
          `No. ${candidate.id}`,
          `added ${candidate.added}`,
          ...(candidate.email ? [candidate.email] : []),
          ...(candidate.phone ? [candidate.phone] : []),
        ]}
      />
      <div ref={page} className="appl__main">
        <FormError>{errors['']}</FormError>
        {candidate.hidden ? (
          <Note icon="hidden">
            You interview this candidate and the job hides names from interviewers. You see name and address once you
            submit your scorecard.
          </Note>
        ) : null}
        {candidate.merged.length > 0 ? (
          <Note>
            Merged with {candidate.merged.length === 1 ? 'candidate' : 'candidates'}{' '}
            {listed(candidate.merged.map(String))}. This page shows the applications of{' '}
            {candidate.merged.length === 1 ? 'both' : 'all of them'}. Each record keeps its own name: packets and
            earlier applications show the name they were made with.{' '}
            {candidate.merges ? <Link to={paths.duplicateCandidates()}>View or undo the merge</Link> : null}
          </Note>
        ) : null}
        <Panel title="Applications" id="h-appl">
          <Applications candidate={candidate} />
          {candidate.manages && !candidate.erased && candidate.jobs.length > 0 ? (
            <Form method="post" className="stack candidate__open" noValidate>
              <SelectField
                name="jobId"
                label="Create an application for"
                error={errors.jobId}
                options={candidate.jobs.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
              <div>
                <Submit
                  kind={candidate.applications.length === 0 ? 'primary' : 'plain'}
                  name="intent"
                  value="open"
                  busy="Creating"
                >
                  Create application
                </Submit>
              </div>
            </Form>
          ) : null}
        </Panel>
        {candidate.details.imported.length > 0 ? (
          <Panel title="Imported details" id="h-imported">
            <ImportedDetails {...candidate.details} />
          </Panel>
        ) : null}
        {candidate.erased ? (
          <p>
            <Erased on={candidate.erased} />
          </p>
        ) : candidate.manages && !candidate.hidden ? (
          <Panel title="Contact details" id="h-who">
            <Form method="post" className="stack" noValidate>
              <input type="hidden" name="seen" value={changes.seen} />
              <CandidateFieldset values={changes} errors={errors} />
              <div>
                <Submit kind="plain" name="intent" value="change" busy="Saving">
                  Save
                </Submit>
              </div>
            </Form>
          </Panel>
        ) : null}
      </div>
    </Page>
  )
}

type Candidate = ReturnType<typeof useLoaderData<typeof loader>>['candidate']

function Applications({ candidate }: { candidate: Candidate }) {
  if (candidate.applications.length === 0)
    return <p className="quiet">None yet. {candidate.jobs.length === 0 ? 'No job is open.' : 'Choose a job below.'}</p>
  return (
    <Table className="cand" caption="Applications, newest first">
      <thead>
        <tr>
          <Th>Job</Th>
          <Th>Status</Th>
          <Th num>Opened</Th>
          <Th num>Closed</Th>
        </tr>
      </thead>
      <tbody>
        {candidate.applications.map((one) => (
          <tr key={one.id}>
            <th scope="row" className="cand__n">
              <Link to={paths.application(one.id)} prefetch="intent">
                {one.job}
              </Link>
            </th>
            <td className="cand__st">
              {one.state ? (
                applicationStateLabels[one.state]
              ) : (
                <span className="faint">{withheldLabel(one.recused)}</span>
              )}
            </td>
            <td className="num cand__job">{one.since}</td>
            <td className="num cand__d">{one.until ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
