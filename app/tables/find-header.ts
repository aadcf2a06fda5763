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
  if (hasSpansAbove(rows)) return 1
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

/** Rows below a header that are looked at for what stands in its columns. */
const LOOKED_AT = 50

/**
 * Whether the first row names groups of columns, as cells that were merged over several, and the second is the header: it has
 * a different name in every column, with no number and no address in them, and below some of them stand numbers or addresses.
 */
function hasSpansAbove([spans, header, ...data]: readonly HeaderCandidate[]): boolean {
  if (!spans || !header || data.length === 0 || header.blankBefore) return false
  const names = header.cells.map((cell) => cell.trim())
  while (names.at(-1) === '') names.pop()
  const groups = filled(spans.cells)
  if (groups === 0 || groups * 2 > names.length || names.length < 3 || filled(spans.cells.slice(names.length)) > 0)
    return false
  if (names.includes('') || new Set(names).size < names.length || names.some(holdsValue)) return false
  return names.some((_, at) => {
    const cells = data.slice(0, LOOKED_AT).map((row) => row.cells[at]?.trim() ?? '')
    const inUse = cells.filter((cell) => cell !== '')
    return inUse.length > 0 && inUse.filter(holdsValue).length * 2 > inUse.length
  })
}

const holdsValue = (cell: string) => isNumber(cell) || cell.includes('@') || /^\+?[\d\s()-]{6,}$/.test(cell)
