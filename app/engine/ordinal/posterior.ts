import { forwardSolve } from '../linear-algebra/dense'
import type { TermEffects } from '../mixed/posterior'
import { toOrthogonal } from '../mixed/posterior'
import { OPEN, type OrdinalFit } from './fit'
import { addPrecision } from './penalised-likelihood'
import { uncertaintyOf } from './observed-information'

/** Estimate and standard error of one parameter; both null where the data put no bound on it (separation). */
export interface Estimate {
  estimate: number | null
  se: number | null
}

/** A weighted sum of the fixed part (raw columns, or null for none) and random effects. */
export interface OrdinalCombination {
  x: Float64Array | null
  effects: readonly { term: number; level: number; weight: number }[]
}

/** A linear combination taken through the factors once: how it moves with thresholds and coefficients (effects included), and how surely. */
export interface OrdinalProjection {
  /** Variance of its random part, thresholds and coefficients known. */
  effectVariance: number
  byLocation: Float64Array
}

/**
 * What a fitted ordinal model says of its parameters and effects. Effects: mode and the standard deviation from the curvature
 * there, with all parameters taken as known (the condVar of ordinal::clmm).
 */
export class OrdinalPosterior {
  readonly fit: OrdinalFit
  private readonly diagonal: Float64Array
  private readonly moves: Float64Array[]
  /** Covariance of thresholds and coefficients given the variances, to first order. */
  private readonly location: Float64Array
  private readonly blockOf: Int32Array

  constructor(fit: OrdinalFit) {
    this.fit = fit
    const { laplace, point } = fit
    this.diagonal = laplace.gradient(point).parts.diagonal
    const { moves, information } = laplace.response(point)
    addPrecision(information, point.parameters.thresholds.length, fit.precision)
    this.moves = moves
    this.location = uncertaintyOf(information, moves.length)!.covariance
    const { layout } = laplace
    this.blockOf = new Int32Array(layout.nested)
    for (let b = 0; b < layout.blocks; b++) this.blockOf.fill(b, layout.columnStart[b], layout.columnStart[b + 1])
  }

  effects(term: number): TermEffects {
    const { laplace, point } = this.fit
    const place = laplace.layout.place[term]
    const sd = point.parameters.sd[term]
    return {
      mean: Float64Array.from(place, (k) => sd * point.mode[k]),
      sd: Float64Array.from(place, (k) => sd * Math.sqrt(Math.max(0, this.diagonal[k]))),
    }
  }

  /** Thresholds against the linear predictor of the raw columns, then the raw coefficients (the intercept left out). */
  parameters(): { thresholds: Estimate[]; coefficients: Estimate[] } {
    const { problem, point, covariance, open } = this.fit
    const { thresholds, coefficients } = point.parameters
    const { p, r } = problem.mixed.fixed
    const k = thresholds.length
    const q = k + p - 1
    const estimate = (row: Float64Array): Estimate => {
      if (open.some((v) => Math.abs(dot(row, v)) > OPEN)) return { estimate: null, se: null }
      let value = 0
      for (let i = 0; i < q; i++) value += row[i] * (i < k ? thresholds[i] : coefficients[i - k])
      return { estimate: value, se: covariance && Math.sqrt(Math.max(0, quadratic(covariance, row))) }
    }
    // gamma = R beta, and the thresholds of the centred columns lack the mean sum_j R_0j beta_j of the raw ones.
    const beta = Array.from({ length: p - 1 }, (_, j) => {
      const unitVector = new Float64Array(p)
      unitVector[j + 1] = 1
      const row = new Float64Array(q)
      row.set(toOrthogonal(unitVector, r, p).subarray(1), k)
      return row
    })
    return {
      thresholds: Array.from(thresholds, (_, i) => {
        const row = new Float64Array(q)
        row[i] = 1
        beta.forEach((b, j) => b.forEach((v, c) => (row[c] += r[j + 1] * v)))
        return estimate(row)
      }),
      coefficients: beta.map(estimate),
    }
  }

  /** The combination at the estimates and the mode of the effects. */
  value({ x, effects }: OrdinalCombination): number {
    const { problem, laplace, point } = this.fit
    const { coefficients, sd } = point.parameters
    const { p, r } = problem.mixed.fixed
    let value = 0
    if (x !== null) {
      const turned = toOrthogonal(x, r, p)
      for (let j = 1; j < p; j++) value += turned[j] * coefficients[j - 1]
    }
    for (const { term, level, weight } of effects)
      value += weight * sd[term] * point.mode[laplace.layout.place[term][level]]
    return value
  }

  project({ x, effects }: OrdinalCombination): OrdinalProjection {
    const { problem, laplace, point } = this.fit
    const { layout } = laplace
    const { thresholds, sd } = point.parameters
    const { p, r } = problem.mixed.fixed
    const byLocation = new Float64Array(thresholds.length + p - 1)
    if (x !== null) byLocation.set(toOrthogonal(x, r, p).subarray(1), thresholds.length)
    const crossed = new Float64Array(layout.crossed)
    const nested = new Map<number, Float64Array>()
    for (const { term, level, weight } of effects) {
      const at = layout.place[term][level]
      const scaled = weight * sd[term]
      for (let j = 0; j < byLocation.length; j++) byLocation[j] += scaled * this.moves[j][at]
      if (at >= layout.nested) crossed[at - layout.nested] += scaled
      else {
        const b = this.blockOf[at]
        let a = nested.get(b)
        if (!a) nested.set(b, (a = new Float64Array(layout.columnStart[b + 1] - layout.columnStart[b])))
        a[at - layout.columnStart[b]] += scaled
      }
    }
    return { effectVariance: this.variance(nested, crossed), byLocation }
  }

  /** l' S H^-1 S l for a combination given by its nested and crossed parts, which are used up. */
  private variance(nested: ReadonlyMap<number, Float64Array>, crossed: Float64Array): number {
    const { factored } = this.fit.point
    const { layout, factor, half, crossedFactor } = factored
    let s = 0
    for (const [b, a] of nested) {
      forwardSolve(factor, a.length, a, layout.zzStart[b], 0)
      s += dot(a, a)
      const t = layout.touchedStart[b + 1] - layout.touchedStart[b]
      for (let i = 0, h = layout.crossStart[b]; i < a.length; i++)
        for (let k = 0; k < t; k++, h++) crossed[layout.touched[layout.touchedStart[b] + k]] -= half[h] * a[i]
    }
    forwardSolve(crossedFactor, layout.crossed, crossed)
    return s + dot(crossed, crossed)
  }

  /** Variance of what moves with thresholds and coefficients by `byLocation`, the variances of the terms taken as known. */
  locationVariance(byLocation: Float64Array): number {
    return Math.max(0, quadratic(this.location, byLocation))
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let s = 0
  for (let i = 0; i < a.length; i++) s += a[i] * b[i]
  return s
}

function quadratic(m: Float64Array, v: Float64Array): number {
  const k = v.length
  let s = 0
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) s += v[i] * m[i * k + j] * v[j]
  return s
}
