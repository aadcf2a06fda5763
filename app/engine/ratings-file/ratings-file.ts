import { TableProblem } from '~/tables'
import type { Table } from '../model/table'
import type { Warning } from '../ratings/document'
import { BadInput } from './bad-input'
import type { ScoreAt, Skipped } from './cell-report'
import type { TableReader } from './columns'

/** A file of ratings as it was read, with what should be known of how. */
export interface RatingsFile {
  header: string[]
  table: Table
  rows: number
  used: number
  skipped: Skipped
  sha256: string
  /** Lowest and highest rating, each with the line where it stands first. */
  scores: { least: ScoreAt; most: ScoreAt }
  warnings: Warning[]
}

/** What a reader has taken in, as a file; `warnings` come first. @throws BadInput, with the file's name, where it cannot be used */
export function finishedFile({
  reader,
  header,
  name,
  sha256,
  warnings,
}: {
  reader: TableReader
  header: string[]
  name: string
  sha256: string
  warnings: Warning[]
}): RatingsFile {
  if (reader.rows === 0)
    throw new BadInput(`${name} has a header and no rows; every line after the first is one rating`)
  if (reader.used === 0) {
    const { line, reason } = reader.skipped.first[0]
    throw new BadInput(
      `${name} has no usable row: all ${reader.rows} were skipped, the first in line ${line} (${reason})`,
    )
  }
  try {
    const { table, warnings: found } = reader.table()
    const { rows, used, skipped, report } = reader
    const scores = { least: report.least, most: report.most }
    return { header, table, rows, used, skipped, sha256, scores, warnings: [...warnings, ...found] }
  } catch (error) {
    throw inFile(error, name)
  }
}

/** A sentence about a file, with the file's name in front. */
export function inFile(error: unknown, name: string): unknown {
  if (error instanceof TableProblem || (error instanceof BadInput && !error.message.startsWith(name)))
    return new BadInput(`${name}: ${error.message}`)
  return error
}
