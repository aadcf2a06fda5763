import { symmetricEigen } from '../linear-algebra/symmetric-eigen'
import type { ValueAndGradient } from './bfgs'

const DIFFERENCE = 1e-4
/**
 * Eigenvalues of the curvature below this belong to directions in which the likelihood only flattens out: complete separation
 * sends a parameter to infinity. What the data say anything about has a curvature of at least about .1; rounding leaves 1e-8.
 */
const FLAT = 1e-5
/** Below minus this, a direction goes down: there is no minimum. Between, it is as flat as the optimiser left it. */
const DOWN = 1e-3

/** Second derivatives by central differences of exact gradients; null where a neighbour is not defined. */
export function curvatureAt(f: ValueAndGradient, x: Float64Array): Float64Array | null {
  const m = x.length
  const out = new Float64Array(m * m)
  for (let i = 0; i < m; i++) {
    const side = (sign: number) => {
      const at = x.slice()
      at[i] += sign * DIFFERENCE
      return f(at)
    }
    const up = side(1)
    const down = side(-1)
    if (up === null || down === null) return null
    for (let j = 0; j < m; j++) out[i * m + j] = (up.gradient[j] - down.gradient[j]) / (2 * DIFFERENCE)
  }
  for (let i = 0; i < m; i++)
    for (let j = 0; j < i; j++) out[i * m + j] = out[j * m + i] = (out[i * m + j] + out[j * m + i]) / 2
  return out
}

export interface Uncertainty {
  /** Covariance over the directions the data determine. */
  covariance: Float64Array
  /** Unit vectors of the directions they leave open. */
  open: Float64Array[]
}

/** Inverts a curvature matrix over the directions it determines; null when it is not that of a minimum. */
export function uncertaintyOf(curvature: Float64Array, m: number): Uncertainty | null {
  const { values, vectors } = symmetricEigen(curvature, m)
  if (values.some((v) => !(v > -DOWN))) return null
  const covariance = new Float64Array(m * m)
  const open: Float64Array[] = []
  values.forEach((v, e) => {
    const vector = vectors.slice(e * m, (e + 1) * m)
    if (v < FLAT) {
      open.push(vector)
      return
    }
    for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) covariance[i * m + j] += (vector[i] * vector[j]) / v
  })
  return { covariance, open }
}

/** Leading k x k part of an m x m matrix. */
export function leading(a: Float64Array, m: number, k: number): Float64Array {
  const out = new Float64Array(k * k)
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) out[i * k + j] = a[i * m + j]
  return out
}
