import { voteProgress } from '~/domain/decision/vote-progress'
import { holdsRole, mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { now } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { committeePackets } from '../decision/committee-packets.server'
import { myInterviews } from '../interview/my-interviews.server'
import { candidatesVisible, jobsVisible } from '../scope.server'
import { administratorDashboard } from './administrator-dashboard.server'
import { hiringManagerDashboard } from './hiring-manager-dashboard.server'
import { recruiterDashboard } from './recruiter-dashboard.server'

const today = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(now())

/** What needs the viewer now: a part for each of their roles, null for those they do not hold. */
export async function readDashboard(viewer: Viewer, after: number | null) {
  const plans = mayAnywhere(viewer, 'plan-loop')
  const reads = holdsRole(viewer, 'committee_member') || holdsRole(viewer, 'hiring_manager')
  return {
    today: today(viewer.timeZone),
    timeZone: viewer.timeZone,
    first: plans ? await firstSteps(viewer) : null,
    recruiter: plans ? await recruiterDashboard(viewer, after) : null,
    interviewer: mayAnywhere(viewer, 'interview') ? await interviewerPart(viewer) : null,
    committee: reads ? await committeePart(viewer) : null,
    hiringManager: holdsRole(viewer, 'hiring_manager') ? await hiringManagerDashboard(viewer) : null,
    administrator: mayAnywhere(viewer, 'manage-people') ? await administratorDashboard(viewer) : null,
  }
}

const UPCOMING_SHOWN = 4
const OWED_SHOWN = 6

async function interviewerPart(viewer: Viewer) {
  const { upcoming, owed } = await myInterviews(viewer)
  const toWrite = owed.filter(({ act }) => act !== 'read')
  const coming = upcoming.filter(({ running }) => !running)
  return {
    running: upcoming.filter(({ running }) => running),
    upcoming: coming.slice(0, UPCOMING_SHOWN),
    moreUpcoming: Math.max(0, coming.length - UPCOMING_SHOWN),
    owed: toWrite.slice(0, OWED_SHOWN),
    moreOwed: Math.max(0, toWrite.length - OWED_SHOWN),
  }
}

async function committeePart(viewer: Viewer) {
  const { waiting, open } = await committeePackets(viewer)
  const line = (row: (typeof open)[number]) => ({
    id: row.id,
    who: row.who,
    job: row.jobName,
    frozen: row.frozenAt,
    progress: voteProgress(row),
  })
  return { toSeal: waiting.map(line), toDecide: open.filter(({ opened }) => opened).map(line) }
}

/** What an organisation that has just begun still lacks; null once it has all of it. */
async function firstSteps(viewer: Viewer) {
  const { organisationId } = viewer
  // What the viewer may not know of must not show by the first steps going away.
  const jobs = await db().job.count({ where: jobsVisible(viewer, 'read-job') })
  const candidates = await db().candidate.count({ where: candidatesVisible(viewer) })
  const people = await db().user.count({ where: { organisationId } })
  if (jobs > 0 && candidates > 0) return null
  return { people: people > 1, job: jobs > 0, candidate: candidates > 0, invites: mayAnywhere(viewer, 'manage-people') }
}
