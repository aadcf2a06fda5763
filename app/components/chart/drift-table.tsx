import { scaleLinear } from 'd3-scale'
import { mustExist } from '~/domain/shared/must-exist'
import { difference, differenceInterval, unknown } from '../format'
import { classes } from '../ui/classes'
import { percent } from './ruler'
import { ShortName } from './short-name'
import { Significance } from './significance'

export type DriftRow = {
  id: string | number
  name: string
  /** Severity in each period; null where nothing was rated. null altogether where it may not be named. */
  trend: readonly (number | null)[] | null
  /** Change of severity per period, not shrunk, with its 90 % interval. */
  change: number
  lower: number
  upper: number
  /** After correction for testing all rows. */
  significant: boolean
}

const HEIGHT = 48

/** How each severity went over the months: a table with one drawn column, all rows on one scale. */
export function DriftTable({ rows, span }: { rows: readonly DriftRow[]; span: string }) {
  const values = rows.flatMap(({ trend }) => (trend ?? []).filter((value) => value !== null))
  const limit = Math.max(0.5, ...values.map(Math.abs))
  return (
    <table className="table table--plain drift">
      <caption className="vh">Severity of each interviewer by month, and its change per month</caption>
      <thead>
        <tr>
          <th scope="col">Interviewer</th>
          <th scope="col" className="drawn">
            {span}. Up: more severe, at most {difference(limit, 1)}; down: more lenient, at most {difference(-limit, 1)}
            ; thin line: average severity
          </th>
          <th scope="col" className="num">
            Change per month (levels)
          </th>
          <th scope="col" className="num opt">
            90&nbsp;% interval
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, trend, change, lower, upper, significant }) => (
          <tr key={id}>
            <th scope="row">
              <ShortName name={name} />
              <span className="drift__tag">
                <Significance significant={significant} lower={lower} upper={upper} tests={rows.length} />
              </span>
            </th>
            <td className="drawn">
              {trend ? (
                <Trend name={name} trend={trend} limit={limit} side={significant ? change : 0} />
              ) : (
                <span className="faint">severity not known yet</span>
              )}
            </td>
            <td className="num">{difference(change)}</td>
            <td className="num opt faint">{differenceInterval(lower, upper)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type TrendProps = { name: string; trend: readonly (number | null)[]; limit: number; side: number }

function Trend({ name, trend, limit, side }: TrendProps) {
  const y = scaleLinear()
    .domain([-limit, limit])
    .range([HEIGHT - 4, 4])
  const x = (at: number) => (trend.length > 1 ? (100 * at) / (trend.length - 1) : 50)
  const points = trend.flatMap((value, at) =>
    value === null ? [] : [{ x: percent(x(at)), y: Math.round(y(value) * 10) / 10, value }],
  )
  const last = points.at(-1)
  const words = trend.map((value) => (value === null ? unknown : difference(value))).join(', ')
  return (
    <svg className="plot" role="img" aria-label={`${name}: ${words}`} height={HEIGHT}>
      <line className="zero-h" x1="0" x2="100%" y1={y(0)} y2={y(0)} />
      {points.slice(1).map((point, at) => (
        <line
          key={at}
          className={classes('line', side > 0 && 'line--below', side < 0 && 'line--above')}
          x1={mustExist(points[at], 'point before').x}
          y1={mustExist(points[at], 'point before').y}
          x2={point.x}
          y2={point.y}
        />
      ))}
      {last ? <circle className="pt" cx={last.x} cy={last.y} r="4.5" /> : null}
    </svg>
  )
}
