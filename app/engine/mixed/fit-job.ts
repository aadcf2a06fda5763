import type { MixedProblem } from '../model/design'
import { fitMixed } from './fit-mixed'
import type { FitOptions } from './mixed-fit'
import { posteriorOf, toOrthogonal, type TermEffects } from './posterior'
import type { Prior } from './prior'
import { residualShares, residualShareWork, scoreColumns, type ColumnScore, type SparseColumn } from './score-tests'

/** A linear combination whose posterior is wanted: raw fixed effects (length p, or null for none) and random effects. */
export interface CombinationQuery {
  x: Float64Array | null
  effects: { term: number; level: number; weight: number }[]
}

/**
 * A whole fit as plain data, so that it can be sent to a thread. Each group of combinations comes back with its joint posterior;
 * combinations of two groups are not related to each other.
 */
export interface MixedJob {
  problem: MixedProblem
  estimator: 'reml' | 'ml'
  prior?: Prior
  groups: CombinationQuery[][]
  /** Columns to be scored as if they were further effects. */
  columns?: SparseColumn[]
  /** Whether the expected size of each residual is wanted (left out where it would cost more than the fit). */
  rowShares?: boolean
}

export interface MixedAnswer {
  /** Variance per term, then the residual's. */
  variances: Float64Array
  /** -1 where there is none. */
  standardErrors: Float64Array
  priorWeight: Float64Array | null
  minusTwoLogLik: number
  objective: number
  iterations: number
  converged: boolean
  /** Raw fixed effects. */
  fixed: { estimate: Float64Array; se: Float64Array }
  effects: TermEffects[]
  residuals: Float64Array
  /** Per group: means, and the covariance matrix, row-major. */
  groups: { mean: Float64Array; covariance: Float64Array }[]
  columns: ColumnScore[]
  /** s2 P_ii per row, or null where not asked for or too costly. */
  rowShares: Float64Array | null
}

const ROW_SHARE_LIMIT = 2e9

/** Fits and answers every query. Throws `NotEstimable` as `fitMixed` does. */
export function solveMixed(job: MixedJob, onStep?: FitOptions['onStep']): MixedAnswer {
  const fit = fitMixed(job.problem, {
    estimator: job.estimator,
    ...(job.prior && { prior: job.prior }),
    ...(onStep && { onStep }),
  })
  const posterior = posteriorOf(fit)
  const { p, r } = job.problem.fixed
  return {
    variances: fit.variances,
    standardErrors: fit.standardErrors,
    priorWeight: fit.priorWeight,
    minusTwoLogLik: fit.minusTwoLogLik,
    objective: fit.objective,
    iterations: fit.iterations,
    converged: fit.converged,
    fixed: posterior.fixed(),
    effects: job.problem.random.map((_, t) => posterior.effects(t)),
    residuals: fit.derivatives.residuals,
    groups: job.groups.map((combinations) => {
      const projected = combinations.map((f) =>
        posterior.project({ fixed: f.x === null ? null : toOrthogonal(f.x, r, p), effects: f.effects }),
      )
      const k = combinations.length
      const covariance = new Float64Array(k * k)
      for (let a = 0; a < k; a++) {
        for (let b = 0; b <= a; b++) {
          covariance[a * k + b] = covariance[b * k + a] = posterior.covariance(projected[a], projected[b])
        }
      }
      return { mean: Float64Array.from(projected, (f) => f.mean), covariance }
    }),
    columns: scoreColumns(fit, job.columns ?? []),
    rowShares: job.rowShares && residualShareWork(fit) < ROW_SHARE_LIMIT ? residualShares(fit) : null,
  }
}
