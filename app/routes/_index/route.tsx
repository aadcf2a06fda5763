import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { FirstSteps } from '~/components/dashboard/first-steps'
import { RunningNow } from '~/components/dashboard/running-now'
import { PlaceOf } from '~/components/place-of'
import { AttentionLine } from '~/components/dashboard/attention-line'
import { Pipeline } from '~/components/dashboard/pipeline'
import { count, listedUpTo, listedWithMore } from '~/components/format'
import { Due, NotListed, StateTag, Tag } from '~/components/ui/bits'
import { ButtonLink } from '~/components/ui/button'
import { classes } from '~/components/ui/classes'
import { Page } from '~/components/ui/frame'
import { Empty } from '~/components/ui/message'
import { PageHead, Panel } from '~/components/ui/page'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { parseSearch } from '~/platform/parse.server'
import { requireViewer } from '~/platform/session.server'
import { readDashboard } from '~/services/dashboard/read-dashboard.server'
import { isSetUp } from '~/services/identity/set-up.server'

const Search = z.object({ after: z.catch(z.nullable(Id), null) })

export const meta = () => [{ title: 'Dashboard · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  if (!(await isSetUp())) throw redirect(paths.setup())
  const viewer = await requireViewer(request, 'use-account')
  const { after } = parseSearch(request, Search)
  return readDashboard(viewer, after)
}

type Desk = ReturnType<typeof useLoaderData<typeof loader>>

export default function DeskPage() {
  const dashboard = useLoaderData<typeof loader>()
  const { recruiter, interviewer, committee, hiringManager, administrator, first } = dashboard
  const nothing = !recruiter && !interviewer && !committee && !hiringManager && !administrator
  return (
    <Page>
      <PageHead
        title={dashboard.today}
        acts={recruiter && !first ? <ButtonLink to={paths.newCandidate()}>Add a candidate</ButtonLink> : undefined}
      />
      {nothing ? (
        <Empty title="No role yet" act={<ButtonLink to={paths.kits()}>Read the kits</ButtonLink>}>
          Your tasks appear here once an administrator has given you a role.
        </Empty>
      ) : (
        <div className="dashboard">
          <div className="mine__col">
            {interviewer ? <RunningNow interviews={interviewer.running} /> : null}
            {first ? (
              <Panel title="Getting started" id="h-first">
                <FirstSteps steps={first} />
              </Panel>
            ) : null}
            {recruiter && !first ? <Needs recruiter={recruiter} /> : null}
            {interviewer ? <Interviewer part={interviewer} recruits={recruiter !== null} /> : null}
            {committee ? <Committee part={committee} /> : null}
            {hiringManager && hiringManager.unset.length > 0 ? <HiringManager part={hiringManager} /> : null}
            {administrator ? <Administrator part={administrator} /> : null}
          </div>
          {recruiter && !first ? <Today recruiter={recruiter} timeZone={dashboard.timeZone} /> : null}
          {recruiter && recruiter.pipeline.rows.length > 0 ? (
            <section className="dashboard__pipeline" aria-labelledby="h-pipe">
              <div className="panel__h">
                <h2 className="h2" id="h-pipe">
                  Pipeline
                </h2>
              </div>
              <Pipeline {...recruiter.pipeline} after={recruiter.after} />
            </section>
          ) : null}
        </div>
      )}
    </Page>
  )
}

type Recruiter = NonNullable<Desk['recruiter']>

function Needs({ recruiter }: { recruiter: Recruiter }) {
  const { needs } = recruiter
  return (
    <Panel title="Needs your attention" id="h-today">
      {needs.length === 0 ? (
        <p className="quiet">No recruiting task needs your attention.</p>
      ) : (
        <ol className="today">
          {needs.map((need, at) => (
            <AttentionLine key={need.kind} need={need} primary={at === 0} />
          ))}
        </ol>
      )}
    </Panel>
  )
}

function Today({ recruiter, timeZone }: { recruiter: Recruiter; timeZone: string }) {
  return (
    <Panel title="Interviews today" id="h-day" aside={`Times in ${timeZone}`}>
      {recruiter.today.length === 0 ? (
        <p className="quiet">There are no interviews in your jobs today.</p>
      ) : (
        <ol className="day">
          {recruiter.today.map((one) => (
            <li key={one.id}>
              <span className={classes('day__time', one.running && 'now')}>{one.time}</span>
              <Link to={paths.application(one.applicationId)} prefetch="intent">
                {one.what}
              </Link>
              <span className="day__sub">{one.who}</span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

type InterviewerPart = NonNullable<Desk['interviewer']>

function Interviewer({ part, recruits }: { part: InterviewerPart; recruits: boolean }) {
  const { running, upcoming, moreUpcoming, owed, moreOwed } = part
  const late = owed.find(({ due }) => due?.overdue)
  if (upcoming.length + owed.length === 0 && running.length > 0) return null
  if (upcoming.length + owed.length === 0)
    return (
      <Panel title="Your interviews" id="h-mine">
        <p className="quiet">
          You have no planned interviews. <Link to={paths.kits()}>The kits</Link> show how each interview is run.
        </p>
      </Panel>
    )
  return (
    <Panel title="Your interviews" id="h-mine" aside={<Link to={paths.interviews()}>All interviews</Link>}>
      <ol className="rows rows--stack">
        {owed.map((one) => (
          <li key={one.scorecardId}>
            <span className="rows__what">{one.what}</span>
            <span className="rows__state">
              <StateTag state={one.status.state}>{one.status.text}</StateTag>
              {one.due ? <Due late={one.due.overdue}>{one.due.text}</Due> : null}
            </span>
            <ButtonLink
              className="rows__act"
              kind={one === late && !recruits && running.length === 0 ? 'primary' : 'plain'}
              to={paths.scorecard(one.scorecardId)}
            >
              {one.act === 'begin' ? 'Start scorecard' : 'Continue scorecard'}
              <span className="vh">: {one.what}</span>
            </ButtonLink>
          </li>
        ))}
        {upcoming.map((one, at) => (
          <li key={one.scorecardId}>
            <span className="rows__what">{one.what}</span>
            <span className="rows__why">
              {one.when ? `${one.when.day} ${one.when.time}. ` : 'No time set. '}
              {one.why} {one.place ? <PlaceOf place={one.place} /> : null}
            </span>
            <ButtonLink
              className="rows__act"
              kind={at === 0 && !late && !recruits && running.length === 0 ? 'primary' : 'plain'}
              to={paths.interview(one.interviewId)}
            >
              Open interview guide
              <span className="vh">: {one.what}</span>
            </ButtonLink>
          </li>
        ))}
      </ol>
      <NotListed more={moreOwed} one="further scorecard to write" many="further scorecards to write" />
      <NotListed more={moreUpcoming} one="further interview" />
    </Panel>
  )
}

type CommitteePart = NonNullable<Desk['committee']>

function Committee({ part }: { part: CommitteePart }) {
  const lines = [
    ...part.toSeal.map((packet) => ({ ...packet, act: 'Read and vote' })),
    ...part.toDecide.map((packet) => ({ ...packet, act: 'Discuss and decide' })),
  ]
  return (
    <Panel title="Committee" id="h-committee" aside={<Link to={paths.committee()}>All packets</Link>}>
      {lines.length === 0 ? (
        <p className="quiet">No packet needs your vote.</p>
      ) : (
        <ol className="rows rows--stack">
          {lines.map((packet) => (
            <li key={packet.id}>
              <span className="rows__what">
                {packet.who}, {packet.job}
              </span>
              <span className="rows__why">
                Sent {packet.frozen}. {packet.progress}.
              </span>
              <ButtonLink className="rows__act" to={paths.packet(packet.id)}>
                {packet.act}
                <span className="vh">: {packet.who}</span>
              </ButtonLink>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

function HiringManager({ part }: { part: NonNullable<Desk['hiringManager']> }) {
  return (
    <Panel title="Your jobs" id="h-jobs">
      <ol className="rows rows--stack">
        {part.unset.map(({ id, name }) => (
          <li key={id}>
            <span className="rows__what">{name}: need profile not chosen</span>
            <span className="rows__why">Choose the need profile; it sets the weights of the criteria.</span>
            <ButtonLink className="rows__act" to={`${paths.job(id)}#h-need`}>
              Choose
              <span className="vh">: need profile of {name}</span>
            </ButtonLink>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Administrator({ part }: { part: NonNullable<Desk['administrator']> }) {
  const { invited, kitFiles, failedRun, chainBroken } = part
  if (invited.total === 0 && kitFiles.length === 0 && !failedRun && !chainBroken) return null
  return (
    <Panel title="Administration" id="h-admin">
      <ol className="rows rows--stack">
        {chainBroken ? (
          <li>
            <span className="rows__what">
              <Tag kind="flag" icon="warning">
                The audit chain is broken
              </Tag>
            </span>
            <span className="rows__why">An audit entry is missing or was changed. The audit page says what to do.</span>
            <ButtonLink className="rows__act" to={paths.audit()}>
              View audit
            </ButtonLink>
          </li>
        ) : null}
        {failedRun ? (
          <li>
            <span className="rows__what">The last calibration run failed</span>
            <span className="rows__why">{failedRun}. Scores are still those of the previous run.</span>
            <ButtonLink className="rows__act" to={paths.calibration()}>
              View calibration
            </ButtonLink>
          </li>
        ) : null}
        {kitFiles.length > 0 ? (
          <li>
            <span className="rows__what">{count(kitFiles.length, 'kit file')} cannot be read</span>
            <span className="rows__why">
              {listedUpTo(3, kitFiles)}. Run “npm run kits” to see the line and the reason.
            </span>
          </li>
        ) : null}
        {invited.total > 0 ? (
          <li>
            <span className="rows__what">{count(invited.total, 'person', 'people')} invited and not yet joined</span>
            <span className="rows__why">{listedWithMore(invited.names, invited.total)}</span>
            <ButtonLink className="rows__act" to={paths.people()}>
              People
            </ButtonLink>
          </li>
        ) : null}
      </ol>
    </Panel>
  )
}
