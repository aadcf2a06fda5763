import { startingVariances } from '../mixed/starting-values'
import type { Parameters } from './laplace-point'
import { linkQuantile, noiseVariance, type Link } from './link'
import type { OrdinalProblem } from './problem'

/** Bounds of the start: residual variance of the category numbers, and size of a coefficient. */
const LEAST_RESIDUAL = 0.05
const FARTHEST_START = 3

/** sd of the noise over the root mean square of each term's multiplier: an sd of this size moves ratings as much as noise. */
export function noiseUnits({ mixed }: OrdinalProblem, link: Link): Float64Array {
  const noise = Math.sqrt(noiseVariance(link))
  return Float64Array.from(mixed.random, ({ slope }) => {
    if (slope === null) return noise
    let s = 0
    for (let i = 0; i < mixed.n; i++) s += slope[i] ** 2
    return s > 0 ? noise / Math.sqrt(s / mixed.n) : noise
  })
}

/** Shares of variance as in a linear model of the category numbers; thresholds from the categories' shares of the rows. */
export function startingPoint(problem: OrdinalProblem, link: Link): Parameters {
  const { mixed, category, values } = problem
  const { n, fixed } = mixed
  const y = Float64Array.from(category)
  const gamma = new Float64Array(fixed.p)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < fixed.p; j++) gamma[j] += (fixed.table[fixed.pattern[i] * fixed.p + j] * y[i]) / n
  for (let i = 0; i < n; i++)
    for (let j = 0; j < fixed.p; j++) y[i] -= fixed.table[fixed.pattern[i] * fixed.p + j] * gamma[j]
  const rough = startingVariances(mixed, y)
  const noise = noiseVariance(link)
  // Few ratings may be fitted perfectly; a start far out would be a long way back.
  const residual = Math.max(rough[mixed.random.length], LEAST_RESIDUAL)
  const sd = Float64Array.from(mixed.random, (_, t) =>
    Math.sqrt(noise * Math.min(4, Math.max(0.02, rough[t] / residual))),
  )
  let spread = noise
  for (const s of sd) spread += s * s
  const stretch = Math.sqrt(spread / noise)
  const count = new Float64Array(values.length)
  for (const k of category) count[k]++
  const thresholds = new Float64Array(values.length - 1)
  let below = 0
  for (let k = 0; k < thresholds.length; k++) {
    below += count[k]
    thresholds[k] = stretch * linkQuantile(link, below / n)
  }
  const coefficients = gamma
    .slice(1)
    .map((g) => Math.max(-FARTHEST_START, Math.min(FARTHEST_START, g * Math.sqrt(noise / residual))))
  return { thresholds, coefficients, sd }
}
