import { cholesky, inverseFromCholesky } from '../linear-algebra/dense'
import { startingVariances } from '../mixed/starting-values'
import { solveGeneral, solveSymmetric } from '../linear-algebra/small-systems'
import { curvatureAt, leading, uncertaintyOf } from './observed-information'
import { Laplace, type LaplacePoint, type Parameters } from './laplace'
import { linkQuantile, noiseVariance, type Link } from './link'
import { minimiseBfgs, type Slope } from './bfgs'
import { congruence, ParameterVector } from './parameter-vector'
import { OrdinalNotEstimable, type OrdinalProblem } from './problem'

/**
 * Scaled inverse chi-squared prior of every variance (degrees of freedom, scale per term), and normal with mean 0 and
 * `covariance` for the raw coefficients after the intercept (row-major). Thresholds have none. The answer is then the mode
 * over the log variances instead of maximum likelihood: no variance is ever 0, and separation leaves no coefficient open.
 */
export interface OrdinalPrior {
  nu: number
  scale: ArrayLike<number>
  covariance: Float64Array
}

export interface OrdinalOptions {
  link: Link
  prior?: OrdinalPrior
  maxIterations?: number
  /** Called after every step; a throw stops the fit. */
  onStep?: (iteration: number, objective: number) => void
}

export interface OrdinalFit {
  problem: OrdinalProblem
  laplace: Laplace
  point: LaplacePoint
  /** -2 ln L by the Laplace approximation, all constants included. */
  criterion: number
  /** Variance of each term on the latent scale, 0 at the boundary; standard error -1 where there is none. */
  variances: Float64Array
  standardErrors: Float64Array
  /**
   * Covariance of thresholds and coefficients of the orthogonal columns (thresholds first, row-major): all parameters
   * uncertain, as ordinal::clmm reports it. null where the curvature is not that of a maximum.
   */
  covariance: Float64Array | null
  /** Inverse prior covariance of the coefficients of the orthogonal columns, or null without a prior. */
  precision: Float64Array | null
  /** Directions of thresholds and coefficients without a finite estimate: the categories are separated along them. */
  open: Float64Array[]
  iterations: number
  converged: boolean
}

/** A term whose variance is below this share of the noise's is tested for being 0. */
const SMALL = 2e-2
/** The sd, in units of the noise's, at which the slope by the variance is taken for the value at 0. */
const NEAR_ZERO = 1e-3
/** The sd, in units of the noise's, beyond which ratings are told apart by that term alone. */
const CEILING = 60
const SETTLED = 1e-9
/** Bounds of the start: residual variance of the category numbers, and size of a coefficient. */
const LEAST_RESIDUAL = 0.05
const FARTHEST_START = 3
/** A parameter that a flat direction moves by more than this per unit has no finite estimate. */
export const OPEN = 0.02

/**
 * Fits a cumulative link mixed model by maximum likelihood, the random effects integrated out by the Laplace approximation.
 * Thresholds, coefficients and log sd's climb together by exact slopes; a variance whose slope at 0 points down is exactly 0,
 * and is tried again at the end. Standard errors come from the observed information, by differences of the slopes.
 * @throws OrdinalNotEstimable when one random term tells the categories apart without error, so that its variance has no bound
 * @see Christensen (2019), A tutorial on fitting cumulative link mixed models with clmm from the ordinal package
 */
export function fitOrdinal(problem: OrdinalProblem, options: OrdinalOptions): OrdinalFit {
  const laplace = new Laplace(problem, options.link)
  const terms = problem.mixed.random.length
  const unit = units(problem, options.link)
  const precision = options.prior ? coefficientPrecision(problem, options.prior.covariance) : null
  let free = new Set(Array.from({ length: terms }, (_, t) => t))
  let parameters = startingPoint(problem, options.link)
  let iterations = 0
  let converged = true
  const limit = options.maxIterations ?? 300
  for (let round = 0; round <= 2 * terms; round++) {
    const found = climb(laplace, parameters, free, options, precision, unit, limit)
    parameters = found.parameters
    iterations += found.iterations
    converged = found.converged
    if (options.prior) break
    const next = settleBoundary(laplace, parameters, free, unit)
    if (next === null) break
    parameters = next.parameters
    free = next.free
  }
  const packing = new ParameterVector(problem, free)
  const { x, curvature } = polish(objective(laplace, packing, options.prior, precision), packing.pack(parameters))
  parameters = packing.unpack(x)
  const point = laplace.at(parameters)
  if (point === null) throw new Error('the fit ended where the likelihood is not defined')
  const uncertainty = uncertaintyAt(packing, x, curvature, parameters.sd)
  return {
    problem,
    laplace,
    point,
    criterion: -2 * point.logLik,
    variances: parameters.sd.map((s) => s * s),
    precision,
    ...uncertainty,
    iterations,
    converged: converged && uncertainty.covariance !== null,
  }
}

