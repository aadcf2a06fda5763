import { parse } from 'csv-parse/sync'
import { LONGEST_RECORD } from '~/tables'
import { CarefulReader, type CsvStart } from './careful-reader'
import { FastReader } from './fast-reader'
import type { OpenTable } from './open-table'

const LF = 10
const CR = 13

/**
 * Takes a file's bytes as they come, from its header on: the plain lane reads as long as it can, the careful one goes on from
 * there.
 */
export class ChunkReader {
  private readonly delimiter: string
  private readonly open: (header: readonly string[]) => OpenTable
  private readonly onRows: (rows: number) => void
  private plain: FastReader | null = null
  private careful: CarefulReader | null = null
  private start: CsvStart
  private rest: Buffer = Buffer.alloc(0)
  private lineEnd = '\n'

  /** @param line the header's */
  constructor(
    { delimiter, line }: { delimiter: string; line: number },
    open: (header: readonly string[]) => OpenTable,
    onRows: (rows: number) => void,
  ) {
    this.delimiter = delimiter
    this.open = open
    this.onRows = onRows
    this.start = { delimiter, table: null, line }
  }

  /** null while no header has been read. */
  get table(): OpenTable | null {
    return this.careful?.table ?? this.start.table
  }

  async take(chunk: Buffer): Promise<void> {
    if (this.careful) return this.careful.take(chunk)
    let buf = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk
    const last = buf.lastIndexOf(LF) + 1
    if (last === 0) {
      this.rest = buf
      return buf.length > LONGEST_RECORD ? this.handOver(buf) : undefined
    }
    let from = 0
    if (this.plain === null) {
      from = this.readHeader(buf)
      if (from < 0) return this.handOver(buf)
    }
    const stopped = this.plain!.take(buf, from, last)
    this.onRows(this.start.table!.reader.rows)
    buf = buf.subarray(stopped)
    if (stopped < last) return this.handOver(buf)
    this.rest = buf
  }

  async end(): Promise<void> {
    if (this.careful === null) {
      const { rest } = this
      if (this.plain === null || rest.length > LONGEST_RECORD) await this.handOver(rest)
      else if (rest.length > 0) {
        const line = Buffer.concat([rest, Buffer.from(this.lineEnd)])
        if (this.plain.take(line, 0, line.length) < line.length) await this.handOver(rest)
      }
    }
    await this.careful?.end()
  }

  /** Opens the table by the first line and returns where the next begins; -1 for a header that is not plain. */
  private readHeader(buf: Buffer): number {
    const end = buf.indexOf(LF)
    const crlf = end > 0 && buf[end - 1] === CR
    const text = buf.toString('utf8', 0, crlf ? end - 1 : end)
    if (text === '' || text.includes('\r') || this.delimiter > '~' || text.length > LONGEST_RECORD) return -1
    let row = text.split(this.delimiter)
    if (text.includes('"')) {
      try {
        const rows = parse(text, { delimiter: this.delimiter })
        if (rows.length !== 1) return -1
        row = rows[0]
      } catch {
        return -1
      }
    }
    const table = this.open(row)
    const line = this.start.line + 1
    this.start = { ...this.start, table, line }
    this.lineEnd = crlf ? '\r\n' : '\n'
    this.plain = new FastReader(table, this.delimiter, crlf, line)
    return end + 1
  }

  private async handOver(bytes: Buffer): Promise<void> {
    const start = { ...this.start, line: this.plain?.line ?? this.start.line }
    this.careful = new CarefulReader(start, this.open, this.onRows)
    await this.careful.take(bytes)
  }
}
