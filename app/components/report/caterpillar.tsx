import { scaleLinear } from 'd3-scale'
import type { ReactNode } from 'react'
import { Dot } from '../chart/score-ruler'
import { percent, type Percent } from '../chart/ruler'
import { classes } from '../ui/classes'
import { topAndBottom, type TopAndBottom } from './top-and-bottom'

export type Whisker = {
  name: string
  value: number
  /** 90 % interval; null where there is none. */
  lower: number | null
  upper: number | null
  /** The data say little of it: drawn hollow and broken. */
  thin?: boolean
}

type CaterpillarProps = {
  caption: string
  /** Heads of the columns of names and of values. */
  what: string
  measure: string
  rows: readonly Whisker[]
  /** A line through all rows, such as 0 or the bar. */
  line: { at: number; name: string } | null
  format: (value: number) => string
  /** Heads of the two ends. */
  ends?: [low: string, high: string]
  /** Right of the line is severe, which wears the colour of below. */
  severe?: boolean
}

/** Estimates with their 90 % intervals, highest first: a table with one drawn column, thinned where it would be endless. */
export function Caterpillar({ caption, what, measure, rows, line, format, ends, severe }: CaterpillarProps) {
  const shown = topAndBottom(rows, ({ value }) => value)
  const { at, domain } = axisOf(shown, line)
  return (
    <table className="table table--plain cat">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col" className="drawn">
            <svg
              className="plot"
              role="img"
              aria-label={`Axis from ${format(domain[0])} to ${format(domain[1])}`}
              height="20"
            >
              <text x="0" y="15">
                {format(domain[0])}
                {ends ? <tspan className="wide-word"> {ends[0]}</tspan> : null}
              </text>
              {line ? (
                <text className="barlabel" x={at(line.at)} y="15" textAnchor="middle">
                  {line.name}
                </text>
              ) : null}
              <text x="100%" y="15" textAnchor="end">
                {ends ? <tspan className="wide-word">{ends[1]} </tspan> : null}
                {format(domain[1])}
              </text>
            </svg>
          </th>
          <th scope="col" className="num">
            {measure}
          </th>
          <th scope="col" className="num opt">
            90&nbsp;% interval
          </th>
        </tr>
      </thead>
      <tbody>
        <Rows rows={shown.top} at={at} line={line} format={format} severe={severe} />
        {shown.between > 0 ? (
          <tr className="cat__gap">
            <td colSpan={4}>{shown.between.toLocaleString('en-GB')} between these are left out of the drawing</td>
          </tr>
        ) : null}
        <Rows rows={shown.bottom} at={at} line={line} format={format} severe={severe} />
      </tbody>
    </table>
  )
}

function Rows({
  rows,
  at,
  line,
  format,
  severe,
}: Pick<CaterpillarProps, 'line' | 'format' | 'severe'> & {
  rows: readonly Whisker[]
  at: (value: number) => Percent
}): ReactNode {
  return rows.map(({ name, value, lower, upper, thin }, i) => {
    const known = lower !== null && upper !== null
    const clear = line && known && !thin && (lower > line.at ? 'right' : upper < line.at ? 'left' : null)
    const side = clear && ((clear === 'right') === (severe ?? false) ? 'below' : 'above')
    const words = known ? `${format(value)}, interval ${format(lower)} to ${format(upper)}` : format(value)
    return (
      <tr key={i}>
        <th scope="row">
          <span className="cat__name">{name}</span>
        </th>
        <td className="drawn">
          <svg className="plot" role="img" aria-label={`${name}: ${words}`} height="24">
            {line ? <line className="zero" x1={at(line.at)} x2={at(line.at)} y1="-2" y2="26" /> : null}
            {known ? (
              <line
                className={classes('iv', thin && 'iv--thin', side && `iv--${side}`)}
                x1={at(lower)}
                x2={at(upper)}
                y1="12"
                y2="12"
              />
            ) : null}
            <Dot x={at(value)} y={12} radius={5} thin={thin} />
          </svg>
        </td>
        <td className="num">{format(value)}</td>
        <td className="num opt faint">{known ? `${format(lower)} to ${format(upper)}` : 'not known'}</td>
      </tr>
    )
  })
}

function axisOf({ top, bottom }: TopAndBottom<Whisker>, line: CaterpillarProps['line']) {
  const ends = [...top, ...bottom].flatMap(({ value, lower, upper }) => [value, lower ?? value, upper ?? value])
  if (line) ends.push(line.at)
  const scale = scaleLinear()
    .domain([Math.min(...ends), Math.max(...ends)])
    .range([0, 100])
    .clamp(true)
    .nice(12)
  const [low = 0, high = 1] = scale.domain()
  return { domain: [low, high] as const, at: (value: number) => percent(high > low ? scale(value) : 50) }
}
