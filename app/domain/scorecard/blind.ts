import { may, type Act, type Role } from '~/domain/policy/policy'

/**
 * design.md, rule 3: until an interviewer has submitted for an application, nothing sent to them may depend on what
 * colleagues submitted for it. Submitted means every interview assigned to them there, shadowing too; only unassigning
 * releases one who will not submit. Every role yields to this.
 */

/**
 * A place in the order of events, as the database numbers them. Never a time: servers' clocks differ, so by times an
 * amendment could seem to come before what its author had already read.
 */
export type EventOrder = number

/** After everything that the database has numbered. */
export const NOW: EventOrder = Infinity

/** One scorecard of one person in one application: when it was assigned, first submitted and released. */
export type Assignment = { assigned: EventOrder; submitted: EventOrder | null; released: EventOrder | null }

/** Does this scorecard keep its author blind now? */
export const isOwed = ({ submitted, released }: Pick<Assignment, 'submitted' | 'released'>): boolean =>
  submitted === null && released === null

export type GrantPeriod = { role: Role; jobId: number | null; granted: EventOrder; revoked: EventOrder | null }

export type ReadingHistory = {
  now: EventOrder
  /** When somebody else first submitted for this application; null if nobody has. */
  firstOther: EventOrder | null
  /** When a score of this application was first stored; null if none was. */
  firstScore: EventOrder | null
  /** The author's scorecards in this application. */
  own: readonly Assignment[]
  /** Every grant the author held or holds, revoked ones too. */
  grants: readonly GrantPeriod[]
  job: { id: number; confidential: boolean }
}

/**
 * design.md, rule 2: would the author's permissions at any moment up to now have let them read another submitted
 * scorecard or a score of this application, whether they read it or not? Then what they write now is not blind.
 *
 * What could be read changes only at the moments named in the arguments, so looking at each of them and at now is
 * looking at all of time. An assignment blinds from the moment it is made until it is submitted or released.
 */
export function couldHaveRead(past: ReadingHistory): boolean {
  const { now, own, grants } = past
  const moments = [
    now,
    past.firstOther,
    past.firstScore,
    ...own.flatMap(({ assigned, submitted, released }) => [assigned, submitted, released]),
    ...grants.flatMap(({ granted, revoked }) => [granted, revoked]),
  ].filter((at): at is EventOrder => at !== null && at <= now)
  return moments.some((at) => couldReadAt(past, at))
}

function couldReadAt({ firstOther, firstScore, own, grants, job }: ReadingHistory, at: EventOrder): boolean {
  const happened = (when: EventOrder | null) => when !== null && when <= at
  const blind = own.some(
    ({ assigned, submitted, released }) => happened(assigned) && !happened(submitted) && !happened(released),
  )
  if (blind) return false
  const held = { grants: grants.filter(({ granted, revoked }) => happened(granted) && !happened(revoked)) }
  const mayRead = (act: Act) => may(held, act, job)
  const asColleague = own.some(({ submitted }) => happened(submitted))
  return (
    (happened(firstOther) && (asColleague || mayRead('read-scorecards'))) ||
    (happened(firstScore) && mayRead('read-packet'))
  )
}
