import { cholesky, inverseFromCholesky } from '../linear-algebra/dense'
import type { ValueAndGradient } from './bfgs'
import type { Laplace } from './laplace'
import { congruence, type ParameterVector } from './parameter-vector'
import type { OrdinalProblem } from './problem'

/**
 * Scaled inverse chi-squared prior of every variance (degrees of freedom, scale per term), and normal with mean 0 and
 * `covariance` for the raw coefficients after the intercept (row-major). Thresholds have none. The answer is then the mode
 * over the log variances instead of maximum likelihood: no variance is ever 0, and separation leaves no coefficient open.
 */
export interface OrdinalPrior {
  nu: number
  scale: ArrayLike<number>
  covariance: Float64Array
}

/** gamma = R beta, so the covariance of the coefficients turns with R (its part after the intercept). */
export function coefficientPrecision({ mixed }: OrdinalProblem, covariance: Float64Array): Float64Array {
  const { p, r } = mixed.fixed
  const k = p - 1
  const turn = Float64Array.from({ length: k * k }, (_, i) => r[(1 + Math.floor(i / k)) * p + 1 + (i % k)])
  const turned = congruence(turn, k, covariance, k)
  cholesky(turned, k)
  return inverseFromCholesky(turned, k)
}

/** Adds the prior's precision to an information matrix over thresholds, then coefficients. */
export function addPrecision(information: Float64Array, thresholds: number, precision: Float64Array | null): void {
  if (precision === null) return
  const k = Math.sqrt(precision.length)
  const q = thresholds + k
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) information[(thresholds + i) * q + thresholds + j] += precision[i * k + j]
}

/** -ln L with its gradient, the prior's penalty included, over a packed vector. */
export function negativeLogLikelihood(
  laplace: Laplace,
  packing: ParameterVector,
  prior: OrdinalPrior | undefined,
  precision: Float64Array | null,
): ValueAndGradient {
  return (x) => {
    const parameters = packing.unpack(x)
    const point = laplace.at(parameters)
    if (point === null) return null
    const likelihood = laplace.gradient(point)
    let value = -point.logLik
    const logSd = likelihood.logSd.slice()
    const coefficients = likelihood.coefficients.slice()
    if (prior && precision) {
      const k = coefficients.length
      for (let i = 0; i < k; i++) {
        let priorGradient = 0
        for (let j = 0; j < k; j++) priorGradient += precision[i * k + j] * parameters.coefficients[j]
        coefficients[i] -= priorGradient
        value += (parameters.coefficients[i] * priorGradient) / 2
      }
      parameters.sd.forEach((s, t) => {
        const share = prior.scale[t] / (s * s)
        value += (prior.nu / 2) * (2 * Math.log(s) + share)
        logSd[t] -= prior.nu * (1 - share)
      })
    }
    const gradient = packing.chain(x, likelihood.thresholds, coefficients, logSd)
    return { value, gradient: gradient.map((g) => -g) }
  }
}
