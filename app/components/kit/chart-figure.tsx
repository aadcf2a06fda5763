import { SeriesPlot } from '~/components/chart/series-plot'
import type { ChartView } from '~/domain/kit/views'

/** The charts of an exhibit side by side; their numbers stand in the table behind them. */
export function ChartFigures({ charts }: { charts: readonly ChartView[] }) {
  if (charts.length === 0) return null
  return (
    <div className="charts">
      {charts.map(({ title, kind, axis, places, series, tooLarge }) => (
        <figure key={title}>
          <figcaption className="label">{title}</figcaption>
          {tooLarge ? (
            <p className="small quiet">This chart has more values than can be drawn; its numbers are in the table.</p>
          ) : (
            <SeriesPlot
              label={`${title}: ${series.map(({ name }) => name).join(', ')}`}
              places={places}
              series={series}
              kind={kind}
              {...(axis ? { axis } : {})}
            />
          )}
        </figure>
      ))}
    </div>
  )
}
