import { RowCollector } from '../assemble'
import type { TableNote, TableOptions } from '../table'
import { TableProblem } from '../table-problem'

/** Columns that a sheet can have. */
export const MOST_COLUMNS = 16_384

/** A cell that stands in several rows. */
export interface Merge {
  column: number
  first: number
  last: number
}

/** The cells of a sheet, as they come. */
export class SheetRows {
  readonly notes: TableNote[] = []
  readonly rows: RowCollector
  private cells: string[] = []
  private quoted = new Set<number>()
  /** Cells of one column that are merged over several lines; across columns a merged cell is the first column's alone. */
  readonly merges: Merge[] = []
  private hidden = 0
  private readonly noted = new Set<string>()

  constructor(options: TableOptions) {
    this.rows = new RowCollector(options)
  }

  /** Puts a cell into the row in hand; `text` says that the sheet holds a text, not a number. */
  put(column: number, cell: string, text: boolean): void {
    if (cell === '') return
    if (column >= MOST_COLUMNS) throw new TableProblem(`the sheet has more than ${MOST_COLUMNS} columns`)
    while (this.cells.length < column) this.cells.push('')
    this.cells[column] = cell
    if (text) this.quoted.add(column)
  }

  /** Ends the row in hand, which stands on `times` lines from this one on. */
  endRow(line: number, hidden: boolean, times = 1): void {
    const { cells, quoted } = this
    this.cells = []
    this.quoted = new Set()
    if (cells.length === 0) return
    for (let k = 0; k < times; k++) {
      if (hidden) this.hidden++
      this.rows.take({ line: line + k, cells: [...cells], quoted: quoted.size > 0 ? quoted : null })
    }
  }

  /** Adds a note once for each code: the first of its kind tells where. */
  note(code: string, message: string): void {
    if (this.noted.has(code)) return
    this.noted.add(code)
    this.notes.push({ code, message })
  }

  end(): void {
    if (this.hidden === 0) return
    const rows = this.hidden === 1 ? '1 hidden row was' : `${this.hidden} hidden rows were`
    this.note('HIDDEN_ROWS', `${rows} read with the others; delete what should not count.`)
  }
}

/** The name of a column as spreadsheet programs show it: A to XFD. */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

/** The column of a reference such as "AB12", from 0; null if it is none. */
export function columnOf(reference: string): number | null {
  let column = 0
  let letters = 0
  for (; letters < reference.length; letters++) {
    const letter = reference.charCodeAt(letters) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
    if (letters > 3) return null
  }
  return letters > 0 ? column - 1 : null
}
