import { solveSymmetric } from '../linear-algebra/small-systems'
import type { MixedProblem } from '../model/design'
import { arrange, planElimination, type EliminationBlocks } from './block-elimination'
import { derivatives, type Derivatives } from './score-and-information'
import { priorOfOrthogonalDesign, type FixedPrior, type Prior } from './prior'
import { factorEquations, type FactoredEquations } from './factored-equations'
import { startingVariances } from './starting-values'

export interface FitOptions {
  estimator: 'reml' | 'ml'
  /** Replaces REML and ML by the posterior mode of the log variances. */
  prior?: Prior
  maxIterations?: number
  /** Called after every step; a throw stops the fit. */
  onStep?: (iteration: number, objective: number) => void
}

/** A fitted model with what is needed to ask for posterior means and covariances. */
export interface MixedFit {
  problem: MixedProblem
  reduced: FactoredEquations
  derivatives: Derivatives
  /** Variance per term, then of the residual. */
  variances: Float64Array
  /** Standard errors of the variances; NaN-free: -1 where there is none (at the boundary, or flat). */
  standardErrors: Float64Array
  /** -2 log REML, -2 log L, or with a prior -2 log marginal likelihood, all constants included. */
  criterion: number
  /** What was minimised: the criterion, plus the penalty of a prior. */
  objective: number
  /** Prior's share in each variance, or null without a prior. */
  priorWeight: Float64Array | null
  /** Fixed effects in orthogonal coordinates. */
  betaOrthogonal: Float64Array
  /** Known part taken off the response before solving, in orthogonal coordinates. */
  shift: Float64Array
  iterations: number
  converged: boolean
  estimator: 'reml' | 'ml'
}

/** Smallest variance ratio used while iterating: below it a term is at the boundary, and is exactly 0 in the answer. */
const FLOOR = 1e-9
/** Expected gains in log likelihood below which a fit has settled, and below which only rounding is left. */
const SETTLED = 1e-17
/** The same where a step is expensive; variances are then still right to a millionth of their standard error. */
const SETTLED_LARGE = 1e-12
const LARGE = 500
const ROUNDING = 1e-10
/** Largest ratio: beyond it the residual is not told from 0. */
const CEILING = 1e9

/** Thrown when the data cannot carry the model; the message says why. */
export class NotEstimable extends Error {
  readonly code: 'NO_VARIATION' | 'TOO_FEW_ROWS' | 'NO_NOISE'
  constructor(code: NotEstimable['code'], message: string) {
    super(message)
    this.name = 'NotEstimable'
    this.code = code
  }
}

/**
 * Fits a linear mixed model exactly. Variances by average-information steps; a component that wants to be negative is held
 * at 0 and tested again at every step; no step is taken that makes the objective worse.
 * Units: variances in squared units of y (over squared units of the slope).
 * @throws NotEstimable when y does not vary or there are no more rows than fixed effects (and no prior).
 */
export function fitMixed(problem: MixedProblem, options: FitOptions): MixedFit {
  const { n, fixed } = problem
  const fixedPrior = options.prior ? priorOfOrthogonalDesign(options.prior, fixed) : null
  const shift = fixedPrior ? fixedPrior.mean : leastSquares(problem)
  const y = lessFixed(problem, shift)
  if (!options.prior) {
    if (n <= fixed.p)
      throw new NotEstimable(
        'TOO_FEW_ROWS',
        `too few rows (${n}) for the fixed effects (${fixed.p}) and a residual; give more ratings, or use a prior`,
      )
    let ss = 0
    let total = 0
    for (let i = 0; i < n; i++) {
      ss += y[i] ** 2
      total += problem.y[i] ** 2
    }
    if (ss <= 1e-20 * total || ss === 0)
      throw new NotEstimable(
        'NO_VARIATION',
        'the values do not vary beyond the fixed effects, so no variance can be estimated',
      )
  }
  const blocks = arrange(problem, planElimination(problem), y)
  return options.prior && fixedPrior
    ? fitWithPrior(blocks, options, options.prior, fixedPrior, shift)
    : fitLikelihood(blocks, options, shift)
}

