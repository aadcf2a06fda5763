import { isOneNameShort, isRowNameColumn, usedCells } from './row-names'
import { LIMITS, type TableDocument, type TableNote, type TableOptions, type TableRow } from './table'
import { TableProblem } from './table-problem'

const written = (count: number) => count.toLocaleString('en-GB')

/** Keeps the rows that have anything in them, up to as many as are allowed. */
export class RowCollector {
  readonly rows: TableRow[] = []
  private cells = 0
  private readonly maxRows: number
  private readonly maxCells: number

  constructor({ maxRows = LIMITS.maxRows, maxCells = LIMITS.maxCells, header }: TableOptions) {
    this.maxRows = maxRows + (header === 'none' ? 0 : 1)
    this.maxCells = maxCells
  }

  /** @throws TableProblem for a row too many */
  take(row: TableRow): void {
    this.cells += row.cells.length
    if (this.cells > this.maxCells)
      throw new TableProblem(
        `the file has more than ${written(this.maxCells)} cells; keep only the columns and rows needed`,
      )
    if (row.cells.every((cell) => cell.trim() === '')) return
    if (this.rows.length >= this.maxRows)
      throw new TableProblem(`the file has more than ${written(this.maxRows - 1)} rows; divide it`)
    this.rows.push(row)
  }
}

type Assembled = Pick<TableDocument, 'header' | 'headerLine' | 'rowNames' | 'rows' | 'notes'>

/**
 * Makes a table of rows, of which the first is the header: the name that R leaves out, separators at the ends of lines, and as
 * many cells in every row. @throws TableProblem for a row with more or fewer cells than the header
 */
export function assemble(all: TableRow[], { header: wanted, ragged = 'refuse' }: TableOptions): Assembled {
  const [head, ...rows] = wanted === 'none' ? [noHeader(all), ...all] : all
  if (head === undefined) throw new TableProblem('the file is empty; its first line should name the columns')
  const notes: TableNote[] = []
  let names = head.cells.map((cell) => cell.trim())
  const short = wanted !== 'none' && isOneNameShort(names, rows)
  if (short) names = ['', ...names]
  const named = usedCells(names)
  // A column without a name is kept if it has a place in the header and something in it.
  const columns = rows.reduce((most, { cells }) => Math.max(most, Math.min(usedCells(cells), names.length)), named)
  const header = names.slice(0, columns)
  const trailing = head.cells.length > columns || rows.some(({ cells }) => cells.length > columns)
  const fewest = Math.min(named, columns)
  for (const row of rows) {
    const { cells, line } = row
    if (usedCells(cells) > columns || cells.length < fewest) {
      if (ragged === 'refuse') throw raggedRow(line, cells.length, columns)
      continue
    }
    if (cells.length > columns) cells.length = columns
    else while (cells.length < columns) cells.push('')
  }
  const rowNames = wanted !== 'none' && (short || isRowNameColumn(header, rows))
  if (trailing)
    notes.push({
      code: 'TRAILING_SEPARATORS',
      message: 'Lines end with separators that have no column; the blank cells there were left out.',
    })
  if (rowNames)
    notes.push({
      code: 'ROW_NAMES',
      message: short
        ? 'The header is one name short, as R writes it: the first column was taken for the row names.'
        : `The first column (“${header[0]}”) was taken for row names, as R or pandas write them.`,
    })
  return { header, headerLine: head.line, rowNames, rows, notes }
}

/** A complaint about the number of cells in a row. */
export function raggedRow(line: number, cells: number, columns: number): TableProblem {
  const count = `${cells} ${cells === 1 ? 'cell' : 'cells'}`
  return new TableProblem(`line ${line} has ${count} and the header ${columns}; give every line one cell per column`, {
    line,
  })
}

function noHeader(rows: readonly TableRow[]): TableRow {
  const width = rows.reduce((most, { cells }) => Math.max(most, usedCells(cells)), 0)
  return { line: 0, cells: Array.from({ length: width }, () => ''), quoted: null }
}
