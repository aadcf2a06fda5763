/** What is needed of a row to tell a header from what stands above it. */
export interface HeaderCandidate {
  line: number
  cells: readonly string[]
  /** Whether an empty row stands before it. */
  blankBefore: boolean
}

/** The last line on which a header is looked for. */
const LAST_LINE = 11

const filled = (cells: readonly string[]) => cells.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0)
const isNumber = (cell: string) => cell.trim() !== '' && Number.isFinite(Number(cell.trim().replace(',', '.')))

/** The number of cells that most rows have; the larger of two that are as frequent. */
export function usualWidth(rows: readonly HeaderCandidate[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  let width = 1
  let most = 0
  for (const [length, count] of counts)
    if (count > most || (count === most && length > width)) {
      width = length
      most = count
    }
  return width
}

/**
 * The index of the header among the first rows. It is the first row unless that is a title or a note: a single cell, or up to
 * half the columns with an empty row below it, above a row of words that is as wide as the table. A row with a number in it is
 * never taken for a header that stands lower down: it could be the first row of data, which would then be lost.
 */
export function findHeader(rows: readonly HeaderCandidate[]): number {
  const width = usualWidth(rows.filter(({ cells }) => cells.length > 1))
  if (width < 2) return 0
  const fits = ({ cells }: HeaderCandidate) => cells.length >= width - 1 && cells.length > 1
  let separated = false
  let wide = false
  for (const [at, row] of rows.entries()) {
    const { cells, line, blankBefore } = row
    if (line > LAST_LINE) return 0
    const count = filled(cells)
    if (blankBefore && at > 0) separated = true
    if (count > Math.max(1, width / 2)) {
      if (at === 0) return 0
      const below = rows.slice(at)
      const table = below.filter(fits).length > below.length / 2
      return table && fits(row) && !cells.some(isNumber) && (separated || !wide) ? at : 0
    }
    if (count > 1) {
      wide = true
      separated = false
    }
  }
  return 0
}
