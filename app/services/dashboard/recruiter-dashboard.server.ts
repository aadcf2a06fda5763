import type { Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { now } from '~/platform/clock.server'
import { sameDay, time } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { candidateNames } from '../candidate/candidate-names.server'
import { committeePackets } from '../decision/committee-packets.server'
import { recusedApplicationIds, withheldApplicationIds } from '../recusal/recused.server'
import { jobsVisible } from '../scope.server'
import { loadPipeline, type PipelineRow } from './load-pipeline.server'

const PAGE = 12
const LOOKED_AT = 500

/** One kind of thing to do: how many, which, and where the first of them is. */
export type Need = {
  kind: 'quorum' | 'overdue' | 'interviewers' | 'uncovered' | 'ready' | 'no-loop' | 'decided'
  applications: { id: number; who: string; words: string }[]
}

/** What needs the recruiter, by kind of task and within one oldest first, and their applications under way. */
export async function recruiterDashboard(viewer: Viewer, after: number | null) {
  const withheld = await withheldApplicationIds(viewer)
  const recused = await recusedApplicationIds(viewer)
  const all = await loadPipeline(viewer, { after: null, take: LOOKED_AT, withheld, recused })
  const page = after === null ? null : await loadPipeline(viewer, { after, take: PAGE, withheld, recused })
  const pipeline = page ?? {
    rows: all.rows.slice(0, PAGE),
    next: all.rows.length > PAGE ? mustExist(all.rows[PAGE - 1], 'last row of the page').id : null,
  }
  const needs = [...(await quorumNeed(viewer)), ...needsOf([...all.rows].reverse())]
  return { needs, today: await interviewsToday(viewer), pipeline, after }
}

/** Packets before the committee whose quorum cannot be reached any more, the oldest first. */
async function quorumNeed(viewer: Viewer): Promise<Need[]> {
  const { waiting, open } = await committeePackets(viewer)
  const lost = [...waiting, ...open].filter(({ quorumLost }) => quorumLost).sort((a, b) => a.id - b.id)
  if (lost.length === 0) return []
  const applications = lost.map(({ applicationId, who, number }) => ({
    id: applicationId,
    who,
    words: `packet ${number}`,
  }))
  return [{ kind: 'quorum', applications }]
}

function needsOf(rows: readonly PipelineRow[]): Need[] {
  const of = (kind: Need['kind'], words: (row: PipelineRow) => string | null): Need => ({
    kind,
    applications: rows.flatMap((row) => {
      const text = row.stage && words(row)
      return text === null ? [] : [{ id: row.id, who: row.who, words: text }]
    }),
  })
  const needs = [
    of('overdue', ({ overdue }) => (overdue.length > 0 ? `from ${overdue.join(', ')}` : null)),
    of('interviewers', ({ emptyInterviews }) => (emptyInterviews.length > 0 ? emptyInterviews.join(', ') : null)),
    of('uncovered', ({ uncovered, emptyInterviews }) =>
      uncovered.length > 0 && emptyInterviews.length === 0 ? uncovered.join(', ') : null,
    ),
    of('ready', ({ stage }) => (stage?.stage === 'Ready' ? '' : null)),
    of('no-loop', ({ stage }) => (stage?.stage === 'New' ? '' : null)),
    of('decided', ({ stage }) => (stage?.stage === 'Decided' ? '' : null)),
  ]
  return needs.filter(({ applications }) => applications.length > 0)
}

const DAY = 86_400_000

async function interviewsToday(viewer: Viewer) {
  const { organisationId, timeZone } = viewer
  const { organisationId: _, ...visible } = jobsVisible(viewer, 'plan-loop')
  const found = await db().interview.findMany({
    where: {
      organisationId,
      state: 'planned',
      startsAt: { gte: new Date(now().getTime() - DAY), lte: new Date(now().getTime() + DAY) },
      loop: { application: { job: visible } },
    },
    select: {
      id: true,
      startsAt: true,
      minutes: true,
      kitInterview: { select: { name: true } },
      loop: {
        select: {
          applicationId: true,
          application: {
            select: {
              candidate: { select: { id: true, name: true } },
              job: { select: { id: true, confidential: true, namesHidden: true } },
            },
          },
        },
      },
      scorecards: {
        where: { releasedAt: null },
        select: { user: { select: { name: true } } },
        orderBy: { id: 'asc' },
      },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  })
  const names = await candidateNames(viewer)
  return found.flatMap(({ id, startsAt, minutes, kitInterview, loop, scorecards }) => {
    if (!startsAt || !sameDay(startsAt, now(), timeZone)) return []
    const at = now().getTime()
    return [
      {
        id,
        applicationId: loop.applicationId,
        time: time(startsAt, timeZone),
        running: startsAt.getTime() <= at && at < startsAt.getTime() + minutes * 60_000,
        what: `${names.label(loop.application.candidate, loop.application.job)}, ${kitInterview.name}`,
        who: scorecards.map(({ user }) => user.name ?? 'a former colleague').join(', ') || 'nobody yet',
      },
    ]
  })
}
