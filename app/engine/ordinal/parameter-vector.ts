import type { Parameters } from './laplace-point'
import type { OrdinalProblem } from './problem'

/** Parameters as one unbounded vector: first threshold, logs of the steps between them, coefficients, logs of the free sd's. */
export class ParameterVector {
  readonly thresholds: number
  readonly coefficients: number
  /** Terms whose sd is a parameter; the others are 0. */
  readonly free: number[]
  readonly length: number
  private readonly terms: number

  constructor({ mixed, values }: OrdinalProblem, free: ReadonlySet<number>) {
    this.thresholds = values.length - 1
    this.coefficients = mixed.fixed.p - 1
    this.terms = mixed.random.length
    this.free = [...free].sort((a, b) => a - b)
    this.length = this.thresholds + this.coefficients + this.free.length
  }

  /** Thresholds and coefficients together: what is left without the sd's. */
  get location(): number {
    return this.thresholds + this.coefficients
  }

  pack({ thresholds, coefficients, sd }: Parameters): Float64Array {
    const x = new Float64Array(this.length)
    thresholds.forEach((t, k) => (x[k] = k === 0 ? t : Math.log(t - thresholds[k - 1])))
    x.set(coefficients, this.thresholds)
    this.free.forEach((t, i) => (x[this.location + i] = Math.log(sd[t])))
    return x
  }

  unpack(x: Float64Array): Parameters {
    const thresholds = x.slice(0, this.thresholds)
    for (let k = 1; k < thresholds.length; k++) thresholds[k] = thresholds[k - 1] + Math.exp(x[k])
    const sd = new Float64Array(this.terms)
    this.free.forEach((t, i) => (sd[t] = Math.exp(x[this.location + i])))
    return { thresholds, coefficients: x.slice(this.thresholds, this.location), sd }
  }

  /** How thresholds and coefficients (rows) move with the first `location` entries of the vector (columns). */
  jacobian(x: Float64Array): Float64Array {
    const q = this.location
    const out = new Float64Array(q * q)
    for (let j = 0; j < q; j++) {
      if (j >= this.thresholds) out[j * q + j] = 1
      else for (let i = 0; i <= j; i++) out[j * q + i] = i === 0 ? 1 : Math.exp(x[i])
    }
    return out
  }

  /** Gradient over the vector, from the derivatives by thresholds, coefficients and the logs of the sd's. */
  chain(x: Float64Array, thresholds: Float64Array, coefficients: Float64Array, logSd: Float64Array): Float64Array {
    const g = new Float64Array(this.length)
    let above = 0
    for (let k = this.thresholds - 1; k >= 0; k--) {
      above += thresholds[k]
      g[k] = k === 0 ? above : above * Math.exp(x[k])
    }
    g.set(coefficients, this.thresholds)
    this.free.forEach((t, i) => (g[this.location + i] = logSd[t]))
    return g
  }
}

/** a M a' for each row pair of `a` (rows x k) and a symmetric M (k x k). */
export function congruence(a: Float64Array, rows: number, m: Float64Array, k: number): Float64Array {
  const half = new Float64Array(rows * k)
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < k; i++) {
      const v = a[r * k + i]
      if (v === 0) continue
      for (let j = 0; j < k; j++) half[r * k + j] += v * m[i * k + j]
    }
  }
  const out = new Float64Array(rows * rows)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < rows; c++) {
      let s = 0
      for (let j = 0; j < k; j++) s += half[r * k + j] * a[c * k + j]
      out[r * rows + c] = s
    }
  return out
}