function leastSquares(problem: MixedProblem): Float64Array {
  const { p, pattern, table } = problem.fixed
  const beta = new Float64Array(p)
  for (let i = 0; i < problem.n; i++)
    for (let k = 0; k < p; k++) beta[k] += (table[pattern[i] * p + k] * problem.y[i]) / problem.n
  return beta
}

function lessFixed(problem: MixedProblem, beta: Float64Array): Float64Array {
  const { p, pattern, table } = problem.fixed
  const y = problem.y.slice()
  for (let i = 0; i < problem.n; i++) for (let k = 0; k < p; k++) y[i] -= table[pattern[i] * p + k] * beta[k]
  return y
}

/** Mean square of each term's multiplier, which makes its ratio comparable with the others'. */
function units(problem: MixedProblem): Float64Array {
  return Float64Array.from(problem.random, ({ slope }) => {
    if (slope === null) return 1
    let s = 0
    for (let i = 0; i < problem.n; i++) s += slope[i] ** 2
    return s > 0 ? s / problem.n : 1
  })
}

interface Point {
  lambda: Float64Array
  s2: number
  reduced: FactoredEquations
  objective: number
}

function fitLikelihood(blocks: EliminationBlocks, options: FitOptions, shift: Float64Array): MixedFit {
  const { problem } = blocks
  const terms = problem.random.length
  const ml = options.estimator === 'ml'
  const freedom = problem.n - (ml ? 0 : problem.fixed.p)
  const unit = units(problem)
  const rShift = ml ? 0 : logDetR(problem)
  const at = (lambda: Float64Array): Point => {
    const reduced = factorEquations(blocks, lambda, null)
    const s2 = reduced.rss / freedom
    const objective =
      freedom * (Math.log(2 * Math.PI * s2) + 1) +
      reduced.logDetNested +
      reduced.logDetRandom +
      (ml ? 0 : reduced.logDetFixed + rShift)
    return { lambda, s2, reduced, objective }
  }
  const bound = (g: number, ratio: number) => Math.min(Math.max(ratio, FLOOR / unit[g]), CEILING / unit[g])
  const floored = (point: Point, g: number) => point.lambda[g] * unit[g] <= FLOOR * 1.0001

  const start = startingVariances(problem, blocks.y)
  let point = at(Float64Array.from({ length: terms }, (_, g) => bound(g, start[g] / start[terms])))
  let slopes = derivatives(point.reduced, point.s2, ml, null)
  let iterations = 0
  let converged = terms === 0
  let lastGain = Infinity
  const limit = options.maxIterations ?? 200
  const settled = blocks.crossed > LARGE ? SETTLED_LARGE : SETTLED
  while (!converged && iterations < limit) {
    iterations++
    const { step, gain } = boundedStep(point, slopes, terms, floored)
    // The expected gain falls with every step until rounding stops it.
    if (gain < settled || (gain < ROUNDING && gain > lastGain / 2)) {
      converged = true
      break
    }
    lastGain = gain
    let fraction = 1
    const from = Float64Array.from(point.lambda, (l) => l * point.s2)
    if (step[terms] < -0.9 * point.s2) fraction = (0.9 * point.s2) / -step[terms]
    let next: Point | null = null
    for (let tries = 0; tries < 30; tries++, fraction /= 2) {
      const s2 = point.s2 + fraction * step[terms]
      const lambda = Float64Array.from(from, (v, g) =>
        bound(g, Math.min((v + fraction * step[g]) / s2, 25 * (point.lambda[g] + 0.04 / unit[g]))),
      )
      const trial = at(lambda)
      if (trial.objective <= point.objective + 1e-12 * Math.abs(point.objective)) {
        next = trial
        break
      }
    }
    options.onStep?.(iterations, (next ?? point).objective)
    if (next === null) {
      converged = gain < 1e-7
      break
    }
    point = next
    slopes = derivatives(point.reduced, point.s2, ml, null)
  }
  // At the answer a component on the boundary is exactly 0.
  const zero = Array.from({ length: terms }, (_, g) => floored(point, g))
  const standardErrors = errorsFrom(slopes.information, terms + 1, (g) => g < terms && zero[g])
  if (zero.some(Boolean)) {
    point = at(point.lambda.map((l, g) => (zero[g] ? 0 : l)))
    slopes = posteriorAt(point.reduced, point.s2, null)
  } else if (ml) slopes = posteriorAt(point.reduced, point.s2, null)
  if (point.lambda.some((l, g) => l * unit[g] >= CEILING * 0.999)) converged = false
  return {
    problem,
    reduced: point.reduced,
    derivatives: slopes,
    variances: Float64Array.from({ length: terms + 1 }, (_, g) => (g < terms ? point.lambda[g] * point.s2 : point.s2)),
    standardErrors,
    criterion: point.objective,
    objective: point.objective,
    priorWeight: null,
    betaOrthogonal: fixedSolution(point.reduced, shift),
    shift,
    iterations,
    converged,
    estimator: options.estimator,
  }
}

