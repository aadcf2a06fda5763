import { fail, ok, type Result } from '../shared/result'

/**
 * A recused person reads nothing of one application that colleagues wrote, scored, voted or decided, whatever their
 * roles: no scorecard, score, packet, vote, outcome, and no audit entry of it. They keep their own scorecard. It is the
 * third gate after the policy table and blindness, and it ends only when somebody else lifts it (ADR 016).
 */

export type LiftError = { code: 'OWN_RECUSAL' | 'LIFTER_RECUSED'; message: string }

/** Whether this user, who administers the job, may lift that recusal. */
export function mayLift(
  lifter: { userId: number; recused: boolean },
  recusal: { userId: number },
): Result<null, LiftError> {
  if (lifter.userId === recusal.userId)
    return fail({
      code: 'OWN_RECUSAL',
      message: 'You cannot lift your own recusal; ask another person who administers the job.',
    })
  if (lifter.recused)
    return fail({
      code: 'LIFTER_RECUSED',
      message: 'You are recused from this application yourself; another person who administers the job has to lift it.',
    })
  return ok(null)
}
