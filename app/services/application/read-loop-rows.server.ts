import type { LoopRow } from '~/domain/application/view'
import type { Viewer } from '~/domain/policy/policy'
import { dueAt, isOverdue } from '~/domain/scorecard/due'
import { scorecardStatus } from '~/domain/scorecard/status'
import { recommendationLabels } from '~/domain/scorecard/levels'
import type { Prisma } from '~/generated/prisma/client.ts'
import { now } from '~/platform/clock.server'
import { sameDay, shortDate, shortDay, shortDayAndTime, time } from '~/platform/dates.server'
import { db } from '~/platform/db.server'

const assignment = {
  id: true,
  userId: true,
  shadow: true,
  user: { select: { name: true, timeZone: true } },
} as const satisfies Prisma.ScorecardSelect

const written = {
  scorecardDraft: { select: { savedAt: true } },
  scorecardVersions: {
    select: { kind: true, submittedAt: true, recommendation: true },
    orderBy: { number: 'desc' },
    take: 1,
  },
} as const satisfies Prisma.ScorecardSelect

/**
 * The planned interviews of a loop with who sits in them, and how far each scorecard is. For a blind viewer only their own
 * scorecards are read; the statements are the same whatever colleagues have submitted.
 */
export async function readLoopRows(viewer: Viewer, applicationId: number, blind: boolean): Promise<LoopRow[]> {
  const { organisationId, userId, timeZone } = viewer
  const interviews = await db().interview.findMany({
    where: { organisationId, state: 'planned', loop: { applicationId } },
    select: {
      id: true,
      minutes: true,
      startsAt: true,
      place: true,
      kitInterview: { select: { name: true } },
      scorecards: { where: { releasedAt: null }, select: assignment, orderBy: { id: 'asc' } },
    },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  const states = await db().scorecard.findMany({
    where: {
      organisationId,
      id: { in: interviews.flatMap(({ scorecards }) => scorecards.map(({ id }) => id)) },
      ...(blind ? { userId } : {}),
    },
    select: { id: true, ...written },
  })
  const stateOf = new Map(states.map((state) => [state.id, state]))
  return interviews.map(({ id, kitInterview, startsAt, minutes, place, scorecards }) => ({
    id,
    name: kitInterview.name,
    when: startsAt && shortDayAndTime(startsAt, timeZone),
    place,
    assignments: scorecards.map((seat) => {
      const state = stateOf.get(seat.id)
      const last = state?.scorecardVersions[0]
      return {
        name: seat.user.name ?? 'a former colleague',
        shadow: seat.shadow,
        own: seat.userId === userId,
        status: state ? statusView(seat.id, state, dueAt(startsAt, minutes, seat.user.timeZone), timeZone) : null,
        recommends: last?.recommendation ? recommendationLabels[last.recommendation] : null,
      }
    }),
  }))
}

type Written = Prisma.ScorecardGetPayload<{ select: typeof written }>

function statusView(id: number, { scorecardDraft, scorecardVersions }: Written, due: Date | null, timeZone: string) {
  const last = scorecardVersions[0]
  const state = scorecardStatus({ lastKind: last?.kind ?? null, hasDraft: scorecardDraft !== null })
  if (last) {
    const when = `${shortDate(last.submittedAt, timeZone)}, ${time(last.submittedAt, timeZone)}`
    const text = state === 'withdrawn' ? `Withdrawn ${when}` : `Submitted ${when}`
    return { state, text: last.kind === 'amendment' ? `${text}, amended` : text, overdue: false, scorecardId: id }
  }
  const overdue = isOverdue(due, now())
  const day = due && (sameDay(due, now(), timeZone) ? `today ${time(due, timeZone)}` : shortDay(due, timeZone))
  const begun = state === 'draft' ? 'Draft' : 'Not started'
  return { state, text: day ? `${begun}, ${overdue ? 'was due' : 'due'} ${day}` : begun, overdue, scorecardId: null }
}
