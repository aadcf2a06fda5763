import { solveSymmetric } from '../linear-algebra/small-systems'
import type { MixedProblem } from '../model/design'
import type { EliminationBlocks } from './block-elimination'
import { dampedNewton } from './damped-newton'
import { factorEquations, type FactoredEquations } from './factored-equations'
import { fixedSolution, type FitOptions, type MixedFit } from './mixed-fit'
import { derivatives, type Derivatives } from './score-and-information'
import { startingVariances } from './starting-values'
import { standardErrors } from './variance-steps'

/** Smallest variance ratio used while iterating: below it a term is at the boundary, and is exactly 0 in the answer. */
const FLOOR = 1e-9
/** Largest variance ratio: beyond it the residual variance cannot be told from 0. */
const CEILING = 1e9
/** Newton decrement (predicted decrease of -2 log REML or -2 ln L) below which a fit has settled. */
const SETTLED = 1e-17
/** The same where a step is expensive; variances are then still right to a millionth of their standard error. */
const SETTLED_LARGE = 1e-12
const LARGE = 500
/** A step leaves at least this share of the residual variance. */
const LEAST_RESIDUAL = 0.1
/** A ratio grows in one step at most to this multiple of itself and a small offset, which lets it leave the boundary. */
const STRETCH = 25
const OFFSET = 0.04

/** Variances as ratios to the residual variance `s2`, which is profiled out, and the equations solved at them. */
interface Point {
  lambda: Float64Array
  s2: number
  reduced: FactoredEquations
  objective: number
}

/**
 * REML or ML estimates of the variances by average-information steps; a component at the boundary is exactly 0.
 * @param shift fixed part that `blocks.y` is less, in orthogonal coordinates
 * @see Gilmour, Thompson & Cullis (1995), Biometrics 51:1440-1450
 */
export function fitLikelihood(blocks: EliminationBlocks, options: FitOptions, shift: Float64Array): MixedFit {
  const { problem } = blocks
  const terms = problem.random.length
  const ml = options.estimator === 'ml'
  const freedom = problem.n - (ml ? 0 : problem.fixed.p)
  const meanSquare = meanSquares(problem)
  const logDetBasis = ml ? 0 : logDeterminantOfBasis(problem)
  const at = (lambda: Float64Array): Point => {
    const reduced = factorEquations(blocks, lambda, null)
    const s2 = reduced.rss / freedom
    const objective =
      freedom * (Math.log(2 * Math.PI * s2) + 1) +
      reduced.logDetNested +
      reduced.logDetRandom +
      (ml ? 0 : reduced.logDetFixed + logDetBasis)
    return { lambda, s2, reduced, objective }
  }
  const bound = (g: number, ratio: number) => Math.min(Math.max(ratio, FLOOR / meanSquare[g]), CEILING / meanSquare[g])
  const atFloor = ({ lambda }: Point, g: number) => lambda[g] * meanSquare[g] <= FLOOR * 1.0001

  const start = startingVariances(problem, blocks.y)
  const found = dampedNewton({
    start: at(Float64Array.from({ length: terms }, (_, g) => bound(g, start[g] / start[terms]))),
    settled: blocks.crossed > LARGE ? SETTLED_LARGE : SETTLED,
    // Without a random term the residual variance has a closed form.
    maxIterations: terms === 0 ? 0 : options.maxIterations,
    onStep: options.onStep,
    derivativesAt: ({ reduced, s2 }) => derivatives(reduced, s2, ml, null),
    direction: (point, scoreAndInformation) => {
      const { step, decrement } = boundedNewtonStep(
        variancesAt(point),
        scoreAndInformation,
        (g) => g < terms && atFloor(point, g),
      )
      const { lambda, s2 } = point
      const least = (LEAST_RESIDUAL - 1) * s2
      return {
        decrement,
        longest: step[terms] < least ? least / step[terms] : 1,
        along: (fraction) => {
          const nextS2 = s2 + fraction * step[terms]
          const next = lambda.map((l, g) =>
            bound(g, Math.min((l * s2 + fraction * step[g]) / nextS2, STRETCH * (l + OFFSET / meanSquare[g]))),
          )
          return at(next)
        },
      }
    },
  })
  const zero = Array.from({ length: terms }, (_, g) => atFloor(found.point, g))
  const free = Array.from({ length: terms + 1 }, (_, g) => g).filter((g) => !zero[g])
  const point = zero.some(Boolean) ? at(found.point.lambda.map((l, g) => (zero[g] ? 0 : l))) : found.point
  // Of ML the whole inverse is needed only at the answer; where a ratio is 0 the score is not read.
  const finalDerivatives =
    ml || zero.some(Boolean) ? derivatives(point.reduced, point.s2, false, null) : found.derivatives
  const unbounded = point.lambda.some((l, g) => l * meanSquare[g] >= CEILING * 0.999)
  return {
    problem,
    reduced: point.reduced,
    derivatives: finalDerivatives,
    variances: variancesAt(point),
    standardErrors: standardErrors(found.derivatives.information, free, terms + 1),
    minusTwoLogLik: point.objective,
    objective: point.objective,
    priorWeight: null,
    betaOrthogonal: fixedSolution(point.reduced, shift),
    shift,
    iterations: found.iterations,
    converged: (found.converged || terms === 0) && !unbounded,
    estimator: options.estimator,
  }
}

