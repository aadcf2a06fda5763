import { scaleLinear } from 'd3-scale'
import { area } from 'd3-shape'
import { Z90 } from '~/engine/interval'

/** Positions on a drawing are percentages of its width, so that it stretches and its text does not. */
export type Percent = `${number}%`

const onRuler = scaleLinear().domain([1, 4]).range([0, 100]).clamp(true)

export const percent = (value: number): Percent => `${Math.round(value * 100) / 100}%`

/** Where a score stands on the ruler from 1 to 4; what lies outside stands at its end. */
export const rulerAt = (score: number): Percent => percent(onRuler(score))

export type Segment = { side: 'above' | 'below'; from: Percent; to: Percent }

/** The 90 % interval, cut in two where it crosses the bar. An end that touches the bar lies above it. */
export function segments(lower: number, upper: number, bar: number): Segment[] {
  const parts: Segment[] = []
  if (lower < bar) parts.push({ side: 'below', from: rulerAt(lower), to: rulerAt(Math.min(upper, bar)) })
  if (upper >= bar) parts.push({ side: 'above', from: rulerAt(Math.max(lower, bar)), to: rulerAt(upper) })
  return parts.filter(({ from, to }) => from !== to)
}

/** Standard deviation of the normal curve whose middle 90 % is this wide. */
export const spread = (lower: number, upper: number): number => (upper - lower) / (2 * Z90)

/**
 * The hump over the ruler, in a box 1000 wide and 100 high: a normal curve, its parts left and right of the bar.
 * Beyond 3.3 standard deviations nothing is drawn.
 */
export function densityCurve(score: number, sd: number, bar: number): { below: string | null; above: string | null } {
  if (!(sd > 0)) return { below: null, above: null }
  const left = Math.max(1, score - 3.3 * sd)
  const right = Math.min(4, score + 3.3 * sd)
  return {
    below: left < bar ? curve(left, Math.min(bar, right), score, sd) : null,
    above: right > bar ? curve(Math.max(bar, left), right, score, sd) : null,
  }
}

const drawn = area<[number, number]>()
  .x(([x]) => 10 * onRuler(x))
  .y0(100)
  .y1(([, height]) => 100 - 100 * height)
  .digits(2)

function curve(from: number, to: number, score: number, sd: number): string | null {
  const points = Array.from({ length: 41 }, (_, at): [number, number] => {
    const x = from + ((to - from) * at) / 40
    return [x, Math.exp(-0.5 * ((x - score) / sd) ** 2)]
  })
  return drawn(points)
}
