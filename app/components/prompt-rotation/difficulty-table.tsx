import { scaleLinear } from 'd3-scale'
import { Fragment } from 'react'
import { percent } from '~/components/chart/ruler'
import { Significance } from '~/components/chart/significance'
import { difference, differenceInterval, figure, whole } from '~/components/format'
import { Table, Th } from '~/components/ui/table'
import type { DifficultyLine, DifficultyView } from '~/domain/prompt-rotation/difficulty'

/** How the ratings of each prompt differ from what the model expects, in all and by quarter: a table with one drawn column. */
export function DifficultyTable({ difficulty }: { difficulty: DifficultyView }) {
  const { prompts, tests } = difficulty
  const lines = prompts.flatMap(({ all, periods }) => [all, ...periods])
  const limit = Math.max(0.5, Math.ceil(2 * Math.max(...lines.flatMap(({ lower, upper }) => [-lower, upper]))) / 2)
  return (
    <Table plain caption="Difference of the ratings of each prompt from what the model expects, in all and by quarter">
      <thead>
        <tr>
          <Th>Prompt and period</Th>
          <Th className="drawn">
            <Axis limit={limit} />
          </Th>
          <Th num>Difference (levels)</Th>
          <Th num className="opt">
            90&nbsp;% interval
          </Th>
          <Th num className="opt">
            Mean residual (standard error)
          </Th>
          <Th num className="opt">
            Ratings
          </Th>
        </tr>
      </thead>
      <tbody>
        {prompts.map(({ id, name, all, periods }) => (
          <Fragment key={id}>
            <Line name={name} line={all} limit={limit} tests={tests.all} />
            {periods.map(({ period, ...line }) => (
              <Line key={period} name={period} of={name} line={line} limit={limit} tests={tests.periods} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </Table>
  )
}

type LineProps = {
  name: string
  /** The prompt, where the line is of one of its quarters. */
  of?: string
  line: DifficultyLine
  limit: number
  tests: number
}

function Line({ name, of, line, limit, tests }: LineProps) {
  const { effect, lower, upper, residual, residualSe, ratings, significant } = line
  return (
    <tr>
      <th scope="row" className={of ? 'rotation__period' : undefined}>
        {of ? <span className="vh">{of}, </span> : null}
        {name}
        <span className="rotation__state">
          <Significance significant={significant} lower={lower} upper={upper} tests={tests} />
        </span>
      </th>
      <td className="drawn">
        <IntervalPlot effect={effect} lower={lower} upper={upper} limit={limit} coloured={significant} />
      </td>
      <td className="num">{difference(effect)}</td>
      <td className="num opt faint">{differenceInterval(lower, upper)}</td>
      <td className="num opt">
        {difference(residual)} <span className="faint">({figure(residualSe)})</span>
      </td>
      <td className="num opt">{whole(ratings)}</td>
    </tr>
  )
}

const onAxis = (limit: number) => {
  const scale = scaleLinear().domain([-limit, limit]).range([0, 100]).clamp(true)
  return (value: number) => percent(scale(value))
}

/** Where harder and easier are, and how far the axis goes, in levels. */
function Axis({ limit }: { limit: number }) {
  return (
    <svg className="plot" role="img" aria-label={`Axis: minus ${limit}, harder, to plus ${limit}, easier`} height="20">
      <text x="0" y="15">
        {difference(-limit, 1)}
        <tspan className="opt"> harder</tspan>
      </text>
      <text x="50%" y="15" textAnchor="middle">
        0
      </text>
      <text x="100%" y="15" textAnchor="end">
        <tspan className="opt">easier </tspan>
        {difference(limit, 1)}
      </text>
    </svg>
  )
}

type IntervalPlotProps = { effect: number; lower: number; upper: number; limit: number; coloured: boolean }

/** The estimate with its interval. Its figures stand in the cells beside it, so readers pass over the drawing. */
function IntervalPlot({ effect, lower, upper, limit, coloured }: IntervalPlotProps) {
  const at = onAxis(limit)
  const side = !coloured ? '' : effect < 0 ? ' iv--below' : ' iv--above'
  return (
    <svg className="plot" aria-hidden height="28">
      <line className="zero" x1="50%" x2="50%" y1="-6" y2="34" />
      <line className={`iv${side}`} x1={at(lower)} x2={at(upper)} y1="14" y2="14" />
      <circle className="pt" cx={at(effect)} cy="14" r="5" />
    </svg>
  )
}
