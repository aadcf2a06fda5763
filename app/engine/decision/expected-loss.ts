import { bivariateNormalCdf, normalCdf, normalDensity, normalQuantile } from '../probability/normal'
import { solveSymmetric } from '../linear-algebra/small-systems'

/** What a wrong yes (`fp`) and a wrong no (`fn`) cost; only their ratio decides, their size scales the value of information. */
export interface Costs {
  fp: number
  fn: number
}

export type Loss = 'zeroOne' | 'linear'

/** P(T > bar) for T normal with the given mean and sd; null when sd is 0 or less (nothing is uncertain, or nothing known). */
export function probabilityAbove(mean: number, sd: number, bar: number): number | null {
  return sd > 0 ? normalCdf((mean - bar) / sd) : null
}

/**
 * The z = (mean - bar)/sd from which yes is the better answer.
 * zeroOne: each wrong answer costs its price. linear: the price grows with the distance from the bar.
 * @throws Error when a cost is not positive.
 */
export function decisionThreshold(costs: Costs, loss: Loss): number {
  if (!(costs.fp > 0 && costs.fn > 0)) throw new Error('costs must be positive')
  if (loss === 'zeroOne') return normalQuantile(costs.fp / (costs.fp + costs.fn)) ?? Number.NaN
  if (costs.fp === lastRoot.fp && costs.fn === lastRoot.fn) return lastRoot.z
  // Root of fn (phi + z Phi(z)) - fp (phi - z Phi(-z)), which rises in z.
  const rise = (z: number) =>
    costs.fn * (normalDensity(z) + z * normalCdf(z)) - costs.fp * (normalDensity(z) - z * normalCdf(-z))
  let low = -40
  let high = 40
  for (let i = 0; i < 200 && high - low > 1e-15 * Math.max(1, Math.abs(low)); i++) {
    const mid = (low + high) / 2
    if (rise(mid) < 0) low = mid
    else high = mid
  }
  const z = (low + high) / 2
  lastRoot = { ...costs, z }
  return z
}

/** The costs are the same for every candidate of a file, and the root takes longer than all the rest. */
let lastRoot = { fp: Number.NaN, fn: Number.NaN, z: 0 }

/**
 * Spread of the posterior mean that one more set of observations would bring: sqrt(c' V^-1 c), c the covariances of the
 * observations with T, V their own covariance matrix (k x k, row-major). Never above `sd`.
 */
export function preposteriorSd(c: Float64Array, v: Float64Array, sd: number): number {
  const k = c.length
  const x = solveSymmetric(v, c, k)
  let s = 0
  for (let i = 0; i < k; i++) s += c[i] * x[i]
  return Math.min(sd, Math.sqrt(Math.max(0, s)))
}

/**
 * Expected value of the information that moves the posterior mean by N(0, `move`^2), before a yes-or-no answer against `bar`:
 * how much less the answer is expected to lose. 0 or more, in the units of the costs (linear: times units of T).
 * @see Raiffa & Schlaifer (1961), Applied Statistical Decision Theory (preposterior analysis)
 */
export function expectedValueOfInformation(
  mean: number,
  sd: number,
  move: number,
  bar: number,
  costs: Costs,
  loss: Loss,
): number {
  if (!(sd > 0) || !(move > 0)) return 0
  const rho = Math.min(1, move / sd)
  const after = Math.sqrt(Math.max(0, sd * sd - move * move))
  const threshold = decisionThreshold(costs, loss)
  const h = (bar - mean) / sd
  const k = (bar + after * threshold - mean) / move
  const part = (a: number, b: number, r: number) =>
    loss === 'zeroOne' ? bivariateNormalCdf(-a, -b, r) : sd * tail(a, b, r)
  const value =
    -h < threshold
      ? costs.fn * part(h, k, rho) - costs.fp * part(-h, k, -rho)
      : costs.fp * part(-h, -k, rho) - costs.fn * part(h, -k, -rho)
  return value > 1e-15 ? value : 0
}

/** E[(Z - h) ; Z > h, W > k] for standard normals with correlation rho. */
function tail(h: number, k: number, rho: number): number {
  const r = Math.sqrt(Math.max(0, 1 - rho * rho))
  const beyond = (x: number) => (r > 0 ? normalCdf(x / r) : x >= 0 ? 1 : 0)
  return (
    -h * bivariateNormalCdf(-h, -k, rho) +
    normalDensity(h) * beyond(rho * h - k) +
    rho * normalDensity(k) * beyond(rho * k - h)
  )
}

/** P(A > B) from their posterior means, variances and covariance; null when their difference is not uncertain. */
export function probabilityBetter(
  a: { mean: number; variance: number },
  b: { mean: number; variance: number },
  covariance: number,
): number | null {
  return probabilityAbove(a.mean - b.mean, Math.sqrt(Math.max(0, a.variance + b.variance - 2 * covariance)), 0)
}
