import { isNumeric, toLevelOrder, type FactorColumn, type Table } from '../model/table'
import { BadInput } from './bad-input'
import { GrowingArray } from './growing-array'

/** How a column of the file is wanted. */
export interface ColumnWish {
  name: string
  levels: boolean
  /** always: anything else is an error. ifAll: as numbers too when every cell is one. */
  numbers: 'always' | 'ifAll' | 'never'
  /** A row with a blank here is skipped; otherwise the cell counts as missing. */
  required: boolean
}

/** Takes one column in, row by row. */
export class ColumnReader {
  readonly wish: ColumnWish
  readonly at: number
  readonly numeric: boolean
  private readonly codes = new GrowingArray(Int32Array)
  private readonly values = new GrowingArray(Float64Array)
  readonly names: string[] = []
  private readonly seen = new Map<string, number>()

  constructor(wish: ColumnWish, at: number) {
    this.wish = wish
    this.at = at
    this.numeric = wish.numbers === 'always'
  }

  /** `cell` is trimmed and not blank. */
  take(cell: string, line: number): void {
    const value = this.numeric ? numberOf(cell) : 0
    if (value === null)
      throw new BadInput(
        `line ${line}, column "${this.wish.name}": "${cell.slice(0, 40)}" is not a number; write one such as 3 or 2.5, or leave the cell blank to skip the row`,
      )
    this.push(this.wish.levels ? this.codeOf(cell) : 0, value)
  }

  takeBlank(): void {
    this.push(-1, Number.NaN)
  }

  /** Level of a cell that is trimmed and not blank; numbered by first appearance. */
  codeOf(cell: string): number {
    let code = this.seen.get(cell)
    if (code === undefined) {
      code = this.names.length
      this.seen.set(cell, code)
      this.names.push(cell)
    }
    return code
  }

  push(code: number, value: number): void {
    if (this.wish.levels) this.codes.push(code)
    if (this.numeric) this.values.push(value)
  }

  finish(factors: Map<string, FactorColumn>, numbers: Map<string, Float64Array>): void {
    const { name } = this.wish
    if (this.numeric) numbers.set(name, this.values.done())
    if (!this.wish.levels) return
    const codes = this.codes.done()
    if (this.wish.numbers === 'ifAll' && this.names.every(isNumeric)) {
      const value = Float64Array.from(this.names, Number)
      numbers.set(
        name,
        Float64Array.from(codes, (c) => (c < 0 ? Number.NaN : value[c])),
      )
    }
    factors.set(name, toLevelOrder(codes, this.names))
  }
}

export function numberOf(cell: string): number | null {
  return isNumeric(cell) ? Number(cell) : null
}

export const isBlank = (cell: string) => cell === '' || cell === 'NA'

export interface Skipped {
  count: number
  first: { line: number; reason: string }[]
}

const LISTED = 1000

/** Collects the wished columns of a file whose cells arrive row by row. */
export class TableReader {
  readonly skipped: Skipped = { count: 0, first: [] }
  rows = 0
  used = 0
  readonly readers: readonly ColumnReader[]
  private readonly cells: string[]

  constructor(wishes: readonly ColumnWish[], header: readonly string[]) {
    this.readers = wishes.map((wish) => new ColumnReader(wish, header.indexOf(wish.name)))
    this.cells = this.readers.map(() => '')
  }

  take(row: readonly string[], line: number): void {
    this.rows++
    for (let k = 0; k < this.readers.length; k++) {
      const cell = row[this.readers[k].at].trim()
      if (this.readers[k].wish.required && isBlank(cell)) {
        this.skip(k, line)
        return
      }
      this.cells[k] = cell
    }
    for (let k = 0; k < this.readers.length; k++) {
      if (isBlank(this.cells[k])) this.readers[k].takeBlank()
      else this.readers[k].take(this.cells[k], line)
    }
    this.used++
  }

  /** Leaves the row in hand out because its k-th wished column is blank. */
  skip(k: number, line: number): void {
    this.skipped.count++
    if (this.skipped.first.length < LISTED)
      this.skipped.first.push({ line, reason: `column "${this.readers[k].wish.name}" is blank` })
  }

  /** Names of levels in all columns. */
  levelNames(): string[] {
    return this.readers.flatMap(({ names }) => names)
  }

  table(): Table {
    const factors = new Map<string, FactorColumn>()
    const numbers = new Map<string, Float64Array>()
    for (const reader of this.readers) reader.finish(factors, numbers)
    return { rows: this.used, factors, numbers }
  }
}
