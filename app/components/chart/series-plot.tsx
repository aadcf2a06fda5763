import { scaleLinear } from 'd3-scale'
import { classes } from '../ui/classes'
import { percent } from './ruler'

export type Series = {
  name: string
  /** One value for each place on the axis; null where nothing was measured. */
  values: readonly (number | null)[]
  /** The line the others are compared with; drawn dark, with dots. */
  main?: boolean
}

type SeriesPlotProps = {
  /** What is read out: what is drawn and how it moves. */
  label: string
  places: readonly string[]
  series: readonly Series[]
  /** Lowest and highest value; from the data and zero unless given. */
  axis?: readonly [number, number]
  unit?: string
  kind?: 'line' | 'bar'
}

const top = 26
const foot = 166

/** An exhibit's chart: lines or bars over a few places, with the numbers in a table beside it. */
export function SeriesPlot({ label, places, series, axis, unit, kind = 'line' }: SeriesPlotProps) {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null))
  const [low, high] = axis ?? [Math.min(0, ...values), Math.max(0, ...values)]
  const scale = scaleLinear()
    .domain([low, high > low ? high : low + 1])
    .range([foot, top])
  if (!axis) scale.nice(4)
  const y = (value: number) => Math.round(scale(value) * 10) / 10
  const x = (at: number) => percent(places.length > 1 ? 8 + (88 * at) / (places.length - 1) : 50)
  const ticks = scale.ticks(4)
  const every = Math.ceil(places.length / 8)
  return (
    <svg className="plot exhibit__plot" role="img" aria-label={label} height="200">
      {ticks.map((tick, at) => (
        <g key={tick}>
          <line className="grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
          <text x="0" y={y(tick) - 5}>
            {scale.tickFormat(4)(tick).replace('-', '\u2212')}
            {unit && at === ticks.length - 1 ? `\u00a0${unit}` : null}
          </text>
        </g>
      ))}
      {series.map((one, which) =>
        kind === 'bar' ? (
          <Bars
            key={one.name}
            {...{ one, which, of: series.length, places: places.length, x, y, zero: Math.max(low, 0) }}
          />
        ) : (
          <Line key={one.name} {...{ one, x, y }} />
        ),
      )}
      {kind === 'line' || series.length > 1 ? <Names {...{ series, x, y }} /> : null}
      {places.map((place, at) =>
        at % every === 0 ? (
          <text key={at} x={x(at)} y={foot + 26} textAnchor={at === places.length - 1 ? 'end' : 'middle'}>
            {place}
          </text>
        ) : null,
      )}
    </svg>
  )
}

type Place = { x: (at: number) => string; y: (value: number) => number }

function Line({ one, x, y }: { one: Series } & Place) {
  const many = one.values.length > 16
  return (
    <g>
      {one.values.map((value, at) => {
        const before = one.values[at - 1] ?? null
        if (value === null || before === null) return null
        return (
          <line
            key={at}
            className={classes('line', !one.main && 'line--faint')}
            x1={x(at - 1)}
            y1={y(before)}
            x2={x(at)}
            y2={y(value)}
          />
        )
      })}
      {one.main && !many
        ? one.values.map((value, at) =>
            value === null ? null : <circle key={at} className="pt" cx={x(at)} cy={y(value)} r="4" />,
          )
        : null}
    </g>
  )
}

type BarsProps = { one: Series; which: number; of: number; places: number; zero: number } & Place

function Bars({ one, which, of, places, x, y, zero }: BarsProps) {
  const slot = 88 / Math.max(places - 1, 1)
  const width = Math.min(10, (slot * 0.7) / of)
  return (
    <g>
      {one.values.map((value, at) => {
        if (value === null) return null
        const left = Number.parseFloat(x(at)) + width * (which - of / 2)
        return (
          <rect
            key={at}
            className={one.main ? 'l4' : `l${Math.min(which + 2, 4)}`}
            x={percent(left)}
            width={percent(width * 0.9)}
            y={Math.min(y(value), y(zero))}
            height={Math.abs(y(value) - y(zero))}
          />
        )
      })}
    </g>
  )
}

/** Names at the right end of their lines, moved apart where they would lie on one another. */
function Names({ series, x, y }: { series: readonly Series[] } & Place) {
  const ends = series
    .flatMap((one) => {
      const at = one.values.findLastIndex((value) => value !== null)
      return at < 0 ? [] : [{ name: one.name, main: one.main, at, height: y(one.values[at]!) - 9 }]
    })
    .sort((a, b) => a.height - b.height)
  ends.forEach((end, at) => {
    const above = ends[at - 1]
    if (above) end.height = Math.max(end.height, above.height + 17)
  })
  return (
    <>
      {ends.map(({ name, main, at, height }) => (
        <text
          key={name}
          className={classes('nm', main && 'strong')}
          x={x(at)}
          y={Math.max(14, height)}
          textAnchor="end"
        >
          {name}
        </text>
      ))}
    </>
  )
}
