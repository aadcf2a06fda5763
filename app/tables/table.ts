import { TableProblem } from './table-problem'

/** A file as it was handed in. The name is used only to tell CSV from TSV where the contents allow both. */
export type TableSource = { name: string; bytes: Uint8Array }

export interface TableRow {
  /** The line of the file on which the row begins, or the row's number in a sheet, as the person sees it. */
  line: number
  /** As many as the header has. */
  cells: string[]
  /** Indexes of the cells that stood in quotation marks, or are text in a sheet; null where none is. */
  quoted: ReadonlySet<number> | null
}

/** Something that the reader assumed and the person should know. */
export interface TableNote {
  code: string
  message: string
}

export interface TableDocument {
  format: 'csv' | 'tsv' | 'xlsx' | 'ods'
  /** Of a spreadsheet, in order; empty for text. */
  sheets: { name: string; hidden: boolean }[]
  /** The sheet that was read; null for text. */
  sheet: string | null
  encoding: string
  /** null for spreadsheets. */
  delimiter: string | null
  /** Trimmed; '' where a column has no name. Columns at the end without name and cells are left out. */
  header: string[]
  /** 0 if the caller said that there is none. */
  headerLine: number
  /** Whether column 0 holds the row names that R or pandas wrote. */
  rowNames: boolean
  /** Rows in which a cell is not blank. */
  rows: TableRow[]
  notes: TableNote[]
  sha256: string
}

export interface TableOptions {
  /** Name of the sheet; by default the first that is not hidden. */
  sheet?: string
  /** `search` (the default) looks for the header in the first ten lines; `none` takes every line for a row. */
  header?: 'search' | 'none'
  /** What to do about a row whose number of cells is not the header's: refuse the file (the default), or keep the row as it is. */
  ragged?: 'refuse' | 'keep'
  maxBytes?: number
  maxRows?: number
  maxCells?: number
}

export const LIMITS = { maxBytes: 64 * 1024 * 1024, maxRows: 1_048_576, maxCells: 20_000_000 }

/**
 * The index of the column of this name; -1 if there is none. A name that stands twice matters only here, where it is asked for.
 * @throws TableProblem if more than one column has the name
 */
export function columnAt({ header, headerLine }: Pick<TableDocument, 'header' | 'headerLine'>, name: string): number {
  const at = header.indexOf(name)
  const second = at < 0 ? -1 : header.indexOf(name, at + 1)
  if (second >= 0)
    throw new TableProblem(
      `line ${headerLine}: the column "${name}" appears twice, as columns ${at + 1} and ${second + 1}; give one of them another name`,
      { line: headerLine, column: name },
    )
  return at
}
