import { clashes, type Slot } from '~/domain/loop/clashes'
import type { Viewer } from '~/domain/policy/policy'
import { now } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import type { PlannedInterview } from './planned-interviews.server'

const MINUTE = 60_000
const HOURS = 60 * MINUTE
const LONGEST_MS = 8 * HOURS

/**
 * What cannot both happen, as sentences by interview. Of interviews elsewhere only the time is told. What has ended is no
 * conflict any more: nothing can be moved.
 */
export async function clashMessages(
  viewer: Viewer,
  interviews: readonly PlannedInterview[],
): Promise<Map<number, string[]>> {
  const at = now().getTime()
  const loop = interviews.flatMap(({ id, startsAt, minutes, scorecards }): Slot[] => {
    if (startsAt && startsAt.getTime() + minutes * MINUTE <= at) return []
    return [{ id, startsAt, minutes, people: scorecards.map(({ userId }) => userId) }]
  })
  const names = new Map(
    interviews.flatMap(({ scorecards }) => scorecards.map(({ userId, user }) => [userId, user.name])),
  )
  const nameOf = new Map(interviews.map(({ id, kitInterview }) => [id, kitInterview.name]))
  const elsewhere = await slotsElsewhere(
    viewer,
    loop,
    interviews.map(({ id }) => id),
  )
  const words = [...clashes(loop, elsewhere)].map(([id, found]): [number, string[]] => [
    id,
    found.map(({ other, userId }) =>
      userId === null
        ? `Conflict: the candidate is also booked for ${nameOf.get(other)} at this time.`
        : `Conflict: ${names.get(userId) ?? 'a former colleague'} has another interview at this time.`,
    ),
  ])
  return new Map(words.map(([id, sentences]) => [id, [...new Set(sentences)]]))
}

/** What the people of these slots sit in besides; `here` are all interviews of their loop. */
async function slotsElsewhere(
  { organisationId }: Viewer,
  loop: readonly Slot[],
  here: readonly number[],
): Promise<Slot[]> {
  const times = loop.flatMap(({ startsAt }) => (startsAt ? [startsAt.getTime()] : []))
  if (times.length === 0) return []
  const people = [...new Set(loop.flatMap((slot) => slot.people))]
  const found = await db().interview.findMany({
    where: {
      organisationId,
      id: { notIn: [...here] },
      state: 'planned',
      startsAt: {
        gte: new Date(Math.min(...times) - LONGEST_MS),
        lte: new Date(Math.max(...times) + LONGEST_MS),
      },
      scorecards: { some: { userId: { in: people }, releasedAt: null } },
    },
    select: {
      id: true,
      startsAt: true,
      minutes: true,
      scorecards: { where: { releasedAt: null }, select: { userId: true } },
    },
  })
  return found.map(({ scorecards, ...slot }) => ({ ...slot, people: scorecards.map(({ userId }) => userId) }))
}
