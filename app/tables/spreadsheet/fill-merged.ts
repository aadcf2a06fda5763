import type { TableNote, TableRow } from '../table'
import { damaged } from './archive'
import { columnName, type Merge } from './sheet-rows'

/** Cells that are looked at; more are only in a file whose merged cells lie on one another. */
const MOST_CELLS = 20_000_000

/**
 * Gives a cell that is merged over several rows to each of them, as the person sees it: a candidate's name beside all ratings.
 * Only where the first row is below the header. Returns a note if there was one.
 */
export function fillMerged(rows: readonly TableRow[], merges: readonly Merge[], headerLine: number): TableNote[] {
  const at = new Map(rows.map(({ line }, index) => [line, index]))
  let looked = 0
  let noted: Merge | null = null
  for (const merge of merges) {
    const { column, first, last } = merge
    const index = at.get(first)
    const cell = index === undefined ? undefined : rows[index]?.cells[column]
    if (index === undefined || cell === undefined || cell === '' || first <= headerLine) continue
    for (const row of rows.slice(index + 1, index + 1 + last - first)) {
      if (++looked > MOST_CELLS) throw damaged()
      if (row.line > last) break
      while (row.cells.length <= column) row.cells.push('')
      if (row.cells[column] !== '') continue
      row.cells[column] = cell
      if (rows[index]?.quoted?.has(column)) row.quoted = new Set([...(row.quoted ?? []), column])
      noted ??= merge
    }
  }
  if (noted === null) return []
  const { first, column } = noted
  return [
    {
      code: 'MERGED_CELLS',
      message: `Cells that are merged over several rows (the first in line ${first}, column ${columnName(column)}) count for each of these rows.`,
    },
  ]
}