/** The full inverse and effects, also where the likelihood was ML or a ratio is 0 (its score is then not read). */
function posteriorAt(reduced: FactoredEquations, s2: number, precision: Float64Array | null): Derivatives {
  return derivatives(reduced, s2, false, precision)
}

function fixedSolution(reduced: FactoredEquations, shift: Float64Array): Float64Array {
  return Float64Array.from(shift, (b, k) => b + reduced.crossedSolution[reduced.blocks.crossedRandom + k])
}

function logDetR(problem: MixedProblem): number {
  const { p, r } = problem.fixed
  let s = 0
  for (let k = 0; k < p; k++) s += Math.log(Math.abs(r[k * p + k]))
  return 2 * s
}

/** Newton step over the components that are free, those that would turn negative going exactly to 0. */
function boundedStep(
  point: Point,
  slopes: Derivatives,
  terms: number,
  floored: (point: Point, g: number) => boolean,
): { step: Float64Array; gain: number } {
  const k = terms + 1
  const value = Float64Array.from({ length: k }, (_, g) => (g < terms ? point.lambda[g] * point.s2 : point.s2))
  const fixedAt: (number | null)[] = Array.from({ length: k }, (_, g) =>
    g < terms && floored(point, g) && slopes.score[g] <= 0 ? 0 : null,
  )
  for (;;) {
    const free = fixedAt.flatMap((f, g) => (f === null ? [g] : []))
    const m = free.length
    const a = new Float64Array(m * m)
    const b = new Float64Array(m)
    free.forEach((g, i) => {
      b[i] = slopes.score[g]
      fixedAt.forEach((f, h) => {
        if (f !== null) b[i] -= slopes.information[g * k + h] * f
      })
      free.forEach((h, j) => (a[i * m + j] = slopes.information[g * k + h]))
    })
    const x = solveSymmetric(a, b, m)
    const step = new Float64Array(k)
    fixedAt.forEach((f, g) => (step[g] = f ?? 0))
    free.forEach((g, i) => (step[g] = x[i]))
    const crossed = free.filter((g) => g < terms && value[g] + step[g] < 0)
    if (crossed.length === 0) {
      let gain = 0
      for (let g = 0; g < k; g++) gain += slopes.score[g] * step[g]
      return { step, gain }
    }
    for (const g of crossed) fixedAt[g] = -value[g]
  }
}

function errorsFrom(information: Float64Array, k: number, skip: (g: number) => boolean): Float64Array {
  const free = Array.from({ length: k }, (_, g) => g).filter((g) => !skip(g))
  const m = free.length
  const out = new Float64Array(k).fill(-1)
  free.forEach((g, i) => {
    const a = new Float64Array(m * m)
    free.forEach((x, r) => free.forEach((z, c) => (a[r * m + c] = information[x * k + z])))
    const unit = new Float64Array(m)
    unit[i] = 1
    const v = solveSymmetric(a, unit, m)[i]
    if (v > 0 && Number.isFinite(v)) out[g] = Math.sqrt(v)
  })
  return out
}

