import { categoryTerms, emptyTerms, type Link } from './link'
import type { OrdinalProblem } from './problem'
import { factorH, solveH, type Factored } from './curvature'
import { inverseParts } from './curvature-inverse'
import type { LaplacePoint, LaplaceSlopes, Parameters } from './laplace-point'
import { addTerm, crossRows, layOut, type Layout } from './layout'

const NEWTON_STEPS = 100
/** Newton decrement (twice the gain still to be had in ln L) at which the mode is taken as found. */
const AT_MODE = 1e-20
/** Steps with a nearby curvature go on while each takes the decrement below this share of the one before. */
const SLOW = 0.2

/**
 * Laplace approximation of the likelihood of a cumulative link mixed model: ln L = sum ln p_i - b'b/2 - ln|H|/2 at the mode of
 * the standardised effects b, H = I + S Z'WZ S the curvature there (observed, not expected, as in ordinal::clmm).
 * @see Tierney & Kadane (1986), J. Am. Stat. Assoc. 81:82-86; Tutz & Hennevogl (1996), Comput. Stat. Data Anal. 22:537-557; Pinheiro & Chao (2006), J. Comput. Graph. Stat. 15:58-81;
 * Christensen, clmm tutorial of the R package ordinal
 */
export class Laplace {
  readonly problem: OrdinalProblem
  readonly link: Link
  readonly layout: Layout
  private start: Float64Array
  private last: Factored | null = null
  private readonly terms = emptyTerms()

  constructor(problem: OrdinalProblem, link: Link) {
    this.problem = problem
    this.link = link
    this.layout = layOut(problem.mixed)
    this.start = new Float64Array(this.layout.size)
  }

  /** The approximation at these parameters; null when they have no finite likelihood (thresholds not rising, for one). */
  at(parameters: Parameters): LaplacePoint | null {
    const { layout } = this
    const { sd } = parameters
    const fixedPart = this.fixedPart(parameters)
    let mode = this.start.slice()
    let state = this.rows(parameters, this.predictor(fixedPart, sd, mode))
    let height = state === null ? -Infinity : state.logP - half(mode)
    if (!Number.isFinite(height)) {
      mode = new Float64Array(layout.size)
      state = this.rows(parameters, fixedPart)
      if (state === null || !Number.isFinite(state.logP)) return null
      height = state.logP
    }
    let factored = this.last
    // Whether `factored` is the curvature right here, or one nearby that steps are taken with as long as they serve.
    let exact = false
    let before = Infinity
    for (let step = 0; step < NEWTON_STEPS; step++) {
      if (factored === null) {
        factored = factorH(layout, state!.w, sd)
        exact = true
      }
      const slope = crossRows(layout, sd, state!.r)
      for (let i = 0; i < slope.length; i++) slope[i] -= mode[i]
      const move = slope.slice()
      solveH(factored, move)
      let decrement = 0
      for (let i = 0; i < move.length; i++) decrement += move[i] * slope[i]
      if (decrement <= AT_MODE * Math.max(1, layout.size)) {
        if (!exact) factored = factorH(layout, state!.w, sd)
        this.start = mode
        this.last = factored
        return { parameters, mode, factored, logLik: height - factored.logDet / 2 }
      }
      if (!exact && decrement > SLOW * before) {
        factored = null
        continue
      }
      before = decrement
      let taken = false
      for (let fraction = 1; fraction > 1e-10; fraction /= 2) {
        const trial = mode.map((b, i) => b + fraction * move[i])
        const next = this.rows(parameters, this.predictor(fixedPart, sd, trial))
        const reached = next === null ? -Infinity : next.logP - half(trial)
        if (reached >= height - 1e-12 * Math.abs(height)) {
          mode = trial
          state = next
          height = reached
          taken = true
          break
        }
        if (!exact) break
      }
      if (!taken) {
        if (exact) return null
        factored = null
        before = Infinity
        continue
      }
      exact = false
    }
    return null
  }

