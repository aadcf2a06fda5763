import type { MixedProblem } from '../../model/design'
import type { Prior } from '../prior'
import type { TermEffects } from '../posterior'
import type { WorkerPool } from './worker-pool'
import { fitIterative, type IterativeOptions } from './fit-iterative'
import type { RowTask } from './row-kernels'
import { ApproximatePosterior, type BlockCombinations } from './approximate-posterior'
import type { CrossedData } from './crossed-workspace'

/** A whole iterative fit as plain data, so that it can be sent to a thread. */
export interface IterativeJob {
  problem: MixedProblem
  seed: number
  estimator: 'reml' | 'ml'
  prior: Prior | undefined
  /** Terms whose effects are wanted. */
  effects: number[]
  /** Combinations for every level of the term `primary`; the error of their sds is computed in `checks` blocks. */
  combinations: { primary: number; blockCombinations: BlockCombinations; weights: number[]; checks: number } | null
}

export interface IterativeAnswer {
  variances: Float64Array
  standardErrors: Float64Array
  samplingError: number
  iterations: number
  converged: boolean
  fixed: { estimate: Float64Array; se: Float64Array }
  effects: (TermEffects | null)[]
  /** For `unpackCombinations`; null where the levels of `primary` are not what the fit eliminates one by one. */
  combinations: { count: number; packed: Float64Array; sdError: number | null } | null
}

export function solveIterative(
  { problem, seed, estimator, prior, effects, combinations }: IterativeJob,
  onStep: IterativeOptions['onStep'],
  pool?: WorkerPool<CrossedData, RowTask>,
): IterativeAnswer {
  const fit = fitIterative(problem, {
    seed,
    estimator,
    ...(prior && { prior }),
    ...(onStep && { onStep }),
    ...(pool && { pool: pool }),
  })
  const posterior = new ApproximatePosterior(fit)
  const wanted = combinations !== null && combinations.primary === fit.arrangement.plan.primary ? combinations : null
  const posteriors = wanted && posterior.combinations(wanted.blockCombinations)
  const sdError =
    wanted && posteriors && posterior.largestSdError(wanted.blockCombinations, wanted.weights, wanted.checks)
  return {
    variances: fit.variances,
    standardErrors: fit.standardErrors,
    samplingError: fit.samplingError,
    iterations: fit.iterations,
    converged: fit.converged,
    fixed: posterior.fixed(),
    effects: problem.random.map((_, t) => (effects.includes(t) ? posterior.effects(t) : null)),
    combinations: posteriors && { count: posteriors.count, packed: posteriors.packed, sdError },
  }
}
