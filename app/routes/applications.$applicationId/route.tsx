import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import type { ReactNode } from 'react'
import * as z from 'zod/mini'
import { LoopRows } from '~/components/application/loop-rows'
import { CriterionScores, ApplicationStatus } from '~/components/application/application-status'
import { QuorumLost } from '~/components/decision/quorum-lost'
import { RecuseForm } from '~/components/decision/recuse-form'
import { count } from '~/components/format'
import { Term } from '~/components/glossary/term'
import { NotListed, Tag } from '~/components/ui/bits'
import { ButtonLink } from '~/components/ui/button'
import { keepTyped, unlessLost } from '~/components/ui/lost-answer'
import type { FieldErrors } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { PageHead, Panel } from '~/components/ui/page'
import { Trail } from '~/components/ui/rows'
import { CloseApplication } from '~/domain/application/schemas'
import { applicationStateLabels } from '~/domain/application/labels'
import { mayAnywhere } from '~/domain/policy/policy'
import { isUnsubmitted } from '~/domain/scorecard/status'
import { Id } from '~/domain/shared/fields'
import type { StoredBefore } from '~/domain/shared/stored-before'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { closeApplication } from '~/services/application/close-application.server'
import { readApplication } from '~/services/application/read-application.server'
import { CloseForm, Closed } from './closing'
import { actOnRecusal } from './recusal.server'
import { LiftForms, RecusedHere } from './recusals'
import { RefusedForm } from './refused-form'

const Params = z.object({ applicationId: Id })

export const meta = () => [{ title: 'Application · Assay' }]

export const clientAction = keepTyped
/** A refused act shows the application as it is now. */
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-application')
  const { applicationId } = parseParams(params, Params)
  return { application: orRefuse(await readApplication(viewer, applicationId)) }
}

const SENTENCES: Record<string, string> = {
  APPLICATION_CLOSED_CONFLICT: 'The application was closed meanwhile. Nothing was changed.',
  APPLICATION_STALE:
    'Someone else changed this application while you were writing. Check it as it is now, then close it again.',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'read-application')
  const { applicationId } = parseParams(params, Params)
  const posted = await postedForm(request)
  const textOf = (name: string) => {
    const value = posted.get(name)
    return typeof value === 'string' ? value : null
  }
  const intent = textOf('intent') ?? 'close'
  const values = Object.fromEntries(['state', 'reason', 'person'].map((name) => [name, textOf(name) ?? '']))
  const answer = (fieldErrors: FieldErrors, status: number, stored: StoredBefore | null = null) =>
    data({ intent, fieldErrors, values, stored }, { status })
  if (intent === 'recuse' || intent === 'lift-recusal') {
    const acted = await actOnRecusal(viewer, applicationId, { request, intent })
    if (acted.ok) return redirectWithMessage(paths.application(applicationId), acted.message)
    return answer(acted.fieldErrors, acted.status, acted.stored)
  }
  if (!mayAnywhere(viewer, 'manage-applications')) refuse({ code: 'FORBIDDEN' })
  const form = await parseForm(request, CloseApplication)
  if (!form.ok) return answer(form.fieldErrors, 422)
  const closed = await closeApplication(viewer, applicationId, form.value)
  if (closed.ok) return redirectWithMessage(paths.application(applicationId), 'The application is closed.')
  const sentence = SENTENCES[closed.error.code]
  return sentence ? answer({ '': sentence }, statusOf(closed.error.code)) : refuse(closed.error)
}

type Application = ReturnType<typeof useLoaderData<typeof loader>>['application']

export default function ApplicationPage() {
  const { application } = useLoaderData<typeof loader>()
  const { id, job, open, blind, recused, may, who } = application
  const answer = useActionData<typeof action>()
  return (
    <Page>
      <PageHead
        title={who}
        crumbs={[{ label: 'Jobs', to: paths.jobs() }, { label: job.name, to: paths.job(job.id) }, { label: who }]}
        meta={facts(application)}
        acts={
          may.plan || may.close ? (
            <>
              {may.plan ? (
                <ButtonLink to={paths.loop(id)} kind={application.rows.length === 0 ? 'primary' : 'plain'}>
                  {application.rows.length === 0 ? 'Plan the loop' : 'Change the loop'}
                </ButtonLink>
              ) : null}
              {may.close ? (
                <a className="btn" href="#close">
                  Close the application
                </a>
              ) : null}
            </>
          ) : undefined
        }
      />
      <div className="appl">
        <div className="appl__main">
          <RefusedForm answer={answer} application={application} />
          {recused ? <RecusedHere /> : blind ? <StillBlind application={application} /> : null}
          {open?.closed ? <Closed state={open.state} closed={open.closed} /> : null}
          {open ? (
            <ApplicationStatus
              standing={open.score}
              noScore={open.noScore}
              bar={open.bar}
              hireFrom={open.hireProbability}
            />
          ) : null}
          <Panel title="Loop" id="h-loop" aside={blind || recused ? undefined : submittedOf(application)}>
            {application.rows.length === 0 ? (
              <p className="quiet">No interviews are planned yet.</p>
            ) : (
              <LoopRows rows={application.rows} blind={blind || recused} recused={recused} />
            )}
          </Panel>
          {open?.score ? <CriterionScores criteria={open.score.criteria} bar={open.bar} /> : null}
          {open ? <Committee application={application} open={open} /> : null}
          {may.close && open ? <CloseForm revision={open.revision} answer={answer} /> : null}
          <LiftForms recusals={application.recusals} answer={answer} />
          {recused ? null : <RecuseForm answer={answer} />}
        </div>
        <aside className="appl__side" aria-labelledby="h-trail">
          <Panel title="Activity" id="h-trail">
            <Trail entries={application.trail.lines.map((entry, at) => ({ id: at, ...entry }))} />
            <NotListed more={application.trail.more} one="earlier entry" many="earlier entries" />
          </Panel>
        </aside>
      </div>
    </Page>
  )
}

