import { isMissing } from '~/tables'
import { LevelIndex, UNNUMBERED } from './level-index'
import { numberOf, type ColumnReader } from './column-reader'
import type { TableReader } from './columns'
import type { OpenTable } from './open-table'

const LF = 10
const CR = 13
const QUOTE = 34
/** A line this long is left to the careful lane. */
const LONG = 100_000
/** Numbers of entries besides the codes of levels: a missing value, and a name that stood on skipped lines only. */
const MISSING = -1
const LEFT_OUT = -3

/**
 * Reads lines as they come from the disk, without making texts of them: a cell's bytes are its level, and plain decimals are
 * read digit by digit. It takes only what has one meaning (cells without quotation marks, or wholly inside them); at the first
 * line that is anything else it stops, and the careful lane goes on from there.
 */
export class FastReader {
  /** Line of the next record. */
  line: number
  private readonly reader: TableReader
  private readonly columns: number
  private readonly crlf: boolean
  private readonly ends = new Uint8Array(256)
  /** Per column of the file: its place among the wished ones, or -1. */
  private readonly wished: Int32Array
  private readonly levels: (LevelIndex | null)[]
  private readonly entries: Int32Array
  private readonly values: Float64Array
  /** Spelling of a missing number, for the columns whose value is NaN. */
  private readonly spellings: string[]
  /** Per wished column that holds names: whether the cell in hand stood in quotation marks. */
  private readonly quoted: Uint8Array
  /** Per wished column that holds names: its entries that are words for a missing value; null while there is none. */
  private readonly odd: (Set<number> | null)[]
  private readonly score: number
  /** Per wished column: whether its values are numbers, and whether a row without a value here is skipped. */
  private readonly numeric: Uint8Array
  private readonly required: Uint8Array
  /** Ratings between these need no account: none before was lower or higher, or off the scale. */
  private low = Infinity
  private high = -Infinity

  constructor({ reader, named: columns }: OpenTable, delimiter: string, crlf: boolean, line: number) {
    this.reader = reader
    this.columns = columns
    this.crlf = crlf
    this.line = line
    for (const c of [delimiter.charCodeAt(0), LF, CR, QUOTE]) this.ends[c] = 1
    this.wished = new Int32Array(columns).fill(-1)
    reader.readers.forEach(({ at }, k) => (this.wished[at] = k))
    this.levels = reader.readers.map((column) =>
      column.wish.levels ? new LevelIndex((text) => (column.isMissing(text.trim()) ? MISSING : UNNUMBERED)) : null,
    )
    this.entries = new Int32Array(reader.readers.length)
    this.values = new Float64Array(reader.readers.length)
    this.spellings = reader.readers.map(() => '')
    this.quoted = new Uint8Array(reader.readers.length)
    this.odd = reader.readers.map(() => null)
    this.numeric = Uint8Array.from(reader.readers, ({ numeric }) => (numeric ? 1 : 0))
    this.required = Uint8Array.from(reader.readers, ({ wish }) => (wish.required ? 1 : 0))
    this.score = reader.readers.findIndex(({ wish }) => wish.score)
  }

  /**
   * Takes the lines in buf[from..to), which must end with a line end.
   * Returns where it stopped: `to`, or the start of a line that it leaves to the careful lane.
   */
  take(buf: Buffer, from: number, to: number): number {
    const { ends, columns, wished, levels, entries, values, numeric, quoted: marks } = this
    let record = from
    while (record < to) {
      let i = record
      for (let c = 0; c < columns; c++) {
        const quoted = buf[i] === QUOTE
        let start = i
        let hash = 0x811c9dc5 | 0
        let end: number
        if (quoted) {
          start = ++i
          for (; buf[i] !== QUOTE && buf[i] !== LF; i++) hash = Math.imul(hash ^ buf[i], 16777619)
          end = i++
          if (buf[end] !== QUOTE || ends[buf[i]] === 0) return record
        } else {
          for (; ends[buf[i]] === 0; i++) hash = Math.imul(hash ^ buf[i], 16777619)
          end = i
        }
        const k = wished[c]
        if (k >= 0) {
          if (numeric[k] === 1) {
            const value = decimal(buf, start, end)
            if (value === null) return record
            values[k] = value
            if (value !== value) this.spellings[k] = buf.toString('utf8', start, end).trim()
          }
          const own = levels[k]
          if (own !== null) {
            entries[k] = own.find(buf, start, end, hash)
            marks[k] = quoted ? 1 : 0
          }
        }
        const stop = buf[i]
        if (stop === QUOTE) return record
        if (stop === LF || stop === CR) {
          if (this.crlf ? stop !== CR || buf[i + 1] !== LF : stop !== LF) return record
          i += stop === CR ? 2 : 1
          if (c === 0 && start === end && !quoted) {
            this.line++
            record = i
            break
          }
          if (c < columns - 1 || i - record > LONG) return record
          this.commit()
          record = i
        } else {
          if (c < columns - 1) i++
          else {
            i = this.behindSeparators(buf, i)
            if (i < 0 || i - record > LONG) return record
            this.commit()
            record = i
          }
        }
      }
    }
    return to
  }

