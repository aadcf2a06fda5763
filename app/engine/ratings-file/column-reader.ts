import { isMissing, orderPeriods } from '~/tables'
import { isNumeric, toLevelOrder, type PeriodColumn, type Table } from '../model/table'
import type { Warning } from '../ratings/document'
import { BadInput } from './bad-input'
import { GrowingArray } from './growing-array'
import { hasDecimalComma, type NumberNotation, withPoint } from './number-notation'

/** A number with a comma, which is a decimal one if all others of its column are. */
export class DecimalComma extends BadInput {}

/** What has one composition only. */
const ASCII = /^[\x20-\x7e]*$/

/** How a column of the file is wanted. */
export interface ColumnWish {
  name: string
  levels: boolean
  /** always: anything else is an error. ifAll: as numbers too when every cell is one. */
  numbers: 'always' | 'ifAll' | 'never'
  /** A row with a missing value here is skipped; otherwise the cell counts as missing. */
  required: boolean
  /** Holds names of people or criteria, among which a word such as NA or None is a name and only a blank is missing. */
  names?: boolean
  /** Holds the ratings; outside `range`, where one is given, they are refused. */
  score?: { range: readonly [min: number, max: number] | null }
  /** Numbers may have a decimal comma; the reader keeps account of how they are written. */
  notation?: NumberNotation
  /** Holds periods, which are put into the order of time. */
  periods?: boolean
}

/** Takes one column in, row by row. */
export class ColumnReader {
  readonly wish: ColumnWish
  readonly at: number
  readonly numeric: boolean
  private readonly hasLevels: boolean
  private readonly codes = new GrowingArray(Int32Array)
  private readonly values = new GrowingArray(Float64Array)
  readonly names: string[] = []
  /** Line on which each name stands first. */
  readonly lines: number[] = []
  /** Codes by name; null while no cell has come that may be another spelling of a name, so that nothing is looked up. */
  private seen: Map<string, number> | null = null

  constructor(wish: ColumnWish, at: number) {
    this.wish = wish
    this.at = at
    this.numeric = wish.numbers === 'always'
    this.hasLevels = wish.levels
  }

  /** Whether a trimmed cell holds no value. */
  isMissing(cell: string): boolean {
    return this.wish.names === true ? cell === '' : isMissing(cell)
  }

  /** The number in a trimmed cell that is not missing. @throws BadInput where it is none */
  valueOf(cell: string, line: number): number {
    if (!this.numeric) return 0
    const { notation } = this.wish
    notation?.take(cell, () => `line ${line}, column "${this.wish.name}"`)
    if (isNumeric(cell)) return Number(cell)
    const comma = hasDecimalComma(cell)
    if (comma && notation !== undefined) return Number(withPoint(cell))
    const Refusal = comma ? DecimalComma : BadInput
    throw new Refusal(
      `line ${line}, column "${this.wish.name}": "${cell.slice(0, 40)}" is not a number; write ${numberLike(cell)}, or leave the cell blank to skip the row${this.values.length === 0 ? '; if this line belongs to the header, keep one header line' : ''}`,
    )
  }

  /**
   * Level of a cell that is trimmed and not missing; numbered by first appearance. Canonically equivalent spellings are one
   * name, so that a person whose name one program writes composed and another decomposed is one person.
   */
  codeOf(cell: string, line: number): number {
    const name = ASCII.test(cell) ? cell : cell.normalize('NFC')
    return this.codesByName().get(name) ?? this.addName(name, line)
  }

  /** The same for a cell that needed no trimming and differs from all of that kind that came before it. */
  codeOfNew(cell: string, line: number): number {
    return this.seen === null && ASCII.test(cell) ? this.addName(cell, line) : this.codeOf(cell, line)
  }

  /** Whether the name of a cell has been given a code. */
  knows(cell: string): boolean {
    return this.codesByName().has(cell.normalize('NFC'))
  }

  private codesByName(): Map<string, number> {
    return (this.seen ??= new Map(this.names.map((name, code) => [name, code])))
  }

  private addName(name: string, line: number): number {
    const code = this.names.length
    this.seen?.set(name, code)
    this.names.push(name)
    this.lines.push(line)
    return code
  }

  push(code: number, value: number): void {
    if (this.hasLevels) this.codes.push(code)
    if (this.numeric) this.values.push(value)
  }

  finish(table: Table, warnings: Warning[]): void {
    const { name } = this.wish
    if (this.numeric) table.numbers.set(name, this.values.done())
    if (!this.wish.levels) return
    const codes = this.codes.done()
    if (this.wish.numbers === 'ifAll' && this.names.every(isNumeric)) {
      const value = Float64Array.from(this.names, Number)
      table.numbers.set(
        name,
        Float64Array.from(codes, (c) => (c < 0 ? Number.NaN : value[c])),
      )
    }
    if (this.wish.periods) (table.periods ??= new Map()).set(name, this.inTime(codes, warnings))
    table.factors.set(name, toLevelOrder(codes, this.names))
  }

  /** The column's periods in order of time. @throws BadInput where they have none */
  private inTime(codes: Int32Array, warnings: Warning[]): PeriodColumn {
    const { name } = this.wish
    const ordered = orderPeriods(this.names)
    if (!ordered.ok)
      throw new BadInput(
        `line ${this.lines[ordered.at]}, column "${name}": ${ordered.message} (or give the column another name to leave drift untested)`,
      )
    const { names, times, places, note, unit } = ordered.value
    if (note !== null)
      warnings.push({ code: 'PERIODS', message: `Periods in the column ${name}: ${note}. Drift is per ${unit}.` })
    return { codes: codes.map((c) => (c < 0 ? -1 : places[c])), levels: names, times }
  }
}

/** What to write instead: the same number where it only has a decimal comma. */
const numberLike = (cell: string) =>
  /^[+-]?\d+,(?:\d{1,2}|\d{4,})$/.test(cell)
    ? `it with a decimal point, ${cell.replace(',', '.')}`
    : 'one such as 3 or 2.5'

export function numberOf(cell: string): number | null {
  return isNumeric(cell) ? Number(cell) : null
}
