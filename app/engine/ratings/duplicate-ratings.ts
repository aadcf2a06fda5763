import { crossFactors } from '../model/design'
import { factorNamed, type Table } from '../model/table'
import { LEVEL_ROLES, type RoleColumns } from './roles'

/**
 * Ratings of the same candidate by the same interviewer on the same criterion (and scorecard, where given). null when the
 * columns do not say who rated whom, or some of their cells are blank.
 */
export function duplicateRatings(
  table: Table,
  roles: RoleColumns,
): { count: number; columns: string[]; example: string[] } | null {
  if (roles.candidate === undefined || (roles.interviewer === undefined && roles.scorecard === undefined)) return null
  const columns = LEVEL_ROLES.flatMap((role) => roles[role] ?? [])
  if (columns.some((c) => factorNamed(table, c).codes.includes(-1))) return null
  const { index, count } = crossFactors(table, columns)
  const seen = new Uint8Array(count)
  let example: string[] = []
  for (let i = 0; i < table.rows; i++) {
    if (seen[index[i]] === 1 && example.length === 0)
      example = columns.map((c) => {
        const f = factorNamed(table, c)
        return f.levels[f.codes[i]]
      })
    seen[index[i]] = 1
  }
  return { count: table.rows - count, columns, example }
}
