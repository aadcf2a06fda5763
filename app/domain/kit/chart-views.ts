import { chartExcess, MOST_CHARTS, MOST_EXHIBITS } from './chart-excess'
import { chartSeries } from './chart-series'
import type { Exhibit } from './schema'
import type { ChartView } from './views'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A time of an exhibit as its day, "17 Jun": the hours are in the table. */
function place(cell: string): string {
  const [, month, day] = /^\d{4}-(\d{2})-(\d{2})/.exec(cell) ?? []
  return month && day ? `${Number(day)}\u00a0${months[Number(month) - 1]}` : cell
}

const short = (value: number | null) => (value === null ? null : Number(value.toPrecision(4)))

/**
 * The charts of an exhibit as pages draw them. One that is too large has no series: kits that were pinned before there was a
 * limit may hold such charts.
 *
 * @param index place of the exhibit in its list; exhibits beyond those that a kit may have are shown without charts
 */
export function describeCharts(exhibit: Pick<Exhibit, 'csv' | 'charts'>, index = 0): ChartView[] {
  if (index >= MOST_EXHIBITS) return []
  return (exhibit.charts ?? []).slice(0, MOST_CHARTS).map((chart) => {
    const head = { title: chart.title, kind: chart.kind ?? 'line', axis: chart.axis ?? null }
    if (chartExcess(exhibit, chart)) return { ...head, places: [], series: [], tooLarge: true }
    const { places, series } = chartSeries(exhibit, chart)
    return {
      ...head,
      places: places.map(place),
      series: series.map(({ name, values }) => ({ name, values: values.map(short) })),
    }
  })
}
