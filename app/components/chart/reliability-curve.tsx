import { scaleLinear } from 'd3-scale'
import { mustExist } from '~/domain/shared/must-exist'
import { score, share } from '../format'
import { classes } from '../ui/classes'
import { percent } from './ruler'

export type PanelReliability = { raters: number; corrected: number | null; uncorrected: number | null }

const TOP = 24
const FOOT = 232

/** How reliable the mean of a panel is, by its size: with severities taken out, and without. */
export function ReliabilityCurve({ panel }: { panel: readonly PanelReliability[] }) {
  const last = panel.at(-1)
  const x = scaleLinear()
    .domain([1, Math.max(2, last?.raters ?? 2)])
    .range([11, 97])
  const y = scaleLinear().domain([0, 1]).range([FOOT, TOP])
  const line = (of: (one: PanelReliability) => number | null) =>
    panel.flatMap((one) => {
      const value = of(one)
      return value === null ? [] : [{ x: x(one.raters), y: Math.round(y(value) * 10) / 10, value }]
    })
  const lines = [
    { name: 'uncorrected', main: false, points: line(({ uncorrected }) => uncorrected) },
    { name: 'corrected', main: true, points: line(({ corrected }) => corrected) },
  ]
  return (
    <svg className="plot" role="img" aria-label={words(panel)} height={FOOT + 48}>
      {[0, 0.2, 0.4, 0.6, 0.8, 1].map((tick) => (
        <g key={tick}>
          <line className="grid" x1="7%" x2="100%" y1={y(tick)} y2={y(tick)} />
          <text x="0" y={y(tick) + 5}>
            {score(tick)}
          </text>
        </g>
      ))}
      {lines.map(({ name, main, points }) => (
        <g key={name}>
          {points.slice(1).map((point, at) => (
            <line
              key={at}
              className={classes('line', !main && 'line--faint')}
              x1={percent(mustExist(points[at], 'point before').x)}
              y1={mustExist(points[at], 'point before').y}
              x2={percent(point.x)}
              y2={point.y}
            />
          ))}
          {points.map((point, at) => (
            <circle
              key={at}
              className={main ? 'pt' : 'pt pt--thin'}
              cx={percent(point.x)}
              cy={point.y}
              r={main ? 5 : 4}
            />
          ))}
        </g>
      ))}
      <Ends lines={lines} />
      {panel.map(({ raters }) => (
        <text key={raters} x={percent(x(raters))} y={FOOT + 22} textAnchor="middle">
          {raters}
        </text>
      ))}
      <text x={percent(x(1))} y={FOOT + 42} textAnchor="start">
        Interviewers per candidate
      </text>
    </svg>
  )
}

type Line = { name: string; main: boolean; points: { x: number; y: number; value: number }[] }

/** Names at the right ends: above the upper line and below the lower one. */
function Ends({ lines: [uncorrected, corrected] }: { lines: Line[] }) {
  const high = corrected?.points.at(-1)
  const low = uncorrected?.points.at(-1)
  return (
    <>
      {high ? (
        <text className="nm strong" x="100%" y={high.y - 12} textAnchor="end">
          {share(high.value)} corrected
        </text>
      ) : null}
      {low ? (
        <text className="nm" x="100%" y={low.y + 24} textAnchor="end">
          {share(low.value)} uncorrected
        </text>
      ) : null}
    </>
  )
}

function words(panel: readonly PanelReliability[]): string {
  const [first, last] = [panel[0], panel.at(-1)]
  return `Reliability by interviewers per candidate: corrected for severity from ${share(first?.corrected)} with one to ${share(last?.corrected)} with ${last?.raters ?? 0}; uncorrected from ${share(first?.uncorrected)} to ${share(last?.uncorrected)}`
}
