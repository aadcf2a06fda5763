import type { MixedProblem } from '../model/design'
import type { FactoredEquations } from './factored-equations'
import type { Prior } from './prior'
import type { Derivatives } from './score-and-information'

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
  minusTwoLogLik: number
  /** What was minimised: `minusTwoLogLik`, plus the penalty of a prior on the variances. */
  objective: number
  /** Weight of the prior in each variance (see `priorWeights`), or null without a prior. */
  priorWeight: Float64Array | null
  /** Fixed effects in orthogonal coordinates. */
  betaOrthogonal: Float64Array
  /** Known part taken off the response before solving, in orthogonal coordinates. */
  shift: Float64Array
  iterations: number
  converged: boolean
  estimator: 'reml' | 'ml'
}

/** Thrown when the model cannot be estimated from the data; the message says why. */
export class NotEstimable extends Error {
  readonly code: 'NO_VARIATION' | 'TOO_FEW_ROWS' | 'NO_NOISE'
  constructor(code: NotEstimable['code'], message: string) {
    super(message)
    this.name = 'NotEstimable'
    this.code = code
  }
}

/** Fixed effects of a solution, in orthogonal coordinates: what was taken off beforehand plus what the equations found. */
export function fixedSolution(reduced: FactoredEquations, shift: Float64Array): Float64Array {
  return Float64Array.from(shift, (b, k) => b + reduced.crossedSolution[reduced.blocks.crossedRandom + k])
}
