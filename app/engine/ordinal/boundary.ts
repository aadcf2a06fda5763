import type { Laplace } from './laplace'
import type { Parameters } from './laplace-point'

/** A term whose variance is below this share of the noise's is tested for being 0. */
const SMALL = 2e-2
/** The sd, in units of the noise's, at which the derivative by the variance is taken for the one at 0. */
const NEAR_ZERO = 1e-3

/**
 * Puts a term's sd to 0 (or takes it off 0) where the likelihood says so; null when everything stays.
 * @param noiseUnit the noise's sd in units of each term's effects
 */
export function settleBoundary(
  laplace: Laplace,
  parameters: Parameters,
  free: ReadonlySet<number>,
  noiseUnit: Float64Array,
): { parameters: Parameters; free: Set<number> } | null {
  const here = laplace.at(parameters)
  if (here === null) throw new Error('the fit ended where the likelihood is not defined')
  const small = [...free].filter((t) => parameters.sd[t] ** 2 < SMALL * noiseUnit[t] ** 2)
  for (const t of small) {
    const sd = parameters.sd.slice()
    sd[t] = 0
    const without = laplace.at({ ...parameters, sd })
    if (
      without !== null &&
      without.logLik >= here.logLik - 1e-8 &&
      gradientAtZero(laplace, { ...parameters, sd }, t, noiseUnit) <= 0
    )
      return { parameters: { ...parameters, sd }, free: new Set([...free].filter((g) => g !== t)) }
  }
  for (let t = 0; t < noiseUnit.length; t++) {
    if (free.has(t) || gradientAtZero(laplace, parameters, t, noiseUnit) <= 1e-6) continue
    const sd = parameters.sd.slice()
    sd[t] = 0.1 * noiseUnit[t]
    return { parameters: { ...parameters, sd }, free: new Set([...free, t]) }
  }
  return null
}

/** d ln L by the logarithm of an sd near 0, over its square: the sign of the derivative by the variance there. */
function gradientAtZero(laplace: Laplace, parameters: Parameters, t: number, noiseUnit: Float64Array): number {
  const sd = parameters.sd.slice()
  sd[t] = NEAR_ZERO * noiseUnit[t]
  const point = laplace.at({ ...parameters, sd })
  return point === null ? 0 : laplace.gradient(point).logSd[t] / NEAR_ZERO ** 2
}