  /** Where the next line begins if nothing but separators stands before it; -1 for anything else. */
  private behindSeparators(buf: Buffer, from: number): number {
    let i = from
    while (buf[i] === buf[from]) i++
    if (this.crlf) return buf[i] === CR && buf[i + 1] === LF ? i + 2 : -1
    return buf[i] === LF ? i + 1 : -1
  }

  /** Takes the row whose cells stand in `entries` and `values`, or skips it for a missing value. */
  private commit(): void {
    const { reader, levels, entries, values, score, odd, required } = this
    const { readers } = reader
    const line = this.line++
    reader.rows++
    for (let k = 0; k < readers.length; k++) {
      if (required[k] === 0) continue
      const own = levels[k]
      if (own === null ? Number.isNaN(values[k]) : own.numbers[entries[k]] === MISSING) {
        this.skip(k, line)
        return
      }
    }
    if (score >= 0 && !(values[score] >= this.low && values[score] <= this.high)) {
      const { report } = reader
      report.score(values[score], line)
      ;[this.low, this.high] = report.unremarkable()
    }
    for (let k = 0; k < readers.length; k++) {
      const own = levels[k]
      if (own === null) readers[k].push(0, values[k])
      else {
        const known = own.numbers[entries[k]]
        readers[k].push(known >= 0 && odd[k] === null ? known : this.code(own, k, line), values[k])
      }
    }
    reader.used++
  }

  private isMissing(k: number): boolean {
    const own = this.levels[k]
    return own === null ? Number.isNaN(this.values[k]) : own.numbers[this.entries[k]] === MISSING
  }

  /** Code of the k-th wished column's cell. */
  private code(own: LevelIndex, k: number, line: number): number {
    const entry = this.entries[k]
    const known = own.numbers[entry]
    if (known >= 0) {
      this.countOddName(own, k)
      return known
    }
    if (known === MISSING) {
      this.reader.report.missing(k, own.text(entry).trim())
      return MISSING
    }
    const column = this.reader.readers[k]
    const cell = own.text(entry)
    const text = cell.trim()
    if (column.wish.names && isMissing(text)) {
      ;(this.odd[k] ??= new Set()).add(entry)
      this.countOddName(own, k)
    }
    return (own.numbers[entry] = text === cell ? column.codeOfNew(text, line) : column.codeOf(text, line))
  }

  private countOddName(own: LevelIndex, k: number): void {
    if (this.odd[k]?.has(this.entries[k]) && this.quoted[k] === 0)
      this.reader.report.oddName(k, own.text(this.entries[k]).trim())
  }

  /** Leaves the row in hand out, for the missing value in its k-th wished column. */
  private skip(k: number, line: number): void {
    const { levels, entries, reader } = this
    const spelling = (at: number) => levels[at]?.text(entries[at]).trim() ?? this.spellings[at]
    reader.report.skip(k, line, spelling(k))
    reader.readers.forEach((column: ColumnReader, at) => {
      const own = levels[at]
      if (this.isMissing(at)) reader.report.missing(at, spelling(at))
      else if (column.wish.names && own !== null && own.numbers[entries[at]] === UNNUMBERED) {
        own.numbers[entries[at]] = LEFT_OUT
        reader.report.withoutRating(at, spelling(at), line)
      }
    })
  }
}

const POWERS = Float64Array.from({ length: 16 }, (_, k) => 10 ** k)

/** The number in buf[from..to): NaN for a missing value, null for what is none. */
function decimal(buf: Buffer, from: number, to: number): number | null {
  let i = from
  const sign = buf[i]
  if (sign === 45 || sign === 43) i++
  let digits = 0
  let places = -1
  let whole = 0
  // Up to 15 digits and a power of ten up to 10^15 are exact, so one division gives the nearest number.
  for (; i < to; i++) {
    const d = buf[i] - 48
    if (d >= 0 && d <= 9) {
      whole = whole * 10 + d
      digits++
      if (places >= 0) places++
    } else if (buf[i] === 46 && places < 0) places = 0
    else break
  }
  if (i < to || digits === 0 || digits > 15) {
    const cell = buf.toString('utf8', from, to).trim()
    return isMissing(cell) ? Number.NaN : numberOf(cell)
  }
  const value = places > 0 ? whole / POWERS[places] : whole
  return sign === 45 ? -value : value
}
