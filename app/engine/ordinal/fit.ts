import { solveGeneral, solveSymmetric } from '../linear-algebra/small-systems'
import { minimiseBfgs, type ValueAndGradient } from './bfgs'
import { settleBoundary } from './boundary'
import { Laplace } from './laplace'
import type { LaplacePoint, Parameters } from './laplace-point'
import type { Link } from './link'
import { curvatureAt, leading, uncertaintyOf } from './observed-information'
import { congruence, ParameterVector } from './parameter-vector'
import { addPrecision, coefficientPrecision, negativeLogLikelihood, type OrdinalPrior } from './penalised-likelihood'
import { OrdinalNotEstimable, type OrdinalProblem } from './problem'
import { noiseUnits, startingPoint } from './starting-point'

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
  minusTwoLogLik: number
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

/** Sd of a term, in units of the noise's, beyond which that term alone predicts the category: its variance then has no bound. */
const CEILING = 60
const SETTLED = 1e-9
/** A parameter that a flat direction moves by more than this per unit has no finite estimate. */
export const OPEN = 0.02

/**
 * Fits a cumulative link mixed model by maximum likelihood, the random effects integrated out by the Laplace approximation.
 * Thresholds, coefficients and log sds are estimated together with exact gradients. A variance is exactly 0 where the derivative
 * of ln L by it at 0 is not positive; this is tested again at the end. Standard errors come from the observed information, by differences of the gradient.
 * @throws OrdinalNotEstimable when one random term predicts the categories without error, so that its variance has no bound
 * @see Christensen (2019), A tutorial on fitting cumulative link mixed models with clmm from the ordinal package
 */
export function fitOrdinal(problem: OrdinalProblem, options: OrdinalOptions): OrdinalFit {
  const laplace = new Laplace(problem, options.link)
  const terms = problem.mixed.random.length
  const noiseUnit = noiseUnits(problem, options.link)
  const precision = options.prior ? coefficientPrecision(problem, options.prior.covariance) : null
  let free = new Set(Array.from({ length: terms }, (_, t) => t))
  let parameters = startingPoint(problem, options.link)
  let iterations = 0
  let converged = true
  const limit = options.maxIterations ?? 300
  for (let round = 0; round <= 2 * terms; round++) {
    const found = maximise(laplace, parameters, free, options, precision, noiseUnit, limit)
    parameters = found.parameters
    iterations += found.iterations
    converged = found.converged
    if (options.prior) break
    const next = settleBoundary(laplace, parameters, free, noiseUnit)
    if (next === null) break
    parameters = next.parameters
    free = next.free
  }
  const packing = new ParameterVector(problem, free)
  const { x, curvature } = polish(
    negativeLogLikelihood(laplace, packing, options.prior, precision),
    packing.pack(parameters),
  )
  parameters = packing.unpack(x)
  const point = laplace.at(parameters)
  if (point === null) throw new Error('the fit ended where the likelihood is not defined')
  const uncertainty = uncertaintyAt(packing, x, curvature, parameters.sd)
  return {
    problem,
    laplace,
    point,
    minusTwoLogLik: -2 * point.logLik,
    variances: parameters.sd.map((s) => s * s),
    precision,
    ...uncertainty,
    iterations,
    converged: converged && uncertainty.covariance !== null,
  }
}

/** Maximises the likelihood over the free parameters. `noiseUnit`: the noise's sd in units of each term's effects. */
function maximise(
  laplace: Laplace,
  from: Parameters,
  free: ReadonlySet<number>,
  options: OrdinalOptions,
  precision: Float64Array | null,
  noiseUnit: Float64Array,
  limit: number,
): { parameters: Parameters; iterations: number; converged: boolean } {
  const packing = new ParameterVector(laplace.problem, free)
  const f = negativeLogLikelihood(laplace, packing, options.prior, precision)
  const bounded: ValueAndGradient = (x) => {
    const { sd } = packing.unpack(x)
    if (sd.some((s, t) => s > 2 * CEILING * noiseUnit[t])) return null
    return f(x)
  }
  const start = packing.pack(from)
  const found = minimiseBfgs(bounded, start, firstInverse(laplace, packing, from, precision), {
    settled: SETTLED,
    limit,
    ...(options.onStep && { onStep: options.onStep }),
  })
  const parameters = packing.unpack(found.x)
  const unbounded = parameters.sd.findIndex((s, t) => s > CEILING * noiseUnit[t])
  if (unbounded >= 0)
    throw new OrdinalNotEstimable(
      'SEPARATED',
      `${laplace.problem.mixed.random[unbounded].name} tells the levels apart without any error, so its variance has no bound on the latent scale; use the gaussian family`,
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
  const { parts } = laplace.gradient(point)
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
    const unitVector = new Float64Array(m)
    unitVector[i] = 1
    out.set(solveSymmetric(curvature, unitVector, m), i * m)
  }
  return out
}

/** Moves of the parameters below this do not change their curvature. */
const STAYS = 1e-4

/** Newton steps with the differenced curvature, which at the end is the observed information. */
function polish(f: ValueAndGradient, from: Float64Array): { x: Float64Array; curvature: Float64Array | null } {
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
