import { factorNamed, type FactorColumn, type Table } from '../model/table'
import type { Warning } from './document'
import type { RoleColumns } from './roles'

/**
 * Scorecards that hold ratings of several candidates or by several interviewers, as where they are numbered anew for each
 * candidate, or a session of two interviewers was given for one. Halo is what the ratings of one scorecard share, so both would
 * be taken for halo.
 */
export function sharedScorecards(table: Table, roles: RoleColumns): Warning[] {
  const { scorecard, candidate, interviewer } = roles
  if (scorecard === undefined) return []
  const cards = factorNamed(table, scorecard)
  return [candidate, interviewer].flatMap((column): Warning[] => {
    if (column === undefined || column === scorecard) return []
    const found = several(cards, factorNamed(table, column))
    if (found === null) return []
    const message = `The scorecard ${found.name} has ratings of more than one ${column === candidate ? 'candidate' : 'interviewer'} (${found.first}, ${found.second}; ${found.count} such scorecards in the column ${scorecard}). A scorecard is what one interviewer wrote on one candidate, and halo is what its ratings share: give each its own id, or leave the column out.`
    return [{ code: 'SCORECARD_SHARED', message }]
  })
}

function several(of: FactorColumn, other: FactorColumn) {
  const met = new Int32Array(of.levels.length).fill(-1)
  const shared = new Set<number>()
  let example: { name: string; first: string; second: string } | null = null
  for (let i = 0; i < of.codes.length; i++) {
    const [level, theirs] = [of.codes[i], other.codes[i]]
    if (level < 0 || theirs < 0) continue
    if (met[level] === -1) met[level] = theirs
    else if (met[level] !== theirs) {
      shared.add(level)
      example ??= { name: of.levels[level], first: other.levels[met[level]], second: other.levels[theirs] }
    }
  }
  return example === null ? null : { ...example, count: shared.size }
}
