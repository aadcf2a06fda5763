import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import * as z from 'zod/mini'
import { CandidateWillMeet } from '~/components/job/candidate-will-meet'
import { figure, score, whole } from '~/components/format'
import { Term } from '~/components/glossary/term'
import { Pairs, Tag } from '~/components/ui/bits'
import { ButtonLink, Submit } from '~/components/ui/button'
import { Choice } from '~/components/ui/choice'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { Marked } from '~/components/ui/marked'
import { PageHead, Panel } from '~/components/ui/page'
import { Table, Th } from '~/components/ui/table'
import { maturityDescriptions, SetNeedProfile } from '~/domain/job/schemas'
import { jobStateLabels, needProfileLabels, seniorityLabels } from '~/domain/job/labels'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { closeJob, openJob, setNeedProfile } from '~/services/job/jobs.server'
import { readJob } from '~/services/job/read-jobs.server'
import { Applications } from './applications'

const Params = z.object({ jobId: Id })

export const meta = () => [{ title: 'Job · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-job')
  const { jobId } = parseParams(params, Params)
  return { job: orRefuse(await readJob(viewer, jobId)) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'read-job')
  const { jobId } = parseParams(params, Params)
  const here = paths.job(jobId)
  const intent = (await postedForm(request)).get('intent')
  switch (intent) {
    case 'open': {
      const done = await openJob(viewer, jobId)
      if (done.ok) return redirectWithMessage(here, 'The job is open.')
      if (!('message' in done.error)) return refuse(done.error)
      return data({ error: done.error.message }, { status: statusOf(done.error.code) })
    }
    case 'close': {
      const done = await closeJob(viewer, jobId)
      if (done.ok) return redirectWithMessage(here, 'The job is closed. Open applications can still be completed.')
      if (!('message' in done.error)) return refuse(done.error)
      return data({ error: done.error.message }, { status: statusOf(done.error.code) })
    }
    case 'need-profile': {
      const form = await parseForm(request, SetNeedProfile)
      if (!form.ok) return data({ error: Object.values(form.fieldErrors)[0] ?? '' }, { status: 422 })
      const done = await setNeedProfile(viewer, jobId, form.value)
      if (!done.ok && 'message' in done.error)
        return data({ error: done.error.message }, { status: statusOf(done.error.code) })
      orRefuse(done)
      return redirectWithMessage(here, 'Need profile saved.')
    }
    default:
      throw new Response('The form contains a value that this page does not accept. Load the page again.', {
        status: 400,
      })
  }
}

