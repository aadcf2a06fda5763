import { once } from 'node:events'
import { CsvError, parse } from 'csv-parse'
import { BadInput } from './bad-input'
import type { TableReader } from './columns'

/** Longest line that is taken for one; a file with a longer one is broken or not a table. */
export const LONGEST_LINE = 1_000_000

/** Where a careful reading begins: at the start of the file, or at a line whose table and line end are known. */
export interface CsvStart {
  delimiter: string
  /** What takes the rows, once the header is known. */
  reader: TableReader | null
  columns: number
  lineEnd: string | null
  line: number
}

/** Reads rows with csv-parse: quotation marks, line ends inside cells, and exact complaints about what is broken. */
export class CarefulReader {
  reader: TableReader | null
  private columns: number
  private failed: Error | null = null
  private readonly lineOffset: number
  /** Last line of the last whole row. */
  private lastLine: number
  private readonly parser: ReturnType<typeof parse>
  private readonly ended: Promise<unknown>

  constructor(start: CsvStart, open: (header: string[]) => TableReader, onRows: (rows: number) => void) {
    this.reader = start.reader
    this.columns = start.columns
    this.lineOffset = start.line - 1
    this.lastLine = this.lineOffset
    this.parser = parse({
      bom: start.line === 1,
      delimiter: start.delimiter,
      ...(start.lineEnd !== null && { record_delimiter: start.lineEnd }),
      skip_empty_lines: true,
      max_record_size: LONGEST_LINE,
      on_record: (row: string[], context: { lines: number }) => {
        const line = context.lines + this.lineOffset
        this.lastLine = line
        if (this.reader === null) {
          this.columns = row.length
          this.reader = open(row)
        } else {
          // The first row after a change of lanes would otherwise set the number of cells.
          if (row.length !== this.columns) throw new BadInput(ragged(line, row.length, this.columns))
          this.reader.take(row, line)
          if ((this.reader.rows & 0xffff) === 0) onRows(this.reader.rows)
        }
        return null
      },
    })
    this.parser.on('error', (error) => (this.failed ??= error))
    this.ended = once(this.parser, 'end').catch(() => undefined)
    this.parser.resume()
  }

  /** @throws BadInput without the file's name */
  async take(chunk: Buffer): Promise<void> {
    if (!this.parser.write(chunk)) await Promise.race([once(this.parser, 'drain').catch(() => undefined), this.ended])
    this.check()
  }

  async end(): Promise<void> {
    this.parser.end()
    await this.ended
    this.check()
  }

  private check(): void {
    if (this.failed === null) return
    throw this.failed instanceof CsvError
      ? new BadInput(csvSentence(this.failed, this.columns, this.lineOffset, this.lastLine))
      : this.failed
  }
}

const ragged = (line: number, cells: number | string, columns: number) =>
  `line ${line} has ${cells} cells and the header ${columns}; give every line one cell per column`

function csvSentence(error: CsvError, columns: number, lineOffset: number, lastLine: number): string {
  const line = Number(error.lines ?? 0) + lineOffset
  switch (error.code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
    case 'CSV_RECORD_INCONSISTENT_COLUMNS': {
      const row = error.record as unknown[] | undefined
      return ragged(line, row?.length ?? 'other than', columns)
    }
    case 'CSV_MAX_RECORD_SIZE':
      return `line ${line} is longer than ${LONGEST_LINE} characters; a rating takes one short line`
    case 'CSV_QUOTE_NOT_CLOSED':
      return `a quotation mark in line ${lastLine + 1} or after it is never closed`
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return `line ${line} has a quotation mark inside a cell; put the whole cell in quotation marks and double those inside`
    default:
      return `line ${line}: ${error.message}`
  }
}
