import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Table } from '../model/table'
import type { Warning } from '../ratings/document'
import { BadInput } from './bad-input'
import { TableReader, type ColumnWish, type Skipped } from './columns'
import { firstInvalidLine } from './first-invalid-line'
import { ChunkReader } from './chunk-reader'

export interface RatingsFile {
  header: string[]
  table: Table
  rows: number
  used: number
  skipped: Skipped
  sha256: string
  warnings: Warning[]
}

/**
 * Reads a table as a stream. The first line names the columns; `wish` says which of them are wanted and may refuse.
 * Comma, semicolon or tab, with or without byte order mark. Plain lines are read as bytes; from the first line on that is not
 * plain, csv-parse reads. @throws BadInput naming line and column.
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
  const open = (row: readonly string[]) => {
    header = checkedHeader(row, name)
    return new TableReader(wish(header), header)
  }
  const file = createReadStream(path, { highWaterMark: 1 << 20 })
  const lanes = new ChunkReader(delimiter, open, onRows)
  try {
    for await (const chunk of file as AsyncIterable<Buffer>) {
      hash.update(chunk)
      await lanes.take(chunk)
    }
    await lanes.end()
  } catch (error) {
    throw inFile(error, name)
  } finally {
    file.destroy()
  }
  const { reader } = lanes
  if (header === null || reader === null)
    throw new BadInput(
      `${name} is empty; its first line must name the columns, such as candidate,interviewer,criterion,score`,
    )
  if (reader.rows === 0)
    throw new BadInput(`${name} has a header and no rows; every line after the first is one rating`)
  if (reader.used === 0) {
    const { line, reason } = reader.skipped.first[0]
    throw new BadInput(
      `${name} has no usable row: all ${reader.rows} were skipped, the first in line ${line} (${reason})`,
    )
  }
  const table = reader.table()
  // Bytes that are no text become this sign, and names that differ only there would be taken for one.
  if ([...table.factors.values()].some(({ levels }) => levels.some((name) => name.includes('\uFFFD')))) {
    const line = await firstInvalidLine(path)
    if (line !== null) throw new BadInput(`${name}: line ${line} is not UTF-8; save the table as CSV in UTF-8`)
  }
  const warnings: Warning[] = []
  if (delimiter !== ',')
    warnings.push({
      code: 'DELIMITER',
      message: `The columns of ${name} are separated by ${delimiter === ';' ? 'semicolons' : 'tabs'}; it was read so.`,
    })
  if (reader.skipped.count > 0)
    warnings.push({
      code: 'ROWS_SKIPPED',
      message: `${reader.skipped.count} of ${reader.rows} rows were skipped for a blank cell, the first in line ${reader.skipped.first[0].line}.`,
    })
  return {
    header,
    table,
    rows: reader.rows,
    used: reader.used,
    skipped: reader.skipped,
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
  if (line.includes('\uFFFD')) throw new BadInput(`${name}: line 1 is not UTF-8; save the table as CSV in UTF-8`)
  const count = (c: string) => line.split(c).length
  return [',', ';', '\t'].reduce((best, c) => (count(c) > count(best) ? c : best))
}

function checkedHeader(row: readonly string[], name: string): string[] {
  const header = row.map((cell) => cell.trim())
  const seen = new Set<string>()
  for (const column of header) {
    if (column !== '' && seen.has(column))
      throw new BadInput(`${name} line 1: the column "${column}" appears twice in the header`)
    seen.add(column)
  }
  return header
}
