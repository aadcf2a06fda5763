import type { MixedProblem } from '../model/design'
import { arrange, planElimination } from './block-elimination'
import { leastSquares, withoutFixedPart } from './fixed-part'
import { fitLikelihood } from './fit-likelihood'
import { fitPosteriorMode } from './fit-posterior-mode'
import { NotEstimable, type FitOptions, type MixedFit } from './mixed-fit'
import { priorOfOrthogonalDesign } from './prior'

/**
 * Fits a linear mixed model exactly: REML or ML by average-information steps, or with a prior the mode of the marginal
 * posterior of the log variances. A component whose estimate would be negative is held at 0 and tested again at every step; a step that
 * worsens the objective is shortened.
 * Units: variances in squared units of y (for a slope, divided by the covariate's squared units).
 * @throws NotEstimable when y does not vary or there are no more rows than fixed effects (and no prior).
 * @see Patterson & Thompson (1971), Biometrika 58:545-554 (REML)
 * @see Gilmour, Thompson & Cullis (1995), Biometrics 51:1440-1450 (average information; the equations are solved by blocks
 * here, not by their general sparse elimination)
 */
export function fitMixed(problem: MixedProblem, options: FitOptions): MixedFit {
  const { prior } = options
  if (prior) {
    const fixedPrior = priorOfOrthogonalDesign(prior, problem.fixed)
    const y = withoutFixedPart(problem, fixedPrior.mean)
    return fitPosteriorMode(arrange(problem, planElimination(problem), y), options, prior, fixedPrior)
  }
  const shift = leastSquares(problem)
  const y = withoutFixedPart(problem, shift)
  refuseWithoutVariation(problem, y)
  return fitLikelihood(arrange(problem, planElimination(problem), y), options, shift)
}

function refuseWithoutVariation({ n, fixed, y: response }: MixedProblem, y: Float64Array): void {
  if (n <= fixed.p)
    throw new NotEstimable(
      'TOO_FEW_ROWS',
      `too few rows (${n}) for the fixed effects (${fixed.p}) and a residual; give more ratings, or use a prior`,
    )
  let ss = 0
  let total = 0
  for (let i = 0; i < n; i++) {
    ss += y[i] ** 2
    total += response[i] ** 2
  }
  if (ss <= 1e-20 * total || ss === 0)
    throw new NotEstimable(
      'NO_VARIATION',
      'the values do not vary beyond the fixed effects, so no variance can be estimated',
    )
}
