/** A scorecard of an application, as it was assigned: nothing here changes when anybody submits. */
export type AssignedScorecard = { userId: number; assignedOrder: number; assignedAt: Date }

/** Interviewers are assigned one after the other when a loop is planned. */
const AT_ONCE_MS = 3_600_000

/**
 * Was this person assigned when the application's interviewers were first assigned? From then on somebody who owes a
 * scorecard there keeps the run from before it. Later, that run may be gone because everybody had submitted by then, so
 * who was assigned later sees none: whether it is still there would tell them.
 */
export function assignedAtOnce(scorecards: readonly AssignedScorecard[], userId: number): boolean {
  const times = scorecards.map(({ assignedAt }) => assignedAt.getTime())
  const own = scorecards.filter((card) => card.userId === userId).map(({ assignedAt }) => assignedAt.getTime())
  return own.length > 0 && Math.abs(Math.min(...own) - Math.min(...times)) <= AT_ONCE_MS
}
