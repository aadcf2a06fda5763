/** What a column of a ratings file stands for. */
export const ROLES = ['candidate', 'interviewer', 'criterion', 'scorecard', 'period', 'group'] as const
export type Role = (typeof ROLES)[number]

/** Column of each role that the file has. */
export type RoleColumns = Partial<Record<Role, string>>

/** Roles whose columns are levels even if they hold numbers. */
export const LEVEL_ROLES: readonly Role[] = ['candidate', 'interviewer', 'criterion', 'scorecard']

/** What a random term stands for in the hiring model, given the columns of the roles; null for any other term. */
export type TermMeaning = 'candidate' | 'interview' | 'candidate:criterion' | 'interviewer' | 'interviewer:criterion'

export function meaningOf(factors: readonly string[], roles: RoleColumns): TermMeaning | null {
  const is = (...names: (Role | undefined)[]) => {
    const columns = names.map((n) => (n === undefined ? undefined : roles[n]))
    return (
      columns.every((c) => c !== undefined) &&
      factors.length === columns.length &&
      columns.every((c) => factors.includes(c))
    )
  }
  if (is('candidate')) return 'candidate'
  if (is('interviewer')) return 'interviewer'
  if (is('scorecard')) return 'interview'
  if (is('candidate', 'criterion')) return 'candidate:criterion'
  if (is('interviewer', 'criterion')) return 'interviewer:criterion'
  if (is('candidate', 'interviewer') && roles.scorecard === undefined) return 'interview'
  return null
}
