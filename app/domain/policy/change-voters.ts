import { fail, ok, type Result } from '../shared/result'

export type NamingError = { code: 'VOTER_NAMED_SELF' | 'VOTER_CHANGES_VOTERS'; message: string }

/**
 * May this person change the voters of a job from `before` to `after`? Nobody names themselves, and a voter does not
 * choose or remove fellow voters; stepping down oneself is always possible. Administrators are no exception.
 */
export function mayChangeVoters(
  userId: number,
  before: readonly number[],
  after: readonly number[],
): Result<null, NamingError> {
  const added = after.filter((id) => !before.includes(id))
  const removed = before.filter((id) => !after.includes(id))
  if (added.includes(userId))
    return fail({
      code: 'VOTER_NAMED_SELF',
      message: 'You cannot name yourself as a voter. Another person who manages this job has to name you.',
    })
  const others = [...added, ...removed].some((id) => id !== userId)
  if (others && before.includes(userId))
    return fail({
      code: 'VOTER_CHANGES_VOTERS',
      message:
        'You are a voter of this job, so you can neither add nor remove other voters. Another person who manages this job has to do it.',
    })
  return ok(null)
}