/** sd of the noise over the root mean square of each term's multiplier: an sd of this size moves ratings as much as noise. */
function units({ mixed }: OrdinalProblem, link: Link): Float64Array {
  const noise = Math.sqrt(noiseVariance(link))
  return Float64Array.from(mixed.random, ({ slope }) => {
    if (slope === null) return noise
    let s = 0
    for (let i = 0; i < mixed.n; i++) s += slope[i] ** 2
    return s > 0 ? noise / Math.sqrt(s / mixed.n) : noise
  })
}

/** gamma = R beta, so the covariance of the coefficients turns with R (its part after the intercept). */
function coefficientPrecision({ mixed }: OrdinalProblem, covariance: Float64Array): Float64Array {
  const { p, r } = mixed.fixed
  const k = p - 1
  const turn = Float64Array.from({ length: k * k }, (_, i) => r[(1 + Math.floor(i / k)) * p + 1 + (i % k)])
  const turned = congruence(turn, k, covariance, k)
  cholesky(turned, k)
  return inverseFromCholesky(turned, k)
}

/** Adds the prior's precision to an information matrix over thresholds, then coefficients. */
export function addPrecision(information: Float64Array, thresholds: number, precision: Float64Array | null): void {
  if (precision === null) return
  const k = Math.sqrt(precision.length)
  const q = thresholds + k
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) information[(thresholds + i) * q + thresholds + j] += precision[i * k + j]
}

