import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import * as z from 'zod/mini'
import { JobForm } from '~/components/job/job-form'
import { ButtonLink, Submit } from '~/components/ui/button'
import type { FieldErrors } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { keepTypedAs, unlessLost } from '~/components/ui/lost-answer'
import { PageHead } from '~/components/ui/page'
import { jobFields, type JobFields } from '~/domain/job/fields'
import { JobChange } from '~/domain/job/schemas'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { changeJob } from '~/services/job/jobs.server'
import { readJobToEdit } from '~/services/job/read-jobs.server'

const Params = z.object({ jobId: Id })

export const meta = () => [{ title: 'Edit job · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-jobs')
  const { jobId } = parseParams(params, Params)
  return orRefuse(await readJobToEdit(viewer, jobId))
}

type Answer = { fieldErrors: FieldErrors; values: JobFields; revision: number | null }

const STALE =
  'Someone else changed this job while you were editing it. Your input is kept below and nothing of it is saved; look at the job as it is now, then save again to replace it.'

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-jobs')
  const { jobId } = parseParams(params, Params)
  const values = jobFields(await postedForm(request))
  const answer = (fieldErrors: FieldErrors, status: number, revision: number | null = null) =>
    data<Answer>({ fieldErrors, values, revision }, { status })
  const form = await parseForm(request, JobChange)
  if (!form.ok) return answer(form.fieldErrors, 422)
  const changed = await changeJob(viewer, jobId, form.value)
  if (changed.ok) return redirectWithMessage(paths.job(jobId), 'Saved.')
  switch (changed.error.code) {
    case 'JOB_STALE':
      return answer({ '': STALE }, 409, changed.error.revision)
    case 'VOTER_NOT_FOUND':
      return answer({ committee: 'A chosen voter has left the organisation. Choose the voters again.' }, 422)
    case 'VOTER_NAMED_SELF':
    case 'VOTER_CHANGES_VOTERS':
      return answer({ committee: changed.error.message }, 422)
    case 'COMMITTEE_MISSING':
      return answer({ committee: 'An open job needs at least one voter.' }, 422)
    default:
      return refuse(changed.error)
  }
}

export const clientAction = keepTypedAs(jobFields)
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

export default function EditJob() {
  const { job, kit, people } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  return (
    <Page>
      <PageHead
        title="Edit job"
        crumbs={[{ label: 'Jobs', to: paths.jobs() }, { label: job.name, to: paths.job(job.id) }, { label: 'Edit' }]}
        lead="Changes apply from now on, also to current candidates. Packets already sent do not change."
      />
      <JobForm
        kits={[kit]}
        people={people}
        storedVoters={job.values.committee}
        values={answer?.values ?? job.values}
        revision={answer?.revision ?? job.revision}
        fieldErrors={answer?.fieldErrors ?? none}
        acts={
          <>
            <Submit busy="Saving">Save job</Submit>
            <ButtonLink to={paths.job(job.id)}>Cancel</ButtonLink>
          </>
        }
      />
    </Page>
  )
}

const none: FieldErrors = {}
