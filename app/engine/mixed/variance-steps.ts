import { solveSymmetric } from '../linear-algebra/small-systems'
import type { Prior } from './prior'

/** Score and average information of the variances, terms in order, then the residual. */
export interface ScoreAndInformation {
  /** Gradient of ln L over the variances: positive where a larger variance is likelier. */
  score: Float64Array
  /** Average information, square. */
  information: Float64Array
}

/** New variances and the largest relative change among them. */
export interface Step {
  variances: Float64Array
  change: number
  /** Newton decrement s'I^-1 s of the unbounded step, 0 or more: the predicted decrease of -2 ln L (or of -2 log posterior). */
  decrement: number
}

/** Least and most that a variance may become in one step, as a multiple of itself. */
const SHRINK = 0.2
const STRETCH = 5
/** Longest step of the logarithm of a variance. */
export const LONGEST_LOG_STEP = 1.5

/**
 * Average-information step that is taken without computing the objective, so every variance stays within a factor of itself;
 * one whose step would make it negative is held at `floor` times the residual's.
 */
export function boundedStep(
  v: Float64Array,
  { score, information }: ScoreAndInformation,
  terms: number,
  floor: number,
): Step {
  const k = terms + 1
  const s2 = v[terms]
  const atFloor = (x: number) => x <= 2 * floor * s2
  const free = Array.from({ length: k }, (_, g) => g).filter((g) => !(g < terms && atFloor(v[g]) && score[g] <= 0))
  const move = solveFree(information, score, free, k)
  const variances = v.slice()
  let change = 0
  let decrement = 0
  for (const g of free) {
    decrement += move[g] * score[g]
    const least = Math.max(g < terms ? floor * s2 : 0.3 * v[g], SHRINK * v[g])
    variances[g] = Math.max(least, Math.min(STRETCH * v[g] + 1e-3 * s2, v[g] + move[g]))
    if (!atFloor(variances[g]) || !atFloor(v[g]))
      change = Math.max(change, Math.abs(variances[g] - v[g]) / Math.max(variances[g], 1e-4 * s2))
  }
  return { variances, change, decrement }
}

/** Gradient and (negative) curvature of the log posterior over the logarithms of the variances `v`. */
export function posteriorDerivatives(
  v: Float64Array,
  { score, information }: ScoreAndInformation,
  { nu, scale }: Prior,
): { gradient: Float64Array; curvature: Float64Array } {
  const k = v.length
  const gradient = new Float64Array(k)
  const curvature = new Float64Array(k * k)
  for (let g = 0; g < k; g++) {
    gradient[g] = v[g] * score[g] - (nu / 2) * (1 - scale[g] / v[g])
    for (let h = 0; h < k; h++) curvature[g * k + h] = v[g] * information[g * k + h] * v[h]
    curvature[g * k + g] += (nu * scale[g]) / (2 * v[g])
  }
  return { gradient, curvature }
}

/** Step towards the posterior mode of the log variances, each within a factor exp(1.5). */
export function priorStep(v: Float64Array, likelihood: ScoreAndInformation, prior: Prior): Step {
  const { gradient, curvature } = posteriorDerivatives(v, likelihood, prior)
  const move = solveSymmetric(curvature, gradient, v.length).map((x) =>
    Math.min(LONGEST_LOG_STEP, Math.max(-LONGEST_LOG_STEP, x)),
  )
  return {
    variances: v.map((x, g) => x * Math.exp(move[g])),
    change: move.reduce((m, x) => Math.max(m, Math.abs(x)), 0),
    decrement: move.reduce((s, x, g) => s + x * gradient[g], 0),
  }
}

/** Information of likelihood and prior together on the variances (not their logarithms). */
export function withPriorInformation(information: Float64Array, v: Float64Array, prior: Prior): Float64Array {
  const k = v.length
  const out = information.slice()
  for (let g = 0; g < k; g++) out[g * k + g] += (prior.nu * prior.scale[g]) / (2 * v[g] ** 3)
  return out
}

/**
 * Weight of the prior in each variance: information of the prior (nu / 2) over that of prior and data together, on the logarithm of that
 * variance with the other variances held. 1: the estimate is the prior's; 0: it is the data's.
 */
export function priorWeights(v: Float64Array, information: Float64Array, { nu }: Prior): Float64Array {
  return v.map((x, g) => nu / 2 / (nu / 2 + x * x * information[g * v.length + g]))
}

/** Standard errors of the `free` of `k` parameters by their information; -1 for the others, and where it is flat. */
export function standardErrors(information: Float64Array, free: readonly number[], k: number): Float64Array {
  const out = new Float64Array(k).fill(-1)
  for (const g of free) {
    const unitVector = new Float64Array(k)
    unitVector[g] = 1
    const variance = solveFree(information, unitVector, free, k)[g]
    if (variance > 0 && Number.isFinite(variance)) out[g] = Math.sqrt(variance)
  }
  return out
}

/** Solves the equations of the `free` parameters, the others held; those are 0 in the answer. */
export function solveFree(
  information: Float64Array,
  b: Float64Array,
  free: readonly number[],
  k: number,
): Float64Array {
  const m = free.length
  const a = new Float64Array(m * m)
  free.forEach((g, i) => free.forEach((h, j) => (a[i * m + j] = information[g * k + h])))
  const x = solveSymmetric(
    a,
    Float64Array.from(free, (g) => b[g]),
    m,
  )
  const out = new Float64Array(k)
  free.forEach((g, i) => (out[g] = x[i]))
  return out
}