/** Shares of variance as in a linear model of the category numbers; thresholds from the categories' shares of the rows. */
function startingPoint(problem: OrdinalProblem, link: Link): Parameters {
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

/** -ln L with its slopes, the prior's penalty included, over a packed vector. */
function objective(
  laplace: Laplace,
  packing: ParameterVector,
  prior: OrdinalPrior | undefined,
  precision: Float64Array | null,
): Slope {
  return (x) => {
    const parameters = packing.unpack(x)
    const point = laplace.at(parameters)
    if (point === null) return null
    const slopes = laplace.slopes(point)
    let value = -point.logLik
    const logSd = slopes.logSd.slice()
    const coefficients = slopes.coefficients.slice()
    if (prior && precision) {
      const k = coefficients.length
      for (let i = 0; i < k; i++) {
        let pull = 0
        for (let j = 0; j < k; j++) pull += precision[i * k + j] * parameters.coefficients[j]
        coefficients[i] -= pull
        value += (parameters.coefficients[i] * pull) / 2
      }
      parameters.sd.forEach((s, t) => {
        const share = prior.scale[t] / (s * s)
        value += (prior.nu / 2) * (2 * Math.log(s) + share)
        logSd[t] -= prior.nu * (1 - share)
      })
    }
    const gradient = packing.chain(x, slopes.thresholds, coefficients, logSd)
    return { value, gradient: gradient.map((g) => -g) }
  }
}

function climb(
  laplace: Laplace,
  from: Parameters,
  free: ReadonlySet<number>,
  options: OrdinalOptions,
  precision: Float64Array | null,
  unit: Float64Array,
  limit: number,
): { parameters: Parameters; iterations: number; converged: boolean } {
  const packing = new ParameterVector(laplace.problem, free)
  const f = objective(laplace, packing, options.prior, precision)
  const bounded: Slope = (x) => {
    const { sd } = packing.unpack(x)
    if (sd.some((s, t) => s > 2 * CEILING * unit[t])) return null
    return f(x)
  }
  const start = packing.pack(from)
  const found = minimiseBfgs(bounded, start, firstInverse(laplace, packing, from, precision), {
    settled: SETTLED,
    limit,
    ...(options.onStep && { onStep: options.onStep }),
  })
  const parameters = packing.unpack(found.x)
  const runaway = parameters.sd.findIndex((s, t) => s > CEILING * unit[t])
  if (runaway >= 0)
    throw new OrdinalNotEstimable(
      'SEPARATED',
      `${laplace.problem.mixed.random[runaway].name} tells the levels apart without any error, so its variance has no bound on the latent scale; use the gaussian family`,
    )
  return { parameters, iterations: found.iterations, converged: found.converged }
}

/** Inverse of the information to first order, which makes the first steps nearly Newton's. */
function firstInverse(
  laplace: Laplace,
  packing: ParameterVector,
  from: Parameters,
  precision: Float64Array | null,
): Float64Array {
  const point = laplace.at(from)
  if (point === null) throw new Error('the likelihood is not defined at the start')
  const { information } = laplace.response(point)
  addPrecision(information, packing.thresholds, precision)
  const { parts } = laplace.slopes(point)
  const q = packing.location
  const m = packing.length
  const turn = packing.jacobian(packing.pack(from))
  const transposed = turn.map((_, i) => turn[(i % q) * q + Math.floor(i / q)])
  const turned = congruence(transposed, q, information, q)
  const curvature = new Float64Array(m * m)
  for (let i = 0; i < q; i++) curvature.set(turned.subarray(i * q, (i + 1) * q), i * m)
  packing.free.forEach((t, i) => {
    let s = 0
    for (let e = 0; e < laplace.layout.size; e++)
      if (laplace.layout.termOf[e] === t) s += 2 * (1 - parts.diagonal[e]) ** 2
    curvature[(q + i) * m + q + i] = Math.max(s, 0.5)
  })
  const out = new Float64Array(m * m)
  for (let i = 0; i < m; i++) {
    const unit = new Float64Array(m)
    unit[i] = 1
    out.set(solveSymmetric(curvature, unit, m), i * m)
  }
  return out
}

/** Terms to be put to 0, or taken off it; null when everything stays. */
function settleBoundary(
  laplace: Laplace,
  parameters: Parameters,
  free: ReadonlySet<number>,
  unit: Float64Array,
): { parameters: Parameters; free: Set<number> } | null {
  const here = laplace.at(parameters)
  if (here === null) throw new Error('the fit ended where the likelihood is not defined')
  const suspects = [...free].filter((t) => parameters.sd[t] ** 2 < SMALL * unit[t] ** 2)
  for (const t of suspects) {
    const sd = parameters.sd.slice()
    sd[t] = 0
    const without = laplace.at({ ...parameters, sd })
    if (
      without !== null &&
      without.logLik >= here.logLik - 1e-8 &&
      slopeAtZero(laplace, { ...parameters, sd }, t, unit) <= 0
    )
      return { parameters: { ...parameters, sd }, free: new Set([...free].filter((g) => g !== t)) }
  }
  for (let t = 0; t < unit.length; t++) {
    if (free.has(t) || slopeAtZero(laplace, parameters, t, unit) <= 1e-6) continue
    const sd = parameters.sd.slice()
    sd[t] = 0.1 * unit[t]
    return { parameters: { ...parameters, sd }, free: new Set([...free, t]) }
  }
  return null
}

/** d ln L by the logarithm of an sd near 0, over its square: the sign of the slope by the variance there. */
function slopeAtZero(laplace: Laplace, parameters: Parameters, t: number, unit: Float64Array): number {
  const sd = parameters.sd.slice()
  sd[t] = NEAR_ZERO * unit[t]
  const point = laplace.at({ ...parameters, sd })
  return point === null ? 0 : laplace.slopes(point).logSd[t] / NEAR_ZERO ** 2
}

/** Moves of the parameters below this do not change their curvature. */
const STAYS = 1e-4

/** Newton steps with the differenced curvature, which at the end is the observed information. */
function polish(f: Slope, from: Float64Array): { x: Float64Array; curvature: Float64Array | null } {
  const m = from.length
  let x = from
  let here = f(x)
  let curvature = curvatureAt(f, x)
  for (let step = 0; step < 3 && here !== null && curvature !== null; step++) {
    const move = solveGeneral(curvature, here.gradient, m)
    if (move === null || move.some((v) => Math.abs(v) > 0.1)) break
    const next = x.map((v, i) => v - move[i])
    const there = f(next)
    if (there === null || there.value > here.value + 1e-9) break
    x = next
    here = there
    const moved = Math.max(...move.map(Math.abs))
    // So near, the curvature is the same to more digits than a standard error is read with.
    if (moved < STAYS) break
    curvature = curvatureAt(f, x)
  }
  return { x, curvature }
}

function uncertaintyAt(packing: ParameterVector, x: Float64Array, curvature: Float64Array | null, sd: Float64Array) {
  const m = packing.length
  const q = packing.location
  const standardErrors = new Float64Array(sd.length).fill(-1)
  const whole = curvature && uncertaintyOf(curvature, m)
  if (!curvature || !whole) return { covariance: null, open: [], standardErrors }
  packing.free.forEach((t, i) => {
    const at = q + i
    if (whole.open.some((v) => Math.abs(v[at]) > OPEN)) return
    standardErrors[t] = 2 * sd[t] ** 2 * Math.sqrt(whole.covariance[at * m + at])
  })
  const turn = packing.jacobian(x)
  return {
    covariance: congruence(turn, q, leading(whole.covariance, m, q), q),
    open: whole.open.map((v) =>
      Float64Array.from({ length: q }, (_, r) => {
        let s = 0
        for (let j = 0; j < q; j++) s += turn[r * q + j] * v[j]
        return s
      }),
    ),
    standardErrors,
  }
}
