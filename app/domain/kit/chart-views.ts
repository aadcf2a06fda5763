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

/** The charts of an exhibit as pages draw them. */
export function describeCharts(exhibit: Pick<Exhibit, 'csv' | 'charts'>): ChartView[] {
  return (exhibit.charts ?? []).map((chart) => {
    const { places, series } = chartSeries(exhibit, chart)
    return {
      title: chart.title,
      kind: chart.kind ?? 'line',
      axis: chart.axis ?? null,
      places: places.map(place),
      series: series.map(({ name, values }) => ({ name, values: values.map(short) })),
    }
  })
}
