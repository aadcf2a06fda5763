import type { Cell } from '~/tables'
import type { ExportColumn } from '~/domain/export/columns'

/** A row of an export by the names of its columns. */
export type RowOf<Columns extends readonly ExportColumn[]> = Record<Columns[number]['name'], Cell>

export type ExportRow = Readonly<Record<string, Cell>>

/** Rows that are read from the database at once. */
export const PAGE = 200

/** The pages of a query in the order of a number, until one is not full. */
export async function* pagesOf<Row>(
  load: (after: number) => Promise<Row[]>,
  numberOf: (row: Row) => number,
): AsyncGenerator<Row[]> {
  let after = 0
  for (;;) {
    const rows = await load(after)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    if (rows.length < PAGE) return
    after = numberOf(last)
  }
}

/** Several values in one cell. */
export const listed = (values: readonly (string | number)[]): string | null =>
  values.length === 0 ? null : values.join('; ')
