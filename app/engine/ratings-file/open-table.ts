import { columnAt, usedCells } from '~/tables'
import type { ColumnWish } from './column-reader'
import { TableReader } from './columns'

/** A table whose header has been read. */
export interface OpenTable {
  header: readonly string[]
  reader: TableReader
  /** Cells that every row must have. */
  named: number
  /** Cells that a row may have something in: a header may end with columns without a name. */
  columns: number
}

/** How the beginning of a file is laid out, as far as a header needs it. */
interface Layout {
  headerLine: number
  /** Whether the header lacks the name of the first column, as R writes it. */
  oneNameShort: boolean
}

/**
 * Opens a table by the cells of its header. @throws TableProblem or BadInput if it does not have what is wished for, or has it
 * twice
 */
export function openTable(
  row: readonly string[],
  { headerLine, oneNameShort }: Layout,
  wish: (header: string[], headerLine: number) => ColumnWish[],
): OpenTable {
  const cells = oneNameShort ? ['', ...row] : row
  const header = cells.map((cell) => cell.trim()).slice(0, usedCells(cells))
  const wishes = wish(header, headerLine)
  for (const { name } of wishes) columnAt({ header, headerLine }, name)
  return {
    header,
    reader: new TableReader(wishes, header),
    named: header.length,
    columns: cells.length,
  }
}
