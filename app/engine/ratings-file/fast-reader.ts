import { LevelIndex, UNNUMBERED } from './level-index'
import { isBlank, numberOf, type ColumnReader, type TableReader } from './columns'
import type { OpenTable } from './open-table'

const LF = 10
const CR = 13
const QUOTE = 34
/** A line this long is left to the careful lane. */
const LONG = 100_000
const BLANK = -1
/** Of a column that has no name: whatever stands in it is left to the careful lane. */
const NAMELESS = -2

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
  /** Per column of the file: its place among the wished ones, -1, or NAMELESS. */
  private readonly wished: Int32Array
  private readonly levels: (LevelIndex | null)[]
  private readonly entries: Int32Array
  private readonly values: Float64Array

  constructor({ reader, named, width: columns }: OpenTable, delimiter: string, crlf: boolean, line: number) {
    this.reader = reader
    this.columns = columns
    this.crlf = crlf
    this.line = line
    for (const c of [delimiter.charCodeAt(0), LF, CR, QUOTE]) this.ends[c] = 1
    this.wished = new Int32Array(columns).fill(-1).fill(NAMELESS, named)
    reader.readers.forEach(({ at }, k) => (this.wished[at] = k))
    this.levels = reader.readers.map(({ wish }) =>
      wish.levels ? new LevelIndex((text) => (isBlank(text.trim()) ? BLANK : UNNUMBERED)) : null,
    )
    this.entries = new Int32Array(reader.readers.length)
    this.values = new Float64Array(reader.readers.length)
  }

  /**
   * Takes the lines in buf[from..to), which must end with a line end.
   * Returns where it stopped: `to`, or the start of a line that it leaves to the careful lane.
   */
  take(buf: Buffer, from: number, to: number): number {
    const { ends, columns, wished, levels, entries, values } = this
    const { readers } = this.reader
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
          if (readers[k].numeric) {
            const value = decimal(buf, start, end)
            if (value === null) return record
            values[k] = value
          }
          const own = levels[k]
          if (own !== null) entries[k] = own.find(buf, start, end, hash)
        } else if (k === NAMELESS && end > start) return record
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
          if (c === columns - 1) return record
          i++
        }
      }
    }
    return to
  }

  /** Takes the row whose cells stand in `entries` and `values`, or skips it for a blank. */
  private commit(): void {
    const { reader, levels, entries, values } = this
    const { readers } = reader
    const line = this.line++
    reader.rows++
    for (let k = 0; k < readers.length; k++) {
      const own = levels[k]
      if (readers[k].wish.required && (own === null ? Number.isNaN(values[k]) : own.numbers[entries[k]] === BLANK)) {
        reader.skip(k, line)
        return
      }
    }
    for (let k = 0; k < readers.length; k++) {
      const own = levels[k]
      readers[k].push(own === null ? 0 : numbered(own, entries[k], readers[k]), values[k])
    }
    reader.used++
  }
}

function numbered(levels: LevelIndex, entry: number, reader: ColumnReader): number {
  const known = levels.numbers[entry]
  if (known !== UNNUMBERED) return known
  return (levels.numbers[entry] = reader.codeOf(levels.text(entry).trim()))
}

const POWERS = Float64Array.from({ length: 16 }, (_, k) => 10 ** k)

/** The number in buf[from..to): NaN for a blank cell, null for what is none. */
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
    return isBlank(cell) ? Number.NaN : numberOf(cell)
  }
  const value = places > 0 ? whole / POWERS[places] : whole
  return sign === 45 ? -value : value
}
