import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import {
  HEAD_BYTES,
  inspectText,
  isText,
  LIMITS,
  readTable,
  TableProblem,
  type TableNote,
  type TableOptions,
} from '~/tables'
import { BadInput } from './bad-input'
import { type ColumnWish, DecimalComma } from './column-reader'
import { refuseEmptySheet } from './empty-sheet'
import { firstInvalidLine } from './first-invalid-line'
import { ChunkReader } from './chunk-reader'
import { DECIMAL_COMMA_NOTE, mayHaveThousands, NumberNotation } from './number-notation'
import { openTable, type OpenTable } from './open-table'
import { finishedFile, inFile, type RatingsFile } from './ratings-file'
import { unreadable } from './unreadable'

/**
 * Reads a table of ratings. `wish` says which of its columns are wanted and may refuse. Large plain text is read as a stream of
 * bytes; from the first line on that is not plain, and for spreadsheets and other encodings than UTF-8, `~/tables` reads.
 * @throws BadInput naming line and column.
 */
export async function readRatings(
  path: string,
  name: string,
  wish: (header: string[], headerLine: number) => ColumnWish[],
  onRows: (rows: number) => void,
  options: Pick<TableOptions, 'sheet'> = {},
): Promise<RatingsFile> {
  try {
    const head = await readHead(path, name)
    const come = await withNotation(
      path,
      async () => (await asStream(path, head, wish, onRows, options)) ?? (await asWhole(path, name, wish, options)),
      (noted) => asWhole(path, name, noted, options),
      wish,
    )
    const { reader, header } = come.table
    return finishedFile({ reader, header: [...header], name, sha256: come.sha256, warnings: come.notes })
  } catch (error) {
    throw inFile(error, name)
  }
}

/** Rows as they have come, and what was assumed to get them. */
interface Arrival {
  table: OpenTable
  sha256: string
  notes: TableNote[]
  delimiter: string | null
}

type Wish = (header: string[], headerLine: number) => ColumnWish[]

/**
 * Reads again, with an account of how the numbers are written, where one has a comma or 1.250 stands beside 900: what that means
 * is known only when all have been seen. @throws BadInput where it stays open
 */
async function withNotation(
  path: string,
  first: () => Promise<Arrival>,
  again: (wish: Wish) => Promise<Arrival>,
  wish: Wish,
): Promise<Arrival> {
  let refusal: DecimalComma | null = null
  try {
    const come = await first()
    if (!mayHaveThousands(come.delimiter, come.table.reader.report.most.value) || (await isLarge(path))) return come
  } catch (error) {
    if (!(error instanceof DecimalComma) || (await isLarge(path))) throw error
    refusal = error
  }
  const notations: NumberNotation[] = []
  const come = await again((header, line) =>
    wish(header, line).map((one) => {
      if (one.numbers !== 'always') return one
      const notation = new NumberNotation()
      notations.push(notation)
      return { ...one, notation }
    }),
  )
  for (const notation of notations) notation.refuseThousands(come.delimiter)
  const commas = notations.filter(({ hasCommas }) => hasCommas)
  if (commas.length === 0) return come
  if (refusal !== null && !commas.every(({ decimalCommas }) => decimalCommas)) throw refusal
  return { ...come, notes: [...come.notes, DECIMAL_COMMA_NOTE] }
}

const isLarge = async (path: string) => (await stat(path)).size > LIMITS.maxBytes

/** Streams text in UTF-8; null for every other file, which is read as a whole. */
async function asStream(
  path: string,
  head: Buffer,
  wish: Wish,
  onRows: (rows: number) => void,
  { sheet }: Pick<TableOptions, 'sheet'>,
): Promise<Arrival | null> {
  if (sheet !== undefined || !isText(head)) return null
  const layout = inspectText(head)
  if (layout.encoding !== 'utf-8') return null
  const hash = createHash('sha256').update(head.subarray(0, layout.headerOffset))
  const file = createReadStream(path, { highWaterMark: 1 << 20, start: layout.headerOffset })
  const lanes = new ChunkReader(
    { delimiter: layout.delimiter, line: layout.headerLine },
    (row) => openTable(row, layout, wish),
    onRows,
  )
  try {
    for await (const chunk of file as AsyncIterable<Buffer>) {
      hash.update(chunk)
      await lanes.take(chunk)
    }
    await lanes.end()
  } finally {
    file.destroy()
  }
  const { table } = lanes
  if (table === null || (await isOtherEncoding(path, table))) return null
  return { table, sha256: hash.digest('hex'), notes: layout.notes, delimiter: layout.delimiter }
}

/** Whether names hold bytes that are not UTF-8: those become U+FFFD, and names that differ only there would be one. */
async function isOtherEncoding(path: string, { reader }: OpenTable): Promise<boolean> {
  if (!reader.hasNameWith('\uFFFD')) return false
  const line = await firstInvalidLine(path)
  if (line === null) return false
  if ((await stat(path)).size <= LIMITS.maxBytes) return true
  throw new TableProblem(`line ${line} is not UTF-8; save the table as CSV in UTF-8`, { line })
}

async function asWhole(path: string, name: string, wish: Wish, options: TableOptions): Promise<Arrival> {
  const { size } = await stat(path)
  if (size > LIMITS.maxBytes) throw new BadInput('the file is larger than 64 MB; save the table as CSV in UTF-8')
  const document = await readTable({ name, bytes: await readFile(path) }, options)
  refuseEmptySheet(document)
  const { header, headerLine, rows, notes, sha256, delimiter } = document
  const table = openTable(header, { headerLine, oneNameShort: false }, wish)
  for (const { cells, line, quoted } of rows) table.reader.take(cells, line, quoted)
  return { table, sha256, notes, delimiter }
}

/** The file's first bytes, by which it is told what it is. */
async function readHead(path: string, name: string): Promise<Buffer> {
  const head = Buffer.alloc(HEAD_BYTES)
  try {
    const handle = await open(path)
    try {
      const { bytesRead } = await handle.read(head, 0, head.length, 0)
      return head.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw unreadable(error, name)
  }
}
