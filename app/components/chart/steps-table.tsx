import { scaleLinear } from 'd3-scale'
import type { ReactNode } from 'react'
import { difference, score as scoreText } from '../format'
import { percent } from './ruler'
import { Dot } from './score-ruler'

export type Step = {
  label: string
  /** What the step adds; null for the first and the last, which are not steps but places. */
  change: number | null
  /** Where the score stands after it. */
  now: number
  why?: ReactNode
}

/** From the raw mean to the score, one row a step. The first row is the raw mean, the last the calibrated score. */
export function StepsTable({ steps, bar }: { steps: readonly Step[]; bar: number }) {
  const { from, to, at } = stepsAxis(
    steps.map(({ now }) => now),
    bar,
  )
  const axis = `Axis from ${scoreText(from)} to ${scoreText(to)}; dashed line: bar ${scoreText(bar)}`
  return (
    <>
      <p className="small faint only-phone">{axis}</p>
      <table className="table table--plain wf">
        <caption className="vh">From the raw mean to the score</caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">{axis}</th>
            <th scope="col" className="num">
              Change
            </th>
            <th scope="col" className="num">
              Running total
            </th>
            <th scope="col">Because</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, row) => {
            const before = steps[row - 1]?.now ?? null
            const last = row === steps.length - 1
            return (
              <tr key={step.label}>
                <th scope="row">{step.label}</th>
                <td className="wf__plot">
                  <StepPlot step={step} before={before} last={last} bar={at(bar)} at={at} />
                </td>
                <td className="num">{step.change === null ? '' : difference(step.change)}</td>
                <td className="num">{last ? <strong>{scoreText(step.now, 2)}</strong> : scoreText(step.now, 2)}</td>
                <td className="wf__why">{step.why}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

/** An axis that holds every place and the bar, with air beside them, on whole tenths. */
export function stepsAxis(places: readonly number[], bar: number) {
  const all = [...places, bar]
  const from = Math.max(1, Math.floor(Math.min(...all) * 10 - 0.5) / 10)
  const to = Math.min(4, Math.ceil(Math.max(...all) * 10 + 0.5) / 10)
  const scale = scaleLinear().domain([from, to]).range([0, 100]).clamp(true)
  return { from, to, at: (value: number) => scale(value) }
}

type StepPlotProps = { step: Step; before: number | null; last: boolean; bar: number; at: (value: number) => number }

function StepPlot({ step, before, last, bar, at }: StepPlotProps) {
  const here = percent(at(step.now))
  const words =
    step.change === null ? scoreText(step.now, 2) : `${difference(step.change)}, to ${scoreText(step.now, 2)}`
  const place = step.change === null || before === null
  const [left, right] = place ? [0, 0] : [Math.min(at(before), at(step.now)), Math.max(at(before), at(step.now))]
  return (
    <svg className="plot" role="img" aria-label={`${step.label}: ${words}`} height="40">
      <line className="barline" x1={percent(bar)} x2={percent(bar)} y1="-1" y2="41" />
      {before !== null ? (
        <line className="conn" x1={percent(at(before))} x2={percent(at(before))} y1="-1" y2={place ? 13 : 12} />
      ) : null}
      {last ? null : <line className="conn" x1={here} x2={here} y1={place ? 27 : 28} y2="41" />}
      {place ? (
        <Dot x={here} y={20} radius={6} thin={!last} />
      ) : (
        <rect
          className={step.now >= before ? 'up' : 'downb'}
          x={percent(left)}
          width={percent(right - left)}
          y="12"
          height="16"
          rx="1"
        />
      )}
    </svg>
  )
}
