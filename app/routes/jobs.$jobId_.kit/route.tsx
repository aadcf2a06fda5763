import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { count } from '~/components/format'
import { ChangesOfKit } from '~/components/kit/kit-changes'
import { ButtonLink, Submit } from '~/components/ui/button'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { Empty } from '~/components/ui/message'
import { PageHead, Panel } from '~/components/ui/page'
import { MoveJob } from '~/domain/job/schemas'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { moveJob, readJobMove } from '~/services/job/move-job.server'

const Params = z.object({ jobId: Id })

export const meta: MetaFunction = () => [{ title: 'Kit version of a job · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-jobs')
  const { jobId } = parseParams(params, Params)
  return { move: orRefuse(await readJobMove(viewer, jobId)) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-jobs')
  const { jobId } = parseParams(params, Params)
  const form = await parseForm(request, MoveJob)
  if (!form.ok) return data({ error: Object.values(form.fieldErrors)[0] ?? '' }, { status: 422 })
  const moved = await moveJob(viewer, jobId, form.value)
  if (moved.ok)
    return redirectWithMessage(paths.job(jobId), 'The job uses the current version. Loops planned before keep theirs.')
  if (!('message' in moved.error)) return refuse(moved.error)
  return data({ error: moved.error.message }, { status: statusOf(moved.error.code) })
}

export default function JobKit() {
  const { move } = useLoaderData<typeof loader>()
  const error = useActionData<typeof action>()?.error
  const box = useErrorFocus<HTMLDivElement>(error ? { '': error } : null)
  const { job, kit, to, changes } = move
  return (
    <Page>
      <PageHead
        title="Move to the current kit version"
        crumbs={[
          { label: 'Jobs', to: paths.jobs() },
          { label: job.name, to: paths.job(job.id) },
          { label: 'Kit version' },
        ]}
        lead={
          to
            ? `${job.name} uses ${kit.name} ${kit.from}. The current version is ${to.version}.`
            : `${job.name} uses ${kit.name} ${kit.from}.`
        }
      />
      <div ref={box}>
        <FormError>{error}</FormError>
      </div>
      {to && changes ? (
        <>
          <Panel title="Effect on candidates" id="h-means">
            <ul className="move__means">
              <li>
                {count(move.stay, 'application')} with a planned loop {move.stay === 1 ? 'stays' : 'stay'} on version{' '}
                {kit.from}. Their guides, scorecards, scores and packets do not change, and interviews added to them use
                that version too.
              </li>
              <li>
                Loops planned from now on use {to.version}: {count(move.follow, 'application')} without a loop yet, and
                all later ones.
              </li>
              <li>
                Candidates of both versions can be compared on the criteria in both versions. Criteria marked new or
                removed below are rated in only one of them.
              </li>
            </ul>
            <Form method="post" className="move__act">
              <input type="hidden" name="hash" value={to.hash} />
              <input type="hidden" name="writeKey" value={move.writeKey} />
              <Submit busy="Moving">{`Move to ${to.version}`}</Submit>
              <ButtonLink to={paths.job(job.id)} kind="quiet">
                Leave it at {kit.from}
              </ButtonLink>
            </Form>
          </Panel>
          <section className="section" aria-labelledby="h-changes">
            <h2 className="h2" id="h-changes">
              What would change
            </h2>
            <ChangesOfKit changes={changes} heading="h3" />
          </section>
        </>
      ) : (
        <Empty title="The job is up to date" act={<ButtonLink to={paths.job(job.id)}>Back to the job</ButtonLink>}>
          The job uses the current kit version. <Link to={paths.kitChanges(kit.id)}>See what changed</Link> between
          earlier versions.
        </Empty>
      )}
    </Page>
  )
}
