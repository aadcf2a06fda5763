import type { Metric } from '../../agreement/krippendorff'

export type LongColumns = { unit: string; rater: string; value: string }

/** What the person said about a table of ratings. */
export interface AgreementOptions {
  metric: Metric
  /** Columns of a table with one rating a row; null for one with a column a rater. */
  long: LongColumns | null
  /** Words or codes from the lowest to the highest; null if none were named. */
  levels: readonly string[] | null
  /** The column that names the units of a wide table; null to recognise it. */
  unit: string | null
  /** The columns of a wide table that hold ratings; null for all that do not name units. */
  raters: readonly string[] | null
  /** The sheet of a spreadsheet; null for the first that is not hidden. */
  sheet: string | null
  /** Lowest and highest value that a rating can have; null if nothing was said. */
  scale: readonly [min: number, max: number] | null
}

/** What of a file's table is looked at here. */
export interface RatedRows {
  header: readonly string[]
  headerLine: number
  /** Whether the first column holds row names that a program wrote. */
  rowNames: boolean
  /** What separates the columns; null or undefined where nothing does, as in a spreadsheet. */
  delimiter?: string | null
  rows: readonly { line: number; cells: readonly string[] }[]
}

export type Notice = { code: string; message: string }
