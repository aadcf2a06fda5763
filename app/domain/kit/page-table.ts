import { markdownTables } from './markdown-tables'
import type { RubricTable } from './rubric-table'

export const NO_TABLE =
  'no table was found; a table has a row of names, a row of dashes and rows with | between the cells.'

/**
 * The tables of a Markdown page as one: those of the first one's columns; null where there is none. Where none names a
 * criterion, the heading above does.
 */
export function pageTable(page: string): { tables: RubricTable; notes: string[] } | null {
  const tables = markdownTables(page)
  const [first] = tables
  if (!first) return null
  const alike = tables.filter(({ header }) => header.join('|') === first.header.join('|'))
  const under = alike.length > 1 && new Set(alike.map(({ heading }) => heading)).size === alike.length
  const notes =
    alike.length < tables.length
      ? [
          `${tables.length - alike.length} of ${tables.length} tables of the page have other columns than the first and were not read.`,
        ]
      : []
  const { header, line: headerLine } = first
  if (!under) return { tables: { header, headerLine, rows: alike.flatMap(({ rows }) => rows) }, notes }
  return {
    tables: {
      header: ['criterion', ...header],
      headerLine,
      rows: alike.flatMap(({ heading, rows }) =>
        rows.map(({ line, cells }) => ({ line, cells: [heading ?? '', ...cells] })),
      ),
    },
    notes,
  }
}
