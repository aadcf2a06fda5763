import { randomUUID } from 'node:crypto'
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { JobForm } from '~/components/job/job-form'
import { Submit } from '~/components/ui/button'
import type { FieldErrors } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { keepTypedAs, unlessLost } from '~/components/ui/lost-answer'
import { Empty } from '~/components/ui/message'
import { PageHead } from '~/components/ui/page'
import { jobFields, type JobFields } from '~/domain/job/fields'
import { NewJob } from '~/domain/job/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, postedForm } from '~/platform/parse.server'
import { statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { createJob } from '~/services/job/jobs.server'
import { readJobChoices } from '~/services/job/read-jobs.server'

export const meta = () => [{ title: 'Create a job · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-jobs')
  return { ...(await readJobChoices(viewer)), writeKey: randomUUID() }
}

type Answer = { fieldErrors: FieldErrors; values: JobFields; stored?: { to: string; label: string } }

const ERRORS: Record<string, [field: string, sentence: string]> = {
  KIT_MISSING: ['role', 'The kit of this role cannot be read at the moment. Choose another role.'],
  VOTER_NOT_FOUND: ['committee', 'A chosen voter has left the organisation. Choose the voters again.'],
  VOTER_NAMED_SELF: [
    'committee',
    'You cannot name yourself as a voter. Another person who manages this job has to name you.',
  ],
  COMMITTEE_MISSING: ['committee', 'Name at least one voter, or keep the job as a draft.'],
  QUORUM_TOO_LARGE: ['quorum', 'The quorum is larger than the committee.'],
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-jobs')
  const posted = await postedForm(request)
  const answer = (fieldErrors: FieldErrors, status: number) =>
    data<Answer>({ fieldErrors, values: jobFields(posted) }, { status })
  const form = await parseForm(request, NewJob)
  if (!form.ok) return answer(form.fieldErrors, 422)
  const open = posted.get('intent') !== 'draft'
  const made = await createJob(viewer, form.value, { open })
  if (!made.ok && made.error.code === 'WRITE_KEY_CONFLICT') {
    const { message, resultId } = made.error
    const stored = resultId === null ? undefined : { to: paths.job(resultId), label: 'Open the stored job' }
    // Another key: sending once more, now that it was said, makes another job.
    const values = { ...jobFields(posted), writeKey: randomUUID() }
    return data<Answer>({ fieldErrors: { '': message }, values, stored }, { status: 409 })
  }
  if (!made.ok) {
    const [field, sentence] = ERRORS[made.error.code] ?? ['', 'The job could not be created.']
    return answer({ [field]: sentence }, statusOf(made.error.code) === 404 ? 422 : statusOf(made.error.code))
  }
  return redirectWithMessage(paths.job(made.value.jobId), open ? 'The job is open.' : 'Job saved as a draft.')
}

/** Sent again with the same key, it makes no second job. */
export const clientAction = keepTypedAs(jobFields)
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

export default function NewJobPage() {
  const { kits, people, writeKey } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const usual = people.filter(({ usual, self }) => usual && !self)
  const values: JobFields = answer?.values ?? {
    role: kits[0]?.id ?? '',
    name: '',
    seniority: 'senior',
    needProfile: 'balanced',
    maturity: '3',
    bar: '3.0',
    hireProbability: '0.75',
    committee: usual.map(({ id }) => String(id)),
    quorum: String(Math.max(1, usual.length - 1)),
    namesHidden: true,
    confidential: false,
    writeKey,
  }
  return (
    <Page>
      <PageHead
        title="Create a job"
        crumbs={[{ label: 'Jobs', to: paths.jobs() }, { label: 'New job' }]}
        lead="Every field has a default and an explanation. Candidates can be added once the job is open."
      />
      {answer?.stored ? <Link to={answer.stored.to}>{answer.stored.label}</Link> : null}
      {kits.length === 0 ? (
        <Empty title="No kit can be read">
          A job needs a kit. Run “npm run kits” to see the file, line and reason.
        </Empty>
      ) : (
        <JobForm
          kits={kits}
          people={people}
          values={values}
          revision={null}
          fieldErrors={answer?.fieldErrors ?? none}
          acts={
            <>
              <Submit name="intent" value="open" busy="Opening">
                Open job
              </Submit>
              <Submit name="intent" value="draft" kind="plain" busy="Saving">
                Save as draft
              </Submit>
            </>
          }
        />
      )}
    </Page>
  )
}

const none: FieldErrors = {}
