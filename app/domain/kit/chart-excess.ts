import { csvRows } from './check-exhibit'
import type { Exhibit, ExhibitChart } from './schema'

/** What a reader can tell apart and a browser can draw. The largest chart of our kits has 1,344 points. */
export const MOST_SERIES = 12
export const MOST_PLACES = 1_000
export const MOST_POINTS = 4_000
/** Charts of one exhibit. */
export const MOST_CHARTS = 12
/** Exhibits of one prompt that are handed out, and as many that are given on request. */
export const MOST_EXHIBITS = 20

export type ChartExcess = { field: 'x' | 'y' | 'by'; message: string }

/** Why a chart is too large to be drawn and read, at the field that makes it so; null where it is not. */
export function chartExcess({ csv }: Pick<Exhibit, 'csv'>, chart: ExhibitChart): ChartExcess | null {
  const [header = [], ...rows] = csvRows(csv)
  const valuesOf = (name: string) => {
    const column = header.indexOf(name)
    return new Set(rows.map((row) => row[column] ?? '')).size
  }
  const groups = chart.by === undefined ? 1 : valuesOf(chart.by)
  const series = groups * chart.y.length
  const places = valuesOf(chart.x)
  if (series > MOST_SERIES)
    return groups === 1
      ? { field: 'y', message: `The chart draws ${counted(series)} columns; expected at most ${MOST_SERIES}.` }
      : {
          field: 'by',
          message: `The chart draws ${counted(series)} series, one for each value of "${chart.by}"${chart.y.length > 1 ? ' and each column' : ''}; expected at most ${MOST_SERIES}.`,
        }
  if (places > MOST_PLACES)
    return {
      field: 'x',
      message: `The chart has ${counted(places)} places, one for each value of "${chart.x}"; expected at most ${counted(MOST_PLACES)}.`,
    }
  if (series * places > MOST_POINTS)
    return {
      field: 'x',
      message: `The chart has ${counted(series * places)} points, ${series} series at ${counted(places)} places; expected at most ${counted(MOST_POINTS)}.`,
    }
  return null
}

const counted = (count: number) => count.toLocaleString('en-GB')
