import { createHash } from 'node:crypto'
import { kindOf } from './file-kind'
import { readText } from './read-text'
import { LIMITS, type TableDocument, type TableOptions, type TableSource } from './table'
import { TableProblem } from './table-problem'
import { wrongLetters } from './wrong-letters'

/**
 * Reads a table from a file: CSV, TSV, XLSX or ODS, told apart by what is in it.
 * @throws TableProblem, and nothing else whatever the bytes are
 */
export async function readTable(source: TableSource, options: TableOptions = {}): Promise<TableDocument> {
  const { bytes } = source
  const { maxBytes = LIMITS.maxBytes } = options
  if (bytes.length > maxBytes)
    throw new TableProblem(`the file is larger than ${sizeOf(maxBytes)}; keep only the columns and rows needed`)
  const table = kindOf(bytes) === 'zip' ? await spreadsheet(source, options) : await readText(source, options)
  const notes = [
    ...table.notes,
    ...wrongLetters([{ line: table.headerLine, cells: table.header }, ...table.rows], table.encoding),
  ]
  return { ...table, notes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** The libraries for archives and XML are loaded when a spreadsheet comes; most files are text. */
async function spreadsheet(source: TableSource, options: TableOptions) {
  const { readSpreadsheet } = await import('./spreadsheet/read-spreadsheet')
  return readSpreadsheet(source, options)
}

const sizeOf = (bytes: number) =>
  bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MB` : `${Math.floor(bytes / 1024)} kB`
