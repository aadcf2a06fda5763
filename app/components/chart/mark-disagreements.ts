import { isDisagreement } from '~/domain/scorecard/levels'
import type { MatrixRow } from './matrix-row'

/**
 * Which cells wear a frame: within one session and one criterion, the highest and the lowest level when they lie two or
 * more apart. Answers one list a row, in the order of its cells.
 */
export function markDisagreements(rows: readonly Pick<MatrixRow, 'session' | 'cells'>[]): boolean[][] {
  const ranges = new Map<string, { low: number; high: number }>()
  const key = (session: MatrixRow['session'], column: number) => `${session}\t${column}`
  for (const { session, cells } of rows) {
    cells.forEach((cell, column) => {
      if (cell.kind !== 'level') return
      const range = ranges.get(key(session, column))
      ranges.set(key(session, column), {
        low: Math.min(cell.level, range?.low ?? cell.level),
        high: Math.max(cell.level, range?.high ?? cell.level),
      })
    })
  }
  return rows.map(({ session, cells }) =>
    cells.map((cell, column) => {
      const range = ranges.get(key(session, column))
      if (cell.kind !== 'level' || !range || !isDisagreement(range.low, range.high)) return false
      return cell.level === range.low || cell.level === range.high
    }),
  )
}
