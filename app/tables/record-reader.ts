import { once } from 'node:events'
import { CsvError, parse } from 'csv-parse'
import { quotedCells } from './quoted-cells'
import type { TableRow } from './table'
import { TableProblem } from './table-problem'

/** The longest record that is taken for one; a longer one is what follows a quotation mark that is never closed. */
export const LONGEST_RECORD = 1_000_000

const LF = 10
const CR = 13

export interface RecordStart {
  delimiter: string
  /** Line of the file on which the first byte stands. */
  line: number
}

/**
 * Takes text in UTF-8 apart with csv-parse: quotation marks, line ends inside cells, and exact complaints about what is broken.
 * It counts the lines itself, because csv-parse names the line on which a record ends and counts a quoted Windows line end twice.
 * Empty lines are passed over. A record may have any number of cells.
 */
export class RecordReader {
  private failed: Error | null = null
  private readonly parser: ReturnType<typeof parse>
  private readonly ended: Promise<unknown>
  /** Bytes that no record has used yet, and where they begin. */
  private pending: Buffer = Buffer.alloc(0)
  private offset = 0
  private line: number

  constructor({ delimiter, line }: RecordStart, onRecord: (row: TableRow) => void) {
    this.line = line
    const mark = Buffer.from(delimiter)
    this.parser = parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_RECORD,
      on_record: (cells: string[], { bytes }: { bytes: number }) => {
        this.skipEmptyLines()
        const { line } = this
        const raw = this.pending.subarray(0, bytes - this.offset)
        onRecord({ line, cells, quoted: quotedCells(raw, mark) })
        this.pass(raw.length)
        return null
      },
    })
    this.parser.on('error', (error: Error) => (this.failed ??= error))
    this.ended = once(this.parser, 'end').catch(() => undefined)
    this.parser.resume()
  }

  /** @throws TableProblem, or what `onRecord` threw */
  async take(chunk: Buffer): Promise<void> {
    this.pending = this.pending.length > 0 ? Buffer.concat([this.pending, chunk]) : chunk
    if (!this.parser.write(chunk)) await Promise.race([once(this.parser, 'drain').catch(() => undefined), this.ended])
    this.check()
  }

  async end(): Promise<void> {
    this.parser.end()
    await this.ended
    this.check()
  }

  private skipEmptyLines(): void {
    let at = 0
    while (this.pending[at] === LF || this.pending[at] === CR) at++
    this.pass(at)
  }

  /** Leaves these bytes behind and counts the lines in them. */
  private pass(length: number): void {
    for (let at = 0; at < length; at++) {
      const byte = this.pending[at]
      if (byte === LF || (byte === CR && this.pending[at + 1] !== LF)) this.line++
    }
    this.pending = this.pending.subarray(length)
    this.offset += length
  }

  private check(): void {
    if (this.failed === null) return
    if (!(this.failed instanceof CsvError)) throw this.failed
    this.skipEmptyLines()
    throw problemOf(this.failed, this.line)
  }
}

function problemOf({ code, message }: CsvError, line: number): TableProblem {
  const written = LONGEST_RECORD.toLocaleString('en-GB')
  const sentence: Record<string, string> = {
    CSV_MAX_RECORD_SIZE: `line ${line} is longer than ${written} characters; is a quotation mark in it never closed?`,
    CSV_QUOTE_NOT_CLOSED: `a quotation mark in line ${line} or after it is never closed; close it, or write it twice inside a quoted cell`,
    INVALID_OPENING_QUOTE: misplaced(line),
    CSV_INVALID_CLOSING_QUOTE: misplaced(line),
  }
  return new TableProblem(sentence[code] ?? `line ${line}: ${message}`, { line })
}

const misplaced = (line: number) =>
  `line ${line} has a quotation mark inside a cell; put the whole cell in quotation marks and double those inside`
