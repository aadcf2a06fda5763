import type { MixedProblem } from '../../model/design'
import { planElimination, type Plan } from '../block-elimination'
import { priorOfOrthogonalDesign, type FixedPrior, type Prior } from '../prior'
import { leastSquares, withoutFixedPart } from '../fixed-part'
import { startingVariances } from '../starting-values'
import { singleThread, type WorkerPool } from './worker-pool'
import { RowKernels, type RowTask } from './row-kernels'
import type { CrossedSystem } from './crossed-system'
import type { CrossedData } from './crossed-workspace'
import type { RowArrangement } from './row-patterns'
import { IterativeReml } from './iterative-reml'
import { subsampleBlocks } from './subsample-blocks'

export interface IterativeOptions {
  seed: number
  estimator?: 'reml' | 'ml'
  prior?: Prior
  /** Draws per trace; default: as many as it takes to keep their error small, within reason. */
  samples?: number
  /** Who passes over the rows; default: the calling thread. */
  pool?: WorkerPool<CrossedData, RowTask>
  onStep?: (what: 'part' | 'all', iteration: number) => void
}

export interface IterativeFit {
  arrangement: RowArrangement
  system: CrossedSystem
  /** Per term, then the residual. */
  variances: Float64Array
  /** -1 where there is none. */
  standardErrors: Float64Array
  priorWeight: Float64Array | null
  /** Scaled crossed solution and fixed effects (orthogonal coordinates, shift included). */
  crossed: Float64Array
  betaOrthogonal: Float64Array
  /** Fixed effects without the shift that was taken off the response first. */
  fixedSolution: Float64Array
  /** Largest relative error of a variance that comes from drawing traces (one standard deviation). */
  samplingError: number
  iterations: number
  converged: boolean
}

/** Sizes of the partial fits that give a starting point, and from how many rows on each is made. */
const PARTS = [
  { rows: 200_000, from: 400_000 },
  { rows: 1_000_000, from: 4_000_000 },
]
const ROUGH = 2e-2

/** Why this path cannot fit a problem, as the end of a sentence; null when it can. */
export function iterativeRefusal(problem: MixedProblem, plan: Plan = planElimination(problem)): string | null {
  if (plan.crossedRandom === 0) return 'the model has nothing that crosses its largest term'
  const slope = plan.nested.find((t) => problem.random[t].slope !== null)
  if (slope !== undefined) return `the slope (${problem.random[slope].name}) varies within the term that is eliminated`
  return null
}

/**
 * REML, ML or the posterior mode under a prior for sizes where the crossed matrix is too large: average-information steps whose
 * solves are conjugate gradients and whose traces are drawn, with the same random numbers in every step, so that the answer
 * depends on the seed and nothing else. A fit of whole blocks of the data gives the starting point. The deviance (or
 * REML criterion) is not computed. Random intercepts, and slopes of terms that cross the largest one (see `iterativeRefusal`).
 */
export function fitIterative(problem: MixedProblem, options: IterativeOptions): IterativeFit {
  const plan = planElimination(problem)
  const refusal = iterativeRefusal(problem, plan)
  if (refusal !== null) throw new Error(`the iterative path cannot fit this: ${refusal}`)
  const pool = options.pool ?? singleThread(new RowKernels())
  const fixedPrior: FixedPrior | null = options.prior ? priorOfOrthogonalDesign(options.prior, problem.fixed) : null
  const shift = fixedPrior?.mean ?? leastSquares(problem)
  const y = withoutFixedPart(problem, shift)
  const settings = { ...options, pool, fixedPrior }
  let start: Float64Array | null = options.prior ? options.prior.scale.slice() : null
  for (const { rows, from } of PARTS) {
    if (problem.n < from) continue
    const part = subsampleBlocks(problem, y, plan.primary, rows)
    const rough = new IterativeReml(part.problem, part.y, { ...settings, samples: 2 }, 'part')
    rough.run(start ?? startingVariances(part.problem, part.y), ROUGH)
    start = rough.variances
  }
  const fitter = new IterativeReml(problem, y, settings, 'all')
  const converged = fitter.run(start ?? startingVariances(problem, y))
  fitter.finish()
  return {
    arrangement: fitter.arrangement,
    system: fitter.system,
    variances: fitter.variances,
    standardErrors: fitter.errors,
    priorWeight: fitter.priorWeight,
    crossed: fitter.solution,
    betaOrthogonal: Float64Array.from(shift, (b, k) => b + fitter.fixed[k]),
    fixedSolution: fitter.fixed,
    samplingError: fitter.samplingError,
    iterations: fitter.iterations,
    converged,
  }
}