function facts({ job, kit, opened, number, candidateId, open }: Application): ReactNode[] {
  return [
    job.name,
    ...(open
      ? [
          <Tag key="state" kind="line">
            {applicationStateLabels[open.state]}
          </Tag>,
        ]
      : []),
    `Kit ${kit}`,
    `opened ${opened}`,
    ...(candidateId
      ? [
          <Link key="candidate" to={paths.candidate(candidateId)} prefetch="intent">
            Open {number.toLowerCase()}
          </Link>,
        ]
      : []),
    ...(job.namesHidden ? ['Name hidden from interviewers'] : []),
  ]
}

function submittedOf({ rows }: Application): string {
  const assignments = rows.flatMap((row) => row.assignments)
  const withdrawn = assignments.filter(({ status }) => status?.state === 'withdrawn').length
  const done = assignments.filter(({ status }) => status && !isUnsubmitted(status.state)).length - withdrawn
  if (assignments.length === 0) return 'no one assigned yet'
  const submitted = `${done}\u00a0of ${count(assignments.length, 'scorecard')} submitted`
  return withdrawn > 0 ? `${submitted}, ${withdrawn} withdrawn` : submitted
}

function StillBlind({ application }: { application: Application }) {
  const seats = application.rows.flatMap((row) => row.assignments.map((seat) => ({ ...seat, interview: row.id })))
  const owed = seats.find(({ own, status }) => own && status?.scorecardId === null)
  return (
    <div className="message appl__msg">
      <p className="h2 ink">Hidden until you submit your scorecard</p>
      <p>
        You are <Term id="blind" /> for this candidate: you see colleagues’ scorecards, scores and decisions after you
        submit yours, so that your ratings are independent. This applies to everyone who rates this candidate,
        administrators included.
      </p>
      {owed ? (
        <div className="message__acts">
          <ButtonLink kind="primary" to={paths.interview(owed.interview)}>
            Go to your interview
          </ButtonLink>
        </div>
      ) : null}
    </div>
  )
}

type Open = NonNullable<Application['open']>

const outcomes = { hire: 'hire', no_hire: 'no hire', more_signal: 'more evidence needed' } as const

function Committee({ application, open }: { application: Application; open: Open }) {
  const { may, id } = application
  if (open.packets.length === 0 && !may.send) return null
  return (
    <Panel title="Committee" id="h-send">
      {open.lostQuorum ? (
        <QuorumLost
          {...open.lostQuorum}
          editJob={may.edit ? application.job.id : null}
          sendFor={may.send ? id : null}
        />
      ) : null}
      {open.packets.length > 0 ? (
        <ol className="rows">
          {open.packets.map((packet) => (
            <li key={packet.id}>
              <span className="rows__what">Packet {packet.number}</span>
              <span className="rows__why">
                frozen {packet.frozen};{' '}
                {packet.outcome ? `decided: ${outcomes[packet.outcome]}` : 'before the committee'}
                {packet.overridden ? ' (decided against the committee’s votes)' : ''}
              </span>
              <ButtonLink className="rows__act" to={paths.packet(packet.id)}>
                Read packet
                <span className="vh"> {packet.number}</span>
              </ButtonLink>
            </li>
          ))}
        </ol>
      ) : (
        <p className="quiet">
          A packet is a fixed copy of this page for the hiring committee. To include later changes, send a new packet.
        </p>
      )}
      {may.send ? (
        <p className="appl__more">
          <ButtonLink to={paths.packetPreview(id)}>Review the packet before sending</ButtonLink>
        </p>
      ) : null}
    </Panel>
  )
}
