import { stringify } from 'csv-stringify/sync'
import { isoOf, type Cell, type Rows } from './cell'
import { guarded } from './formula-guard'

/** Rows that are made into text at once; other work has its turn in between. */
const ROWS_AT_ONCE = 500

/**
 * A table as CSV for people and spreadsheets: UTF-8 with a byte order mark (without it Excel takes letters for Windows-1252),
 * Windows line ends as RFC 4180 has them, and an apostrophe before text that a spreadsheet would take for a formula.
 * `readTable` gives the same text back.
 */
export async function* csvOf(columns: readonly string[], rows: Rows): AsyncGenerator<string, void> {
  let batch: (readonly Cell[])[] = [columns]
  let first = true
  const text = () => {
    const written = stringify(
      batch.map((row) => row.map(textOf)),
      // Other separators stand in quotation marks, so that a reader that guesses the separator is not misled; so do line ends
      // of every kind, which csv-stringify leaves bare once the records' own is named.
      { record_delimiter: '\r\n', quote_record_delimiter: true, quoted_match: /[;\t|]/ },
    )
    batch = []
    const mark = first ? '\uFEFF' : ''
    first = false
    return mark + written
  }
  for await (const row of rows) {
    if (row.length !== columns.length)
      throw new RangeError(`a row of ${row.length} cells for a table of ${columns.length} columns`)
    batch.push(row)
    if (batch.length >= ROWS_AT_ONCE) yield text()
  }
  if (batch.length > 0) yield text()
}

function textOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return guarded(cell)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (cell instanceof Date) return isoOf(cell)
  return Number.isFinite(cell) ? String(cell) : ''
}
