import { normalCdf, normalDensity } from '../probability/normal'
import { linkCdf, linkDensity, type Link } from './link'

/** Distribution of the noise plus further normal effects of a given variance. */
export interface AveragedNoise {
  cdf: (x: number) => number
  density: (x: number) => number
}

const HALF_RANGE = 8.5
const STEP = 0.4

/**
 * The latent noise with independent normal effects of variance `spread` added: normal again for the probit link; for the
 * logit link an average over equally spaced values, whose error is below 1e-8 (the rule converges exponentially for smooth
 * functions under a normal density).
 */
export function averagedNoise(link: Link, spread: number): AveragedNoise {
  if (spread <= 0) return { cdf: (x) => linkCdf(link, x), density: (x) => linkDensity(link, x) }
  if (link === 'probit') {
    const sd = Math.sqrt(1 + spread)
    return { cdf: (x) => normalCdf(x / sd), density: (x) => normalDensity(x / sd) / sd }
  }
  const sd = Math.sqrt(spread)
  const step = STEP / Math.max(1, sd / 2)
  const half = Math.ceil(HALF_RANGE / step)
  const weight = Float64Array.from({ length: 2 * half + 1 }, (_, k) => normalDensity((k - half) * step))
  const total = weight.reduce((s, w) => s + w, 0)
  const average = (f: (link: Link, x: number) => number, x: number) => {
    let s = 0
    for (let k = 0; k < weight.length; k++) s += weight[k] * f(link, x - sd * step * (k - half))
    return s / total
  }
  return { cdf: (x) => average(linkCdf, x), density: (x) => average(linkDensity, x) }
}

export interface ExpectedCategory {
  value: number
  /** Its derivative by the linear predictor; by threshold k it is `byThreshold[k]`. The derivatives add up to 0. */
  derivative: number
  byThreshold: Float64Array
}

/** Mean of the category's value at linear predictor `eta`: from values[0] up to the last, rising with eta. */
export function expectedCategory(
  noise: AveragedNoise,
  values: Float64Array,
  thresholds: Float64Array,
  eta: number,
): ExpectedCategory {
  let value = values[0]
  let derivative = 0
  const byThreshold = new Float64Array(thresholds.length)
  for (let k = 0; k < thresholds.length; k++) {
    const height = values[k + 1] - values[k]
    value += height * noise.cdf(eta - thresholds[k])
    byThreshold[k] = -height * noise.density(eta - thresholds[k])
    derivative -= byThreshold[k]
  }
  return { value, derivative, byThreshold }
}

/**
 * The common shift of all predictors in `etas` at which their weighted mean expected value is `target`: -Infinity and Infinity
 * for a target at or beyond the ends, which no finite shift reaches.
 */
export function shiftTo(
  noise: AveragedNoise,
  values: Float64Array,
  thresholds: Float64Array,
  etas: readonly number[],
  weights: readonly number[],
  target: number,
): number {
  if (target <= values[0]) return -Infinity
  if (target >= values[values.length - 1]) return Infinity
  let low = -Infinity
  let high = Infinity
  let shift = 0
  for (let step = 0; step < 200; step++) {
    let value = 0
    let derivative = 0
    etas.forEach((eta, k) => {
      const at = expectedCategory(noise, values, thresholds, eta + shift)
      value += weights[k] * at.value
      derivative += weights[k] * at.derivative
    })
    if (value < target) low = shift
    else high = shift
    const newton = derivative > 1e-300 ? shift - (value - target) / derivative : Number.NaN
    const next =
      newton > low && newton < high && Math.abs(newton - shift) < 10
        ? newton
        : low === -Infinity
          ? high - 4 * (1 + Math.abs(high))
          : high === Infinity
            ? low + 4 * (1 + Math.abs(low))
            : (low + high) / 2
    if (Math.abs(next - shift) <= 1e-11 * Math.max(1, Math.abs(shift))) return next
    shift = next
  }
  return shift
}
