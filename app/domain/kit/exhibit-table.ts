import { csvRows } from './check-exhibit'

/** An exhibit's table as its author sees it: the names of the columns, and the cells below. */
export type ExhibitTable = { header: string[]; rows: string[][] }

/** A table that a person may still read and a browser still draw. The largest of our kits has 1,344 rows. */
export const MOST_ROWS = 5_000
export const MOST_COLUMNS = 30
/** Cells that are typed on the page; a larger table is uploaded. */
export const MOST_TYPED = 600

/** The table of a CSV text, each row as wide as the header. */
export function tableOf(csv: string): ExhibitTable {
  const [header = [], ...rows] = csvRows(csv)
  return { header, rows: rows.map((row) => header.map((_, column) => row[column] ?? '')) }
}

/** A table as the CSV text that exhibits are kept in: commas, quotation marks only where they are needed. */
export const csvText = ({ header, rows }: ExhibitTable): string =>
  [header, ...rows].map((row) => `${csvLine(row)}\n`).join('')

function csvLine(row: readonly string[]): string {
  const line = row.map(quoted).join(',')
  // A line of nothing is no row for those who read the file.
  return line === '' ? '""' : line
}

const quoted = (cell: string): string => {
  // A row is a line, so a cell has none of its own.
  const text = cell.replace(/[\r\n]+/g, ' ')
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export type ColumnKind = 'numbers' | 'days' | 'times' | 'text' | 'empty'

const KINDS: readonly (readonly [ColumnKind, RegExp])[] = [
  ['numbers', /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/],
  ['days', /^\d{4}-\d{2}-\d{2}$/],
  ['times', /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?Z?$/],
]

/** What the cells of a column are; those that are empty say nothing. */
export function columnKind(cells: readonly string[]): ColumnKind {
  const filled = cells.filter((cell) => cell.trim() !== '')
  if (filled.length === 0) return 'empty'
  return KINDS.find(([, form]) => filled.every((cell) => form.test(cell.trim())))?.[0] ?? 'text'
}

export const columnKinds = ({ header, rows }: ExhibitTable): ColumnKind[] =>
  header.map((_, column) => columnKind(rows.map((row) => row[column] ?? '')))
