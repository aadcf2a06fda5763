import { cholesky, inverseFromCholesky, logDeterminant } from '../linear-algebra/dense'
import type { FixedDesign } from '../model/design'

/**
 * Prior of a mixed model: every variance a scaled inverse chi-squared (`nu` degrees of freedom, scale `scale[g]`, the residual
 * last), the raw fixed effects normal with mean `mean` and covariance `covariance` (p x p, row-major).
 */
export interface Prior {
  nu: number
  scale: Float64Array
  mean: Float64Array
  covariance: Float64Array
}

/** The prior of the fixed effects in the coordinates of the orthogonalised design. */
export interface FixedPrior {
  mean: Float64Array
  /** Inverse covariance. */
  precision: Float64Array
  logDetCovariance: number
}

/** beta_orthogonal = R beta_raw, so mean and covariance turn with R. */
export function priorOfOrthogonalDesign(prior: Prior, fixed: FixedDesign): FixedPrior {
  const { p, r } = fixed
  const mean = new Float64Array(p)
  const half = new Float64Array(p * p)
  for (let i = 0; i < p; i++) {
    for (let k = i; k < p; k++) {
      mean[i] += r[i * p + k] * prior.mean[k]
      for (let j = 0; j < p; j++) half[i * p + j] += r[i * p + k] * prior.covariance[k * p + j]
    }
  }
  const turned = new Float64Array(p * p)
  for (let i = 0; i < p; i++)
    for (let j = 0; j < p; j++) for (let k = j; k < p; k++) turned[i * p + j] += half[i * p + k] * r[j * p + k]
  cholesky(turned, p)
  return { mean, precision: inverseFromCholesky(turned, p), logDetCovariance: logDeterminant(turned, p) }
}
