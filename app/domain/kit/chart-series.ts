import { csvRows } from './check-exhibit'
import type { Exhibit, ExhibitChart } from './schema'

export type ChartSeries = { places: string[]; series: { name: string; values: (number | null)[] }[] }

/**
 * What a chart of an exhibit draws: the values of `x` in the order of the file, and for each `y`
 * column and each value of `by` one series aligned with them.
 *
 * Rows that share x and by are added up; with `per`, that sum is divided by the sum of the `per`
 * column. null where there is no row, an empty cell or one that is no number, or nothing to divide by.
 */
export function chartSeries(exhibit: Pick<Exhibit, 'csv'>, chart: ExhibitChart): ChartSeries {
  const [header = [], ...rows] = csvRows(exhibit.csv)
  const column = (name: string) => header.indexOf(name)
  const x = column(chart.x)
  const by = chart.by === undefined ? -1 : column(chart.by)
  const places = [...new Set(rows.map((row) => row[x] ?? ''))]
  const groups = new Map<string | null, string[][]>(by < 0 ? [[null, rows]] : [])
  if (by >= 0)
    for (const row of rows) {
      const group = row[by] ?? ''
      const own = groups.get(group) ?? []
      groups.set(group, own)
      own.push(row)
    }
  const at = new Map(places.map((place, index) => [place, index]))
  const series = [...groups].flatMap(([group, own]) => {
    return chart.y.map((name) => {
      const sums = addUp(own, x, column(name), at)
      const parts = chart.per === undefined ? null : addUp(own, x, column(chart.per), at)
      const values = sums.map((sum, index) => (parts ? share(sum, parts[index] ?? null) : sum))
      return { name: nameOf(group, name, chart.y.length), values }
    })
  })
  return { places, series }
}

function nameOf(group: string | null, column: string, columns: number): string {
  if (group === null) return column.replaceAll('_', ' ')
  return columns === 1 ? group : `${group}, ${column.replaceAll('_', ' ')}`
}

function addUp(rows: readonly string[][], x: number, y: number, at: ReadonlyMap<string, number>): (number | null)[] {
  const sums: (number | null)[] = Array.from({ length: at.size }, () => null)
  for (const row of rows) {
    const place = at.get(row[x] ?? '')
    const cell = row[y] ?? ''
    const value = Number(cell)
    if (place === undefined || cell === '' || !Number.isFinite(value)) continue
    sums[place] = (sums[place] ?? 0) + value
  }
  return sums
}

function share(sum: number | null, of: number | null): number | null {
  return sum === null || of === null || of === 0 ? null : sum / of
}
