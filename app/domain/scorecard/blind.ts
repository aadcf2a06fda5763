import { may, type Act, type Role } from '~/domain/policy/policy'

/**
 * Rule 3: until an interviewer has submitted for an application, nothing sent to them may depend on what colleagues
 * submitted for it. Submitted means every interview assigned to them there, shadowing too; only unassigning releases
 * one who will not submit. Every role yields to this.
 */

/** One scorecard of one person in one application: when it was assigned, first submitted and released. */
export type Assignment = { assignedAt: Date; submittedAt: Date | null; releasedAt: Date | null }

/** Does this scorecard keep its author blind now? */
export const isOwed = ({ submittedAt, releasedAt }: Pick<Assignment, 'submittedAt' | 'releasedAt'>): boolean =>
  submittedAt === null && releasedAt === null

/** Is somebody with these scorecards blind for their application now? Nobody without any is. */
export const isBlindWith = (own: readonly Pick<Assignment, 'submittedAt' | 'releasedAt'>[]): boolean => own.some(isOwed)

export type GrantHeld = { role: Role; jobId: number | null; grantedAt: Date; revokedAt: Date | null }

export type ReadingPast = {
  now: Date
  /** When somebody else first submitted for this application; null if nobody has. */
  firstOther: Date | null
  /** When a score of this application was first stored; null if none was. */
  firstScore: Date | null
  /** The author's scorecards in this application. */
  own: readonly Assignment[]
  /** Every grant the author held or holds, revoked ones too. */
  grants: readonly GrantHeld[]
  job: { id: number; confidential: boolean }
}

/**
 * Rule 2: would the author's permissions at any moment up to now have let them read another submitted scorecard or a
 * score of this application, whether they read it or not? Then what they write now is not blind.
 *
 * What could be read changes only at the moments named in the arguments, so looking at each of them and at now is
 * looking at all of time. An assignment blinds from the moment it is made until it is submitted or released.
 */
export function couldHaveRead(past: ReadingPast): boolean {
  const { now, own, grants } = past
  const moments = [
    now,
    past.firstOther,
    past.firstScore,
    ...own.flatMap(({ assignedAt, submittedAt, releasedAt }) => [assignedAt, submittedAt, releasedAt]),
    ...grants.flatMap(({ grantedAt, revokedAt }) => [grantedAt, revokedAt]),
  ].filter((at): at is Date => at !== null && at <= now)
  return moments.some((at) => couldReadAt(past, at))
}

function couldReadAt({ firstOther, firstScore, own, grants, job }: ReadingPast, at: Date): boolean {
  const happened = (when: Date | null) => when !== null && when <= at
  const blind = own.some(
    ({ assignedAt, submittedAt, releasedAt }) =>
      happened(assignedAt) && !happened(submittedAt) && !happened(releasedAt),
  )
  if (blind) return false
  const held = { grants: grants.filter(({ grantedAt, revokedAt }) => happened(grantedAt) && !happened(revokedAt)) }
  const mayRead = (act: Act) => may(held, act, job)
  const asColleague = own.some(({ submittedAt }) => happened(submittedAt))
  return (
    (happened(firstOther) && (asColleague || mayRead('read-scorecards'))) ||
    (happened(firstScore) && mayRead('read-packet'))
  )
}