export default function JobPage() {
  const { job } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const box = useErrorFocus<HTMLDivElement>(answer?.error ? { '': answer.error } : null)
  return (
    <Page>
      <PageHead
        title={job.name}
        crumbs={[{ label: 'Jobs', to: paths.jobs() }, { label: job.name }]}
        meta={[
          <Tag key="state" kind="line">
            {jobStateLabels[job.state]}
          </Tag>,
          `${seniorityLabels[job.seniority]}, kit ${job.kit.name} ${job.kit.version}`,
          `${job.state === 'draft' ? 'created' : 'opened'} ${job.since}`,
          job.namesHidden ? 'Names hidden from interviewers' : 'Names shown to interviewers',
          ...(job.confidential ? ['Confidential'] : []),
        ]}
        acts={job.may.manage || job.may.export ? <Acts job={job} /> : undefined}
      />
      <div ref={box}>
        <FormError>{answer?.error}</FormError>
      </div>
      <div className="appl">
        <div className="appl__main">
          <Panel title="Applications" id="h-appl" aside={whole(job.applicationsTotal)}>
            <Applications job={job} />
          </Panel>
          <Panel title="Settings" id="h-facts">
            <Pairs
              pairs={[
                [
                  <Term key="need" id="need-profile">
                    Need profile
                  </Term>,
                  <Why key="need" what={needProfileLabels[job.needProfile]} why={job.needReason} />,
                ],
                [
                  <Term key="maturity" id="maturity">
                    Team maturity
                  </Term>,
                  <Why
                    key="mat"
                    what={`${job.maturity}: ${maturityDescriptions[job.maturity]}`}
                    why={job.maturityReason}
                  />,
                ],
                [
                  <Term key="bar" id="bar">
                    Hiring bar
                  </Term>,
                  <Why
                    key="bar"
                    what={score(job.bar)}
                    why="On the calibrated score; level 3 is what is expected at the seniority."
                  />,
                ],
                [
                  <Term key="rule" id="decision-rule">
                    Hire if the probability of being above the bar is at least
                  </Term>,
                  <Why key="chance" what={figure(job.hireProbability)} why="Advice to the committee, which decides." />,
                ],
                [
                  'Committee',
                  <Why
                    key="committee"
                    what={
                      job.committee.length === 0
                        ? 'no one yet'
                        : job.committee.map(({ name, gone }) => (gone ? `${name} (has left)` : name)).join(', ')
                    }
                    why={
                      <>
                        <Term id="quorum">Quorum</Term>: {job.quorum} of {job.committee.length} votes.
                      </>
                    }
                  />,
                ],
              ]}
            />
          </Panel>
          {job.may.setNeedProfile ? (
            <Panel title="Choose the need profile" id="h-need" aside="set by the hiring manager">
              <Form method="post" className="stack">
                <input type="hidden" name="seen" value={job.needProfile} />
                <Choice
                  name="needProfile"
                  legend="Need profile"
                  hideLegend
                  defaultValue={job.needProfile}
                  options={Object.entries(needProfileLabels).map(([value, label]) => ({ value, label }))}
                  help="Sets the weights of the criteria below. Scores of current candidates change with it; packets already sent do not."
                />
                <div>
                  <Submit kind="plain" name="intent" value="need-profile" busy="Saving">
                    Save need profile
                  </Submit>
                </div>
              </Form>
            </Panel>
          ) : null}
          <Panel
            title="Criteria"
            id="h-crit"
            aside={`weights for need profile ${job.needProfile}, team maturity ${job.maturity}`}
          >
            <Table plain text caption="Criteria with their weights and what is expected">
              <thead>
                <tr>
                  <Th>Criterion</Th>
                  <Th num>Weight</Th>
                  <Th>Level 3, expected of {seniorityLabels[job.seniority].toLowerCase()}</Th>
                </tr>
              </thead>
              <tbody>
                {job.criteria.map((criterion) => (
                  <tr key={criterion.id}>
                    <Th scope="row">
                      {criterion.name} {criterion.mustHave ? <Tag kind="line">must-have</Tag> : null}
                    </Th>
                    <td className="num">
                      {criterion.weight}
                      {criterion.change !== 0 ? (
                        <span className="why">
                          {criterion.change > 0 ? 'one more' : 'one less'} at maturity {job.maturity}
                        </span>
                      ) : null}
                    </td>
                    <td className="quiet">
                      <Marked>{criterion.expected}</Marked>
                    </td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </Panel>
        </div>
        <aside className="appl__side" aria-labelledby="h-loop">
          <Panel title="Interview plan" id="h-loop">
            <CandidateWillMeet
              interviews={job.interviews}
              mustHaves={job.criteria.filter(({ mustHave }) => mustHave).length}
            />
            <p className="job__foot">
              <Link to={paths.kit(job.kit.id, job.newer ? job.kit.versionId : null)} prefetch="intent">
                Read the kit
              </Link>
            </p>
          </Panel>
          {job.newer ? (
            <Panel title="The kit has changed" id="h-newer" className="job__newer">
              <p>
                This job keeps {job.kit.version}; the current version is {job.newer}.
              </p>
              <p className="job__foot">
                {job.may.manage ? (
                  <Link to={paths.moveJob(job.id)} prefetch="intent">
                    Review changes and move the job
                  </Link>
                ) : (
                  <Link to={paths.kitChanges(job.kit.id, job.kit.versionId)} prefetch="intent">
                    See what changed
                  </Link>
                )}
              </p>
            </Panel>
          ) : null}
        </aside>
      </div>
    </Page>
  )
}

type Job = ReturnType<typeof useLoaderData<typeof loader>>['job']

function Acts({ job: { id, state, may } }: { job: Job }) {
  const exported = may.export ? <ButtonLink to={paths.exports({ job: id })}>Export</ButtonLink> : null
  if (!may.manage) return exported
  return (
    <>
      {exported}
      <ButtonLink to={paths.editJob(id)}>Edit job</ButtonLink>
      <Form method="post">
        {state === 'open' ? (
          <Submit kind="plain" name="intent" value="close" busy="Closing">
            Close job
          </Submit>
        ) : (
          <Submit name="intent" value="open" busy="Opening">
            {state === 'draft' ? 'Open job' : 'Reopen job'}
          </Submit>
        )}
      </Form>
    </>
  )
}

function Why({ what, why }: { what: string; why: ReactNode }) {
  return (
    <>
      {what}
      <span className="why">{why}</span>
    </>
  )
}
