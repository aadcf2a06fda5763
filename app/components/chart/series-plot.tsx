import { scaleBand, scaleLinear } from 'd3-scale'
import { mustExist } from '~/domain/shared/must-exist'
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
  const bands = scaleBand<number>()
    .domain(places.map((_, at) => at))
    .range([8, 100])
    .padding(0.3)
  const bars = kind === 'bar'
  const long = !bars && places.length > 16
  const led = series.some((one) => one.main)
  const x = (at: number) => {
    if (bars) return (bands(at) ?? 0) + bands.bandwidth() / 2
    return places.length > 1 ? 11 + (86 * at) / (places.length - 1) : 50
  }
  const ticks = scale.ticks(4)
  // Long figures would run into the lines: 20M, 45k.
  const written = scale.tickFormat(4, high >= 10_000 ? '~s' : undefined)
  // On a phone more than six days would touch.
  const every = Math.ceil(places.length / 6)
  return (
    <>
      <svg className="plot exhibit__plot" role="img" aria-label={label} height="200">
        {ticks.map((tick, at) => (
          <g key={tick}>
            <line className="grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
            <text x="0" y={y(tick) - 5}>
              {written(tick).replace('-', '\u2212')}
              {unit && at === ticks.length - 1 ? `\u00a0${unit}` : null}
            </text>
          </g>
        ))}
        {series.map((one, which) => {
          if (long) return <LongLine key={one.name} one={one} stroke={stroke(which)} x={x} y={y} />
          if (!bars) return <Line key={one.name} one={one} stroke={led ? faint(one) : stroke(which)} x={x} y={y} />
          const width = bands.bandwidth() / series.length
          return (
            <Bars key={one.name} one={one} depth={depth(one, which)} y={y} width={width}>
              {(at) => (bands(at) ?? 0) + width * which}
            </Bars>
          )
        })}
        {bars || long ? null : <Names series={series} x={x} y={y} />}
        {places.map((place, at) =>
          at % every === 0 ? (
            <text
              key={at}
              x={percent(x(at))}
              y={foot + 26}
              textAnchor={!bars && at === places.length - 1 && place.length > 6 ? 'end' : 'middle'}
            >
              {place}
            </text>
          ) : null,
        )}
      </svg>
      {long && series.length > 1 ? (
        <p className="legend">
          {series.map((one, which) => (
            <span key={one.name}>
              <svg className="plot legend__line" width="28" height="10" aria-hidden="true">
                <line className={stroke(which)} x1="0" x2="28" y1="5" y2="5" />
              </svg>
              {one.name}
            </span>
          ))}
        </p>
      ) : null}
      {bars && series.length > 1 ? (
        <p className="legend">
          {series.map((one, which) => (
            <span key={one.name}>
              <i className={`swatch swatch--${depth(one, which)}`} />
              {one.name}
            </span>
          ))}
        </p>
      ) : null}
    </>
  )
}

/** Long lines cross and end together, so they are told apart by depth and dash, and named below. */
const stroke = (which: number) => `line line--deep${4 - (which % 3)}${which > 2 ? ' line--dashed' : ''}`

/** One hue in depths: the series that matters is the deepest. */
const depth = (one: Series, which: number) => (one.main ? 4 : 3 - (which % 3))

type Place = { x: (at: number) => number; y: (value: number) => number }

/** Beside the line that matters the others are faint; where none does, they are told apart like long ones. */
const faint = (one: Series) => classes('line', !one.main && 'line--faint') ?? ''

function Line({ one, stroke, x, y }: { one: Series; stroke: string } & Place) {
  return (
    <g>
      {one.values.map((value, at) => {
        const before = one.values[at - 1] ?? null
        if (value === null || before === null) return null
        return (
          <line key={at} className={stroke} x1={percent(x(at - 1))} y1={y(before)} x2={percent(x(at))} y2={y(value)} />
        )
      })}
      {one.main
        ? one.values.map((value, at) =>
            value === null ? null : <circle key={at} className="pt" cx={percent(x(at))} cy={y(value)} r="4" />,
          )
        : null}
    </g>
  )
}

/** One path for each stretch without a gap: hundreds of places would be hundreds of lines otherwise. */
function LongLine({ one, stroke, x, y }: { one: Series; stroke: string } & Place) {
  const stretches: string[][] = [[]]
  one.values.forEach((value, at) => {
    if (value === null) stretches.push([])
    else stretches.at(-1)?.push(`${x(at).toFixed(2)},${y(value)}`)
  })
  return (
    <svg width="100%" height="200" viewBox="0 0 100 200" preserveAspectRatio="none" aria-hidden="true">
      {stretches
        .filter((points) => points.length > 1)
        .map((points) => (
          <polyline
            key={points[0]}
            className={stroke}
            points={points.join(' ')}
            fill="none"
            vectorEffect="non-scaling-stroke"
          />
        ))}
    </svg>
  )
}

type BarsProps = { one: Series; depth: number; width: number; y: Place['y']; children: (at: number) => number }

function Bars({ one, depth: deep, width, y, children: left }: BarsProps) {
  return (
    <g>
      {one.values.map((value, at) =>
        value === null ? null : (
          <rect
            key={at}
            className={`l${deep}`}
            x={percent(left(at))}
            width={percent(width * 0.92)}
            y={Math.min(y(value), y(0))}
            height={Math.abs(y(value) - y(0))}
          />
        ),
      )}
    </g>
  )
}

/** Names at the right end of their lines, moved up where they would lie on one another. */
function Names({ series, x, y }: { series: readonly Series[] } & Place) {
  const ends = series
    .flatMap((one) => {
      const at = one.values.findLastIndex((value) => value !== null)
      return at < 0
        ? []
        : [{ name: one.name, main: one.main, at, height: y(mustExist(one.values[at], 'value at the label')) - 9 }]
    })
    .sort((a, b) => b.height - a.height)
  ends.forEach((end, at) => {
    const below = ends[at - 1]
    if (below) end.height = Math.min(end.height, below.height - 17)
  })
  return (
    <>
      {ends.map(({ name, main, at, height }) => (
        <text key={name} className={classes('nm', main && 'strong')} x={percent(x(at))} y={height} textAnchor="end">
          {name}
        </text>
      ))}
    </>
  )
}
