import { scaleLinear } from 'd3-scale'
import { mustExist } from '~/domain/shared/must-exist'
import { percent } from '../chart/ruler'
import { count } from '../format'
import { histogram } from './top-and-bottom'

type HistogramPlotProps = {
  values: readonly number[]
  /** What one value is of, in the singular. */
  one: string
  line: { at: number; name: string } | null
  format: (value: number) => string
}

const FOOT = 132

/** How many lie where. */
export function HistogramPlot({ values, one, line, format }: HistogramPlotProps) {
  const bins = histogram(values, 24)
  const low = Math.min(mustExist(bins[0], 'first bin').from, line?.at ?? Number.POSITIVE_INFINITY)
  const high = Math.max(mustExist(bins.at(-1), 'last bin').to, line?.at ?? Number.NEGATIVE_INFINITY)
  const x = scaleLinear().domain([low, high]).range([0, 100])
  const most = Math.max(...bins.map((bin) => bin.count))
  const fullest = mustExist(
    bins.find((bin) => bin.count === most),
    'fullest bin',
  )
  const y = scaleLinear().domain([0, most]).range([FOOT, 24])
  const label = `${count(values.length, one)}; most between ${format(fullest.from)} and ${format(fullest.to)}: ${most}`
  return (
    <svg className="plot" role="img" aria-label={label} height="160">
      {bins.map((bin) => (
        <rect
          key={bin.from}
          className="share"
          x={percent(x(bin.from))}
          width={percent((x(bin.to) - x(bin.from)) * 0.94)}
          y={y(bin.count)}
          height={FOOT - y(bin.count)}
        />
      ))}
      <line className="axis" x1="0" x2="100%" y1={FOOT} y2={FOOT} />
      {line ? (
        <>
          <line className="barline" x1={percent(x(line.at))} x2={percent(x(line.at))} y1="18" y2={FOOT} />
          <text className="barlabel" x={percent(x(line.at))} y="13" textAnchor="middle">
            {line.name}
          </text>
        </>
      ) : null}
      {x.ticks(6).map((tick) => (
        <text
          key={tick}
          x={percent(x(tick))}
          y={FOOT + 20}
          textAnchor={x(tick) < 3 ? 'start' : x(tick) > 97 ? 'end' : 'middle'}
        >
          {format(tick)}
        </text>
      ))}
      <text x="0" y="13">
        {line && x(line.at) < 15 ? null : `${most} at most`}
      </text>
    </svg>
  )
}