  /** Exact slopes of the approximation, the movement of the mode and of the curvature included. */
  slopes(point: LaplacePoint): LaplaceSlopes {
    const { layout, problem } = this
    const { parameters, mode, factored } = point
    const { thresholds, sd } = parameters
    const { n, fixed, random } = problem.mixed
    const parts = inverseParts(factored)
    const eta = this.predictor(this.fixedPart(parameters), sd, mode)
    const rowSlope = new Float64Array(n)
    const t = this.terms
    for (let i = 0; i < n; i++) {
      this.row(thresholds, i, eta[i])
      rowSlope[i] = -0.5 * parts.rowVariance[i] * (t.wA + t.wC)
    }
    // ln|H| moves with the mode: y = H^-1 S Z' (v W'/2), and z = Z S y is byRow by every row.
    const y = crossRows(layout, sd, rowSlope)
    solveH(factored, y)
    const byRow = new Float64Array(n)
    random.forEach((_, g) => addTerm(layout, g, sd[g], y, byRow))
    const byThreshold = new Float64Array(thresholds.length)
    const byEta = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      this.row(thresholds, i, eta[i])
      const v = parts.rowVariance[i] / 2
      const a = t.slopeA - v * t.wA - byRow[i] * t.rA
      const c = t.slopeC - v * t.wC - byRow[i] * t.rC
      const k = problem.category[i]
      if (k < thresholds.length) byThreshold[k] += a
      if (k > 0) byThreshold[k - 1] += c
      byEta[i] = -(a + c)
    }
    const coefficients = new Float64Array(fixed.p - 1)
    for (let i = 0; i < n; i++) {
      const at = fixed.pattern[i] * fixed.p + 1
      for (let j = 0; j < coefficients.length; j++) coefficients[j] += byEta[i] * fixed.table[at + j]
    }
    const logSd = new Float64Array(sd.length)
    for (let k = 0; k < layout.size; k++) logSd[layout.termOf[k]] -= 1 - parts.diagonal[k] + y[k] * mode[k]
    random.forEach((_, g) => {
      const own = new Float64Array(n)
      addTerm(layout, g, sd[g], mode, own)
      for (let i = 0; i < n; i++) logSd[g] += byEta[i] * own[i]
    })
    return { thresholds: byThreshold, coefficients, logSd, parts }
  }

  /**
   * How the mode moves with each threshold, then each coefficient (columns of length `layout.size`), and the curvature of
   * ln p + ln prior over them with the effects at their mode: what is known of them given the sd's, to first order.
   */
  response(point: LaplacePoint): { moves: Float64Array[]; information: Float64Array } {
    const { layout, problem } = this
    const { parameters, mode, factored } = point
    const { thresholds, sd } = parameters
    const { n, fixed } = problem.mixed
    const k = thresholds.length
    const q = k + fixed.p - 1
    const eta = this.predictor(this.fixedPart(parameters), sd, mode)
    const t = this.terms
    const byColumn = Array.from({ length: q }, () => new Float64Array(n))
    const information = new Float64Array(q * q)
    const at: number[] = []
    const value: number[] = []
    for (let i = 0; i < n; i++) {
      this.row(thresholds, i, eta[i])
      const y = problem.category[i]
      // d r by each parameter, and the second derivatives of -ln p: by a twice, by c twice, by both.
      const w = t.rA + t.rC
      at.length = value.length = 0
      if (y < k) {
        at.push(y)
        value.push(t.rA)
      }
      if (y > 0) {
        at.push(y - 1)
        value.push(t.rC)
      }
      const row = fixed.pattern[i] * fixed.p + 1
      for (let j = 0; j < fixed.p - 1; j++) {
        at.push(k + j)
        value.push(-w * fixed.table[row + j])
      }
      at.forEach((c, j) => (byColumn[c][i] += value[j]))
      this.addCurvature(information, q, y, k, row)
    }
    const moves = byColumn.map((column) => {
      const m = crossRows(layout, sd, column)
      solveH(factored, m)
      return m
    })
    // Eliminating the effects takes their share of the information away.
    const crossed = byColumn.map((column) => crossRows(layout, sd, column))
    for (let a = 0; a < q; a++)
      for (let b = 0; b < q; b++)
        for (let i = 0; i < layout.size; i++) information[a * q + b] -= crossed[a][i] * moves[b][i]
    return { moves, information }
  }

  /** Adds one row's -d^2 ln p over thresholds and coefficients; `this.terms` holds that row. */
  private addCurvature(into: Float64Array, q: number, y: number, k: number, row: number): void {
    const { table, p } = this.problem.mixed.fixed
    const { rA, rC, slopeA, slopeC } = this.terms
    // d^2 ln p / da dc is the product of both densities over p squared; rA and rC hold the rest of the second derivatives.
    const both = -slopeA * slopeC
    const aa = rA + both
    const cc = rC + both
    const ac = -both
    if (y < k) into[y * q + y] += aa
    if (y > 0) into[(y - 1) * q + y - 1] += cc
    if (y < k && y > 0) {
      into[y * q + y - 1] += ac
      into[(y - 1) * q + y] += ac
    }
    for (let j = 0; j < p - 1; j++) {
      const x = table[row + j]
      if (y < k) {
        into[y * q + k + j] -= rA * x
        into[(k + j) * q + y] -= rA * x
      }
      if (y > 0) {
        into[(y - 1) * q + k + j] -= rC * x
        into[(k + j) * q + y - 1] -= rC * x
      }
      for (let l = 0; l < p - 1; l++) into[(k + j) * q + k + l] += (rA + rC) * x * table[row + l]
    }
  }

  /** X beta without the intercept, per row. */
  private fixedPart({ coefficients }: Parameters): Float64Array {
    const { n, fixed } = this.problem.mixed
    const { p, table, pattern } = fixed
    const patterns = table.length / p
    const byPattern = new Float64Array(patterns)
    for (let g = 0; g < patterns; g++)
      for (let j = 0; j < coefficients.length; j++) byPattern[g] += table[g * p + 1 + j] * coefficients[j]
    const out = new Float64Array(n)
    for (let i = 0; i < n; i++) out[i] = byPattern[pattern[i]]
    return out
  }

  private predictor(fixedPart: Float64Array, sd: Float64Array, mode: Float64Array): Float64Array {
    const eta = fixedPart.slice()
    for (let t = 0; t < sd.length; t++) addTerm(this.layout, t, sd[t], mode, eta)
    return eta
  }

  private row(thresholds: Float64Array, i: number, eta: number): void {
    const k = this.problem.category[i]
    const a = k < thresholds.length ? thresholds[k] - eta : Infinity
    const c = k > 0 ? thresholds[k - 1] - eta : -Infinity
    categoryTerms(this.link, a, c, this.terms)
  }

  private rows(
    { thresholds }: Parameters,
    eta: Float64Array,
  ): { logP: number; r: Float64Array; w: Float64Array } | null {
    for (let k = 1; k < thresholds.length; k++) if (!(thresholds[k] > thresholds[k - 1])) return null
    const r = new Float64Array(eta.length)
    const w = new Float64Array(eta.length)
    const t = this.terms
    let logP = 0
    for (let i = 0; i < eta.length; i++) {
      this.row(thresholds, i, eta[i])
      logP += t.logP
      r[i] = -(t.slopeA + t.slopeC)
      w[i] = Math.max(0, t.rA + t.rC)
    }
    return Number.isFinite(logP) ? { logP, r, w } : null
  }
}

function half(b: Float64Array): number {
  let s = 0
  for (let i = 0; i < b.length; i++) s += b[i] * b[i]
  return s / 2
}
