/** What a row shows of its beginning and its end. */
export interface RowShape {
  cells: readonly string[]
  quoted: ReadonlySet<number> | null
}

const blank = (cell: string | undefined) => cell === undefined || cell.trim() === ''

/** How many cells have something in them or something after them. */
export function usedCells(cells: readonly string[]): number {
  let used = cells.length
  while (used > 0 && blank(cells[used - 1])) used--
  return used
}

/** Whether the first cells count the rows, from 0 (pandas) or 1 (R). */
function countsRows(rows: readonly RowShape[]): boolean {
  const first = rows[0]?.cells[0]?.trim()
  return (
    (first === '0' || first === '1') && rows.every(({ cells }, at) => cells[0]?.trim() === String(Number(first) + at))
  )
}

const allDiffer = (rows: readonly RowShape[]) => {
  const names = rows.map(({ cells }) => cells[0]?.trim() ?? '')
  return !names.includes('') && new Set(names).size === names.length
}

/**
 * Whether the header is one name short because R's write.table names no column for the row names. Every row then has a cell
 * more than the header. So it has with a separator at the end of each line, but that cell is blank.
 */
export function isOneNameShort(header: readonly string[], rows: readonly RowShape[]): boolean {
  const names = usedCells(header)
  if (names === 0 || rows.length === 0) return false
  // Saved by a spreadsheet program, such a file has a blank cell at the end of its header; so has a column without a name.
  if (names < header.length)
    return names === header.length - 1 && countsRows(rows) && rows.some(({ cells }) => !blank(cells[names]))
  if (!rows.every(({ cells }) => cells.length === names + 1) || !allDiffer(rows)) return false
  const written = countsRows(rows) || rows.every(({ quoted }) => quoted?.has(0))
  // A single column of numbers with decimal commas looks like this too, and blank cells at the end like separators there.
  return written || (names > 1 && rows.some(({ cells }) => !blank(cells[names])))
}

/**
 * Whether the first column holds row names that a program wrote: R's write.csv names it "", pandas "" or, when a file was read
 * and written again, "Unnamed: 0". R reads "" as "X" and the tidyverse as "...1", which are row names if they count the rows.
 */
export function isRowNameColumn(header: readonly string[], rows: readonly RowShape[]): boolean {
  const name = header[0]?.trim()
  if (header.length < 2 || rows.length === 0) return false
  if (name === '' || name === 'Unnamed: 0') return allDiffer(rows)
  return (name === 'X' || name === '...1') && countsRows(rows)
}
