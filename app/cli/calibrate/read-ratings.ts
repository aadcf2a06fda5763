import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse'
import type { Table } from '~/stats/table'
import type { Warning } from '~/domain/calibration/ratings/document'
import { BadInput } from './bad-input'
import { TableReader, type ColumnWish, type Skipped } from './columns'

export interface RatingsFile {
  header: string[]
  table: Table
  rows: number
  used: number
  skipped: Skipped
  sha256: string
  warnings: Warning[]
}

/** Longest line that is taken for one; a file with a longer one is broken or not a table. */
const LONGEST_LINE = 1_000_000

/**
 * Reads a table as a stream. The first line names the columns; `wish` says which of them are wanted and may refuse.
 * Comma, semicolon or tab, with or without byte order mark. @throws BadInput naming line and column.
 */
export async function readRatings(
  path: string,
  name: string,
  wish: (header: string[]) => ColumnWish[],
  onRows: (rows: number) => void,
): Promise<RatingsFile> {
  const delimiter = await sniff(path, name)
  const hash = createHash('sha256')
  let header: string[] | null = null
  let reader: TableReader | null = null
  const parser = parse({
    bom: true,
    delimiter,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
    on_record: (row: string[], context: { lines: number }) => {
      if (reader === null) {
        header = checkedHeader(row, name)
        reader = new TableReader(wish(header), header)
      } else {
        reader.take(row, context.lines)
        if ((reader.rows & 0xffff) === 0) onRows(reader.rows)
      }
      return null
    },
  })
  const file = createReadStream(path, { highWaterMark: 1 << 20 })
  file.on('data', (chunk) => hash.update(chunk))
  try {
    await new Promise<void>((resolve, reject) => {
      file.on('error', reject)
      parser.on('error', reject)
      parser.on('end', resolve)
      parser.resume()
      file.pipe(parser)
    })
  } catch (error) {
    throw error instanceof CsvError
      ? new BadInput(`${name}: ${csvSentence(error, (header as string[] | null)?.length ?? 0)}`)
      : inFile(error, name)
  } finally {
    file.destroy()
  }
  if (header === null || reader === null)
    throw new BadInput(
      `${name} is empty; its first line must name the columns, such as candidate,interviewer,criterion,score`,
    )
  const found: TableReader = reader
  if (found.rows === 0) throw new BadInput(`${name} has a header and no rows; every line after the first is one rating`)
  if (found.used === 0) {
    const { line, reason } = found.skipped.first[0]
    throw new BadInput(
      `${name} has no usable row: all ${found.rows} were skipped, the first in line ${line} (${reason})`,
    )
  }
  const warnings: Warning[] = []
  if (delimiter !== ',')
    warnings.push({
      code: 'DELIMITER',
      message: `The columns of ${name} are separated by ${delimiter === ';' ? 'semicolons' : 'tabs'}; it was read so.`,
    })
  if (found.skipped.count > 0)
    warnings.push({
      code: 'ROWS_SKIPPED',
      message: `${found.skipped.count} of ${found.rows} rows were skipped for a blank cell, the first in line ${found.skipped.first[0].line}.`,
    })
  return {
    header,
    table: found.table(),
    rows: found.rows,
    used: found.used,
    skipped: found.skipped,
    sha256: hash.digest('hex'),
    warnings,
  }
}

function inFile(error: unknown, name: string): unknown {
  if (error instanceof BadInput && !error.message.startsWith(name)) return new BadInput(`${name}: ${error.message}`)
  return error
}

/** The separator that the header uses most, outside quotes; and the checks that need only the first bytes. */
async function sniff(path: string, name: string): Promise<string> {
  const head = Buffer.alloc(1 << 16)
  let length: number
  try {
    const handle = await open(path)
    try {
      length = (await handle.read(head, 0, head.length, 0)).bytesRead
    } finally {
      await handle.close()
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder'
          : code === 'EACCES'
            ? 'it may not be read'
            : String(code)
    throw new BadInput(`cannot read ${name}: ${why}`)
  }
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    throw new BadInput(`${name} is written in UTF-16; save it as CSV in UTF-8`)
  const text = head.toString('utf8', 0, length)
  if (text.includes('\u0000')) throw new BadInput(`${name} is not a text file; save the table as CSV in UTF-8`)
  const line = text.split(/\r?\n|\r/, 1)[0].replace(/"[^"]*"/g, '')
  const count = (c: string) => line.split(c).length
  return [',', ';', '\t'].reduce((best, c) => (count(c) > count(best) ? c : best))
}

function checkedHeader(row: readonly string[], name: string): string[] {
  const header = row.map((cell) => cell.trim())
  const seen = new Set<string>()
  for (const column of header) {
    if (column !== '' && seen.has(column))
      throw new BadInput(`${name} line 1: the column "${column}" stands twice in the header`)
    seen.add(column)
  }
  return header
}

function csvSentence(error: CsvError, columns: number): string {
  const line = Number(error.lines ?? 0)
  switch (error.code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
    case 'CSV_RECORD_INCONSISTENT_COLUMNS': {
      const row = error.record as unknown[] | undefined
      return `line ${line} has ${row?.length ?? 'other than'} cells and the header ${columns}; give every line one cell per column`
    }
    case 'CSV_MAX_RECORD_SIZE':
      return `line ${line} is longer than ${LONGEST_LINE} characters; a rating takes one short line`
    case 'CSV_QUOTE_NOT_CLOSED':
      return `a quotation mark opened near line ${line} is never closed`
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return `line ${line} has a quotation mark inside a cell; put the whole cell in quotation marks and double those inside`
    default:
      return `line ${line}: ${error.message}`
  }
}
