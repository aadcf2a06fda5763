import { isPersonalSummaryName, isSummaryName } from './column-names'
import type { RatedCell, RatedCells } from './rated-cells'
import type { AgreementOptions, Notice, RatedRows } from './types'
import { columnNamed, wideColumns } from './wide-columns'

/** The cells of a table with a column a rater and a row a unit. @throws BadInput without the file's name */
export function wideCells(table: RatedRows, options: Pick<AgreementOptions, 'unit' | 'raters' | 'levels'>): RatedCells {
  const { header, rows } = table
  const { units, raters, notices } = wideColumns(table, options)
  const names = raters.map((at) => (header[at] ?? '').normalize('NFC'))
  const twice = names.find((name, at) => names.indexOf(name) < at)
  if (twice !== undefined) columnNamed(table, twice, 'the header')
  // A large table has millions of cells, so they are not kept as objects.
  const cells: Iterable<RatedCell> = {
    *[Symbol.iterator]() {
      for (const [unit, { line, cells: texts }] of rows.entries())
        for (const [rater, at] of raters.entries())
          yield { unit, rater, text: texts[at] ?? '', line, column: header[at] ?? '' }
    },
  }
  return {
    units: rows.length,
    raters: names,
    cells,
    notices: [...notices, ...repeatedUnits(table, units), ...summaryRows(table, units)],
  }
}

/** A unit that stands on two lines: each line counts, which is seldom what is meant. */
function repeatedUnits({ rows, header }: RatedRows, units: readonly number[]): Notice[] {
  if (units.length === 0) return []
  const seen = new Map<string, number>()
  for (const { cells, line } of rows) {
    const names = units.map((at) => (cells[at] ?? '').trim().normalize('NFC'))
    const key = names.join('\n')
    const before = seen.get(key)
    if (before !== undefined && names.some((name) => name !== ''))
      return [
        {
          code: 'UNIT_TWICE',
          message: `The unit "${names.join(', ')}" (column "${units.map((at) => header[at]).join(', ')}") stands on lines ${before} and ${line}, and perhaps others do so too; each line counts as a unit of its own. If a row is one rating, give --long.`,
        },
      ]
    seen.set(key, line)
  }
  return []
}

/** Rows such as means below a table. A name such as Max or SD may be a person's, unless only such rows follow. */
function summaryRows({ rows }: RatedRows, units: readonly number[]): Notice[] {
  const named = (cells: readonly string[], is: (name: string) => boolean) => units.some((at) => is(cells[at] ?? ''))
  let end = rows.length
  while (end > 0 && named(rows[end - 1]?.cells ?? [], (name) => isSummaryName(name) || isPersonalSummaryName(name)))
    end--
  const found = rows.filter(({ cells }, at) => at >= end || named(cells, isSummaryName))
  return found.slice(0, MOST_ROWS).map(({ line, cells }) => ({
    code: 'SUMMARY_ROW',
    message: `Line ${line} ("${units.map((at) => cells[at]?.trim()).join(', ')}") may be computed from the other lines; it counts as a unit, so take it out of the file if it is none.`,
  }))
}

const MOST_ROWS = 8
