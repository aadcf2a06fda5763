import { scaleLinear } from 'd3-scale'
import type { ReactNode } from 'react'
import { difference, differenceInterval, ratio, unknown, whole } from '../format'
import { classes } from '../ui/classes'
import { Sign } from '../ui/icon'
import { percent, type Percent } from './ruler'
import { Dot } from './score-ruler'
import { ShortName } from './short-name'

export type SeverityRow = {
  id: string | number
  name: string
  scorecards: number
  /** In levels; null with a reason in `note` where it is not yet named. */
  severity: number | null
  lower: number | null
  upper: number | null
  infit?: number | null
  /** A tag at the end of the row. */
  note?: ReactNode
}

/** Severities with their 90 % intervals: a table with one drawn column. */
export function Caterpillar({ rows, infit }: { rows: readonly SeverityRow[]; infit?: boolean }) {
  const { limit, at } = severityAxis(rows)
  return (
    <table className="table table--plain">
      <caption className="vh">Severity of each interviewer with a 90 % interval, in levels</caption>
      <thead>
        <tr>
          <th scope="col">Interviewer</th>
          <th scope="col" className="num opt">
            Scorecards
          </th>
          <th scope="col" className="drawn">
            <SeverityAxis limit={limit} />
          </th>
          <th scope="col" className="num">
            Severity
          </th>
          <th scope="col" className="num opt">
            90&nbsp;% interval
          </th>
          {infit ? (
            <th scope="col" className="num opt">
              Infit
            </th>
          ) : null}
          <th scope="col">
            <span className="vh">Remark</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const side = clearOfZero(row)
          return (
            <tr key={row.id}>
              <th scope="row">
                <ShortName name={row.name} />
              </th>
              <td className="num opt">{whole(row.scorecards)}</td>
              <td className="drawn">
                <SeverityPlot {...row} at={at} />
              </td>
              <td className={classes('num', row.severity === null && 'faint')}>
                {row.severity === null ? (
                  <>
                    <span aria-hidden>{unknown}</span>
                    <span className="vh">not yet known</span>
                  </>
                ) : (
                  <>
                    {side ? <Sign side={side === 'severe' ? 'below' : 'above'} label={side} /> : null}{' '}
                    {difference(row.severity)}
                  </>
                )}
              </td>
              <td className="num opt faint">
                {row.severity === null ? 'not yet known' : differenceInterval(row.lower, row.upper)}
              </td>
              {infit ? <td className="num opt">{ratio(row.infit)}</td> : null}
              <td>{row.note}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The head of a column of severities: where lenient and severe are, and how far the axis goes, in levels. */
export function SeverityAxis({ limit }: { limit: number }) {
  return (
    <svg className="plot" role="img" aria-label={`Axis: minus ${limit}, lenient, to plus ${limit}, severe`} height="20">
      <text x="0" y="15">
        {difference(-limit, 0)}
        <tspan className="opt"> lenient</tspan>
      </text>
      <text x="50%" y="15" textAnchor="middle">
        0
      </text>
      <text x="100%" y="15" textAnchor="end">
        <tspan className="opt">severe </tspan>
        {difference(limit, 0)}
      </text>
    </svg>
  )
}

type SeverityPlotProps = Pick<SeverityRow, 'name' | 'severity' | 'lower' | 'upper'> & {
  at?: (value: number) => Percent
  /** Whether a side may be coloured; where a test with a correction decides, only what is significant. */
  coloured?: boolean
}

/** One severity on its axis, from lenient at the left to severe at the right; alone it spans one level either way. */
export function SeverityPlot({
  name,
  severity,
  lower,
  upper,
  at = severityAxis([]).at,
  coloured = true,
}: SeverityPlotProps) {
  const side = coloured ? clearOfZero({ severity, lower, upper }) : null
  const words =
    severity === null
      ? `${name}: not yet known`
      : `${name}: severity ${difference(severity)}, interval ${differenceInterval(lower, upper)}`
  return (
    <svg className="plot" role="img" aria-label={words} height="28">
      <line className="zero" x1="50%" x2="50%" y1="-6" y2="34" />
      {severity !== null && lower !== null && upper !== null ? (
        <line
          className={classes('iv', side && (side === 'severe' ? 'iv--below' : 'iv--above'))}
          x1={at(lower)}
          x2={at(upper)}
          y1="14"
          y2="14"
        />
      ) : null}
      {severity !== null ? <Dot x={at(severity)} y={14} radius={5} /> : null}
    </svg>
  )
}

/** One level either way, or as many as the widest interval needs. */
export function severityAxis(rows: readonly Pick<SeverityRow, 'lower' | 'upper'>[]) {
  const ends = rows.flatMap(({ lower, upper }) => [Math.abs(lower ?? 0), Math.abs(upper ?? 0)])
  const limit = Math.max(1, Math.ceil(Math.max(0, ...ends)))
  const scale = scaleLinear().domain([-limit, limit]).range([0, 100]).clamp(true)
  return { limit, at: (value: number) => percent(scale(value)) }
}

/** Whether the data tell the side: the interval leaves zero out. */
export function clearOfZero(row: Pick<SeverityRow, 'severity' | 'lower' | 'upper'>): 'severe' | 'lenient' | null {
  if (row.severity === null || row.lower === null || row.upper === null) return null
  if (row.lower > 0) return 'severe'
  return row.upper < 0 ? 'lenient' : null
}
