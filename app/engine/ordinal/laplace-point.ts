import type { Factored } from './curvature'
import type { InverseParts } from './curvature-inverse'

/**
 * Parameters of the model on the scale of the orthogonal design: rising thresholds (against the centred columns), coefficients
 * of the columns after the intercept, and one standard deviation per random term.
 */
export interface Parameters {
  thresholds: Float64Array
  coefficients: Float64Array
  sd: Float64Array
}

/** The Laplace approximation at one point. */
export interface LaplacePoint {
  parameters: Parameters
  /** Mode of the standardised effects (effect = sd x this), over the places of the layout. */
  mode: Float64Array
  factored: Factored
  /** ln L, all constants included. */
  logLik: number
}

/** Gradient of ln L; for the sds, over their logarithms. */
export interface LaplaceGradient {
  thresholds: Float64Array
  coefficients: Float64Array
  logSd: Float64Array
  parts: InverseParts
}
