import { isMissing } from '~/tables'
import type { FactorColumn, Table } from '../model/table'
import type { Warning } from '../ratings/document'
import { CellReport, type Skipped } from './cell-report'
import { ColumnReader, type ColumnWish } from './column-reader'

/** Collects the wished columns of a file whose cells arrive row by row. */
export class TableReader {
  rows = 0
  used = 0
  readonly readers: readonly ColumnReader[]
  readonly report: CellReport
  private readonly cells: string[]

  constructor(wishes: readonly ColumnWish[], header: readonly string[]) {
    this.readers = wishes.map((wish) => new ColumnReader(wish, header.indexOf(wish.name)))
    this.report = new CellReport(this.readers)
    this.cells = this.readers.map(() => '')
  }

  get skipped(): Skipped {
    return this.report.skipped
  }

  /** @param quoted indexes of the cells that stood in quotation marks */
  take(row: readonly string[], line: number, quoted: ReadonlySet<number> | null = null): void {
    const { readers, report, cells } = this
    this.rows++
    let left = false
    for (let k = 0; k < readers.length; k++) {
      const reader = readers[k]
      cells[k] = row[reader.at].trim()
      if (!reader.isMissing(cells[k])) continue
      report.missing(k, cells[k])
      if (!reader.wish.required || left) continue
      left = true
      report.skip(k, line, cells[k])
    }
    if (left) {
      for (let k = 0; k < readers.length; k++)
        if (readers[k].wish.names && cells[k] !== '') report.withoutRating(k, cells[k], line)
      return
    }
    for (let k = 0; k < readers.length; k++) {
      const reader = readers[k]
      if (reader.isMissing(cells[k])) {
        reader.push(-1, Number.NaN)
        continue
      }
      const value = reader.valueOf(cells[k], line)
      if (reader.wish.score) report.score(value, line)
      if (reader.wish.names && isMissing(cells[k]) && !quoted?.has(reader.at)) report.oddName(k, cells[k])
      reader.push(reader.wish.levels ? reader.codeOf(cells[k], line) : 0, value)
    }
    this.used++
  }

  /** Whether a name of a level, in any column, contains a text. */
  hasNameWith(text: string): boolean {
    return this.readers.some(({ names }) => names.some((name) => name.includes(text)))
  }

  /** The columns, and sentences on what was found in their cells. @throws BadInput where they cannot be used */
  table(): { table: Table; warnings: Warning[] } {
    this.report.refuseOffScale()
    const warnings = this.report.warnings(this.rows)
    const table: Table = { rows: this.used, factors: new Map<string, FactorColumn>(), numbers: new Map() }
    for (const reader of this.readers) reader.finish(table, warnings)
    return { table, warnings }
  }
}
