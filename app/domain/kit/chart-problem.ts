import { csvRows } from './check-exhibit'
import type { Exhibit, ExhibitChart } from './schema'

/** Why a chart of an exhibit cannot be drawn: a column that is not there, or one whose cells are no numbers. */
export function chartProblem({ csv, columns }: Pick<Exhibit, 'csv' | 'columns'>, chart: ExhibitChart): string | null {
  const known = Object.keys(columns)
  const used = [chart.x, ...chart.y, chart.by, chart.per].filter((column) => column !== undefined)
  const missing = used.find((column) => !known.includes(column))
  if (missing !== undefined) return `The chart uses "${missing}", which is not a column of this exhibit.`
  const [header = [], ...rows] = csvRows(csv)
  for (const name of [...chart.y, ...(chart.per === undefined ? [] : [chart.per])]) {
    const column = header.indexOf(name)
    const row = rows.findIndex((cells) => !Number.isFinite(Number(cells[column] ?? '')))
    if (column >= 0 && row >= 0)
      return `The chart draws "${name}", but its row ${row + 1} says "${rows[row]?.[column] ?? ''}"; a cell without a number is left empty.`
  }
  return null
}
