import { raggedRow, RecordReader, usedCells } from '~/tables'
import type { OpenTable } from './open-table'

/** Where a careful reading begins: at the header, or at a line of a table that is known. */
export interface CsvStart {
  delimiter: string
  line: number
  /** null while the header has not been read. */
  table: OpenTable | null
}

/** Reads rows with the careful parser of `~/tables`: quotation marks, line ends inside cells, and exact complaints. */
export class CarefulReader {
  table: OpenTable | null
  private readonly records: RecordReader

  /** @param open opens the table by the header's cells, as they are written */
  constructor(start: CsvStart, open: (header: string[]) => OpenTable, onRows: (rows: number) => void) {
    this.table = start.table
    this.records = new RecordReader(start, ({ cells, line, quoted }) => {
      if (this.table === null) {
        this.table = open(cells)
        return
      }
      const { reader, named, columns } = this.table
      if (cells.length < named || usedCells(cells) > columns) throw raggedRow(line, cells.length, columns)
      reader.take(cells, line, quoted)
      if ((reader.rows & 0xffff) === 0) onRows(reader.rows)
    })
  }

  /** @throws TableProblem or BadInput, without the file's name */
  take(chunk: Buffer): Promise<void> {
    return this.records.take(chunk)
  }

  end(): Promise<void> {
    return this.records.end()
  }
}