const variancesAt = ({ lambda, s2 }: Point) => Float64Array.of(...lambda.map((l) => l * s2), s2)

/** Mean square of each term's covariate (1 for an intercept), which makes variance ratios of different terms comparable. */
function meanSquares(problem: MixedProblem): Float64Array {
  return Float64Array.from(problem.random, ({ slope }) => {
    if (slope === null) return 1
    let s = 0
    for (let i = 0; i < problem.n; i++) s += slope[i] ** 2
    return s > 0 ? s / problem.n : 1
  })
}

/** 2 log |det R| of X = Q R: what log |X'V^-1 X| has beyond log |Q'V^-1 Q|, X being the design of the fixed effects. */
function logDeterminantOfBasis(problem: MixedProblem): number {
  const { p, r } = problem.fixed
  let s = 0
  for (let k = 0; k < p; k++) s += Math.log(Math.abs(r[k * p + k]))
  return 2 * s
}

/**
 * Newton step over the free components, with its decrement s'step. `held` has the step of each component that is not free: 0 at
 * the boundary with a score that is not positive, minus the variance for one that the step would make negative; null if free.
 */
function boundedNewtonStep(
  variances: Float64Array,
  { score, information }: Derivatives,
  atFloor: (g: number) => boolean,
): { step: Float64Array; decrement: number } {
  const k = variances.length
  const terms = k - 1
  const held: (number | null)[] = Array.from({ length: k }, (_, g) => (atFloor(g) && score[g] <= 0 ? 0 : null))
  for (;;) {
    const free = held.flatMap((value, g) => (value === null ? [g] : []))
    const m = free.length
    const a = new Float64Array(m * m)
    const b = new Float64Array(m)
    free.forEach((g, i) => {
      b[i] = score[g]
      held.forEach((value, h) => {
        if (value !== null) b[i] -= information[g * k + h] * value
      })
      free.forEach((h, j) => (a[i * m + j] = information[g * k + h]))
    })
    const x = solveSymmetric(a, b, m)
    const step = new Float64Array(k)
    held.forEach((value, g) => (step[g] = value ?? 0))
    free.forEach((g, i) => (step[g] = x[i]))
    const negative = free.filter((g) => g < terms && variances[g] + step[g] < 0)
    if (negative.length === 0) return { step, decrement: step.reduce((sum, s, g) => sum + score[g] * s, 0) }
    for (const g of negative) held[g] = -variances[g]
  }
}
