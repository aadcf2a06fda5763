import { solveSymmetric } from '../linear-algebra/small-systems'
import type { EliminationBlocks } from './block-elimination'
import { dampedNewton } from './damped-newton'
import { factorEquations } from './factored-equations'
import { fixedSolution, type FitOptions, type MixedFit } from './mixed-fit'
import type { FixedPrior, Prior } from './prior'
import { derivatives } from './score-and-information'
import { LONGEST_LOG_STEP, posteriorDerivatives, priorWeights, standardErrors } from './variance-steps'

/** Newton decrement (predicted decrease of -2 log posterior) below which a fit has settled. */
const SETTLED = 1e-17

/** Fits a linear mixed model with a prior: the mode of the marginal posterior over the logarithms of the variances. */
export function fitPosteriorMode(
  blocks: EliminationBlocks,
  options: FitOptions,
  prior: Prior,
  fixedPrior: FixedPrior,
): MixedFit {
  const { problem } = blocks
  const terms = problem.random.length
  const k = terms + 1
  const { n } = problem
  const { p } = problem.fixed
  const at = (logs: Float64Array) => {
    const variances = logs.map(Math.exp)
    const s2 = variances[terms]
    const precision = fixedPrior.precision.map((x) => x * s2)
    const lambda = variances.subarray(0, terms).map((x) => x / s2)
    const reduced = factorEquations(blocks, lambda, precision)
    const minusTwoLogLik =
      n * Math.log(2 * Math.PI * s2) +
      reduced.rss / s2 +
      reduced.logDetNested +
      reduced.logDetRandom +
      reduced.logDetFixed +
      fixedPrior.logDetCovariance -
      p * Math.log(s2)
    let penalty = 0
    for (let g = 0; g <= terms; g++) penalty += prior.nu * (logs[g] + prior.scale[g] / variances[g])
    return { logs, variances, s2, reduced, precision, minusTwoLogLik, objective: minusTwoLogLik + penalty }
  }
  const found = dampedNewton({
    start: at(prior.scale.map(Math.log)),
    settled: SETTLED,
    maxIterations: options.maxIterations,
    onStep: options.onStep,
    derivativesAt: ({ reduced, s2, precision, variances }) => {
      const likelihood = derivatives(reduced, s2, false, precision)
      return { likelihood, ...posteriorDerivatives(variances, likelihood, prior) }
    },
    direction: ({ logs }, { gradient, curvature }) => {
      const newton = solveSymmetric(curvature, gradient, k)
      const step = newton.map((x) => Math.min(LONGEST_LOG_STEP, Math.max(-LONGEST_LOG_STEP, x)))
      return {
        decrement: newton.reduce((sum, x, g) => sum + x * gradient[g], 0),
        longest: 1,
        along: (fraction) => at(logs.map((x, g) => x + fraction * step[g])),
      }
    },
  })
  const { point, derivatives: atMode } = found
  const all = Array.from({ length: k }, (_, g) => g)
  return {
    problem,
    reduced: point.reduced,
    derivatives: atMode.likelihood,
    variances: point.variances,
    // From the errors of the logarithms.
    standardErrors: standardErrors(atMode.curvature, all, k).map((e, g) => (e > 0 ? e * point.variances[g] : e)),
    minusTwoLogLik: point.minusTwoLogLik,
    objective: point.objective,
    priorWeight: priorWeights(point.variances, atMode.likelihood.information, prior),
    betaOrthogonal: fixedSolution(point.reduced, fixedPrior.mean),
    shift: fixedPrior.mean,
    iterations: found.iterations,
    converged: found.converged,
    estimator: options.estimator,
  }
}
