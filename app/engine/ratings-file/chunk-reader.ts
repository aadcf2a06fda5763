import { parse } from 'csv-parse/sync'
import type { TableReader } from './columns'
import { CarefulReader, LONGEST_LINE, type CsvStart } from './careful-reader'
import { FastReader } from './fast-reader'

const LF = 10
const CR = 13
const BOM = Buffer.from('\uFEFF')

/** Takes a file's bytes as they come: the plain lane reads as long as it can, the careful one goes on from there. */
export class ChunkReader {
  private readonly delimiter: string
  private readonly open: (header: readonly string[]) => TableReader
  private readonly onRows: (rows: number) => void
  private plain: FastReader | null = null
  private careful: CarefulReader | null = null
  private start: CsvStart
  private rest: Buffer = Buffer.alloc(0)
  private own: TableReader | null = null

  constructor(delimiter: string, open: (header: readonly string[]) => TableReader, onRows: (rows: number) => void) {
    this.delimiter = delimiter
    this.open = open
    this.onRows = onRows
    this.start = { delimiter, reader: null, columns: 0, lineEnd: null, line: 1 }
  }

  /** null while no header has been read. */
  get reader(): TableReader | null {
    return this.careful?.reader ?? this.own
  }

  async take(chunk: Buffer): Promise<void> {
    if (this.careful) return this.careful.take(chunk)
    let buf = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk
    const last = buf.lastIndexOf(LF) + 1
    if (last === 0) {
      this.rest = buf
      return buf.length > LONGEST_LINE ? this.handOver(buf) : undefined
    }
    let from = 0
    if (this.plain === null) {
      from = this.readHeader(buf)
      if (from < 0) return this.handOver(buf)
    }
    const stopped = this.plain!.take(buf, from, last)
    this.onRows(this.own!.rows)
    buf = buf.subarray(stopped)
    if (stopped < last) return this.handOver(buf)
    this.rest = buf
  }

  async end(): Promise<void> {
    if (this.careful === null) {
      const { rest } = this
      if (this.plain === null || rest.length > LONGEST_LINE) await this.handOver(rest)
      else if (rest.length > 0) {
        const line = Buffer.concat([rest, Buffer.from(this.start.lineEnd!)])
        if (this.plain.take(line, 0, line.length) < line.length) await this.handOver(rest)
      }
    }
    await this.careful?.end()
  }

  /** Opens the table by the first line and returns where the next begins; -1 for a header that is not plain. */
  private readHeader(buf: Buffer): number {
    const begin = buf.subarray(0, 3).equals(BOM) ? 3 : 0
    const end = buf.indexOf(LF)
    const crlf = end > 0 && buf[end - 1] === CR
    const text = buf.toString('utf8', begin, crlf ? end - 1 : end)
    if (text === '' || text.includes('\r') || text.length > LONGEST_LINE) return -1
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
    this.own = this.open(row)
    this.start = { ...this.start, reader: this.own, columns: row.length, lineEnd: crlf ? '\r\n' : '\n', line: 2 }
    this.plain = new FastReader(this.own, row.length, this.delimiter, crlf, 2)
    return end + 1
  }

  private async handOver(bytes: Buffer): Promise<void> {
    this.careful = new CarefulReader({ ...this.start, line: this.plain?.line ?? 1 }, this.open, this.onRows)
    await this.careful.take(bytes)
  }
}