function fitWithPrior(
  blocks: EliminationBlocks,
  options: FitOptions,
  prior: Prior,
  fixedPrior: FixedPrior,
  shift: Float64Array,
): MixedFit {
  const { problem } = blocks
  const terms = problem.random.length
  const { n } = problem
  const { p } = problem.fixed
  const { nu } = prior
  const at = (logs: Float64Array) => {
    const v = logs.map(Math.exp)
    const s2 = v[terms]
    const precision = fixedPrior.precision.map((x) => x * s2)
    const reduced = factorEquations(
      blocks,
      v.subarray(0, terms).map((x) => x / s2),
      precision,
    )
    const criterion =
      n * Math.log(2 * Math.PI * s2) +
      reduced.rss / s2 +
      reduced.logDetNested +
      reduced.logDetRandom +
      reduced.logDetFixed +
      fixedPrior.logDetCovariance -
      p * Math.log(s2)
    let penalty = 0
    for (let g = 0; g <= terms; g++) penalty += nu * (logs[g] + prior.scale[g] / v[g])
    return { logs, v, s2, reduced, precision, criterion, objective: criterion + penalty }
  }
  const slopesAt = (q: ReturnType<typeof at>) => {
    const d = derivatives(q.reduced, q.s2, false, q.precision)
    const k = terms + 1
    const gradient = new Float64Array(k)
    const information = new Float64Array(k * k)
    for (let g = 0; g < k; g++) {
      gradient[g] = q.v[g] * d.score[g] - (nu / 2) * (1 - prior.scale[g] / q.v[g])
      for (let h = 0; h < k; h++) information[g * k + h] = q.v[g] * d.information[g * k + h] * q.v[h]
      information[g * k + g] += (nu * prior.scale[g]) / (2 * q.v[g])
    }
    return { d, gradient, information }
  }
  let point = at(prior.scale.map(Math.log))
  let slopes = slopesAt(point)
  let iterations = 0
  let converged = false
  let lastGain = Infinity
  const limit = options.maxIterations ?? 200
  while (iterations < limit) {
    iterations++
    const raw = solveSymmetric(slopes.information, slopes.gradient, terms + 1)
    let gain = 0
    for (let g = 0; g <= terms; g++) gain += raw[g] * slopes.gradient[g]
    if (gain < SETTLED || (gain < ROUNDING && gain > lastGain / 2)) {
      converged = true
      break
    }
    lastGain = gain
    const step = raw.map((x) => Math.min(1.5, Math.max(-1.5, x)))
    let next: ReturnType<typeof at> | null = null
    for (let tries = 0, f = 1; tries < 30; tries++, f /= 2) {
      const trial = at(point.logs.map((x, g) => x + f * step[g]))
      if (trial.objective <= point.objective + 1e-12 * Math.max(1, Math.abs(point.objective))) {
        next = trial
        break
      }
    }
    options.onStep?.(iterations, (next ?? point).objective)
    if (next === null) {
      converged = gain < 1e-8
      break
    }
    point = next
    slopes = slopesAt(point)
  }
  const k = terms + 1
  const errors = errorsFrom(slopes.information, k, () => false)
  return {
    problem,
    reduced: point.reduced,
    derivatives: slopes.d,
    variances: point.v,
    standardErrors: errors.map((e, g) => (e > 0 ? e * point.v[g] : e)),
    criterion: point.criterion,
    objective: point.objective,
    priorWeight: Float64Array.from(
      { length: k },
      (_, g) => nu / 2 / (nu / 2 + point.v[g] ** 2 * slopes.d.information[g * k + g]),
    ),
    betaOrthogonal: fixedSolution(point.reduced, shift),
    shift,
    iterations,
    converged,
    estimator: options.estimator,
  }
}
