import { categoryTerms, emptyTerms, type Link } from './link'
import type { OrdinalProblem } from './problem'
import { factorH, solveH, type Factored } from './curvature'
import { inverseParts } from './curvature-inverse'
import type { LaplacePoint, LaplaceGradient, Parameters } from './laplace-point'
import { addTerm, crossRows, layOut, type Layout } from './layout'

const NEWTON_STEPS = 100
/** Newton decrement (twice the gain still to be had in ln L) at which the mode is taken as found. */
const AT_MODE = 1e-20
/** Steps with a curvature from elsewhere go on only while each takes the decrement below this share of the previous one. */
const LEAST_PROGRESS = 0.2

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
    let current = this.rows(parameters, this.predictor(fixedPart, sd, mode))
    // ln p - b'b / 2, which is highest at the mode.
    let penalisedLogLik = current === null ? -Infinity : current.logP - half(mode)
    if (!Number.isFinite(penalisedLogLik)) {
      mode = new Float64Array(layout.size)
      current = this.rows(parameters, fixedPart)
      if (current === null || !Number.isFinite(current.logP)) return null
      penalisedLogLik = current.logP
    }
    let factored = this.last
    // Whether `factored` is the curvature at `mode`; otherwise it is an earlier point's, kept while the steps make progress.
    let exact = false
    let previousDecrement = Infinity
    for (let step = 0; step < NEWTON_STEPS; step++) {
      if (factored === null) {
        factored = factorH(layout, current!.w, sd)
        exact = true
      }
      const gradient = crossRows(layout, sd, current!.r)
      for (let i = 0; i < gradient.length; i++) gradient[i] -= mode[i]
      const move = gradient.slice()
      solveH(factored, move)
      let decrement = 0
      for (let i = 0; i < move.length; i++) decrement += move[i] * gradient[i]
      if (decrement <= AT_MODE * Math.max(1, layout.size)) {
        if (!exact) factored = factorH(layout, current!.w, sd)
        this.start = mode
        this.last = factored
        return { parameters, mode, factored, logLik: penalisedLogLik - factored.logDet / 2 }
      }
      if (!exact && decrement > LEAST_PROGRESS * previousDecrement) {
        factored = null
        continue
      }
      previousDecrement = decrement
      let accepted = false
      for (let fraction = 1; fraction > 1e-10; fraction /= 2) {
        const trial = mode.map((b, i) => b + fraction * move[i])
        const next = this.rows(parameters, this.predictor(fixedPart, sd, trial))
        const reached = next === null ? -Infinity : next.logP - half(trial)
        if (reached >= penalisedLogLik - 1e-12 * Math.abs(penalisedLogLik)) {
          mode = trial
          current = next
          penalisedLogLik = reached
          accepted = true
          break
        }
        if (!exact) break
      }
      if (!accepted) {
        if (exact) return null
        factored = null
        previousDecrement = Infinity
        continue
      }
      exact = false
    }
    return null
  }

  /** Exact gradient of the approximation, including the implicit dependence of the mode, and so of ln|H|, on the parameters. */
  gradient(point: LaplacePoint): LaplaceGradient {
    const { layout, problem } = this
    const { parameters, mode, factored } = point
    const { thresholds, sd } = parameters
    const { n, fixed, random } = problem.mixed
    const parts = inverseParts(factored)
    const eta = this.predictor(this.fixedPart(parameters), sd, mode)
    const rowDerivative = new Float64Array(n)
    const t = this.terms
    for (let i = 0; i < n; i++) {
      this.row(thresholds, i, eta[i])
      rowDerivative[i] = -0.5 * parts.rowVariance[i] * (t.wA + t.wC)
    }
    // The mode depends on the parameters and ln|H| on the mode. With v the variance of each row's predictor given the parameters
    // and W' = dW / d eta: y = H^-1 S Z' (v W' / 2), and `byRow` is Z S y.
    const y = crossRows(layout, sd, rowDerivative)
    solveH(factored, y)
    const byRow = new Float64Array(n)
    random.forEach((_, g) => addTerm(layout, g, sd[g], y, byRow))
    const byThreshold = new Float64Array(thresholds.length)
    const byEta = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      this.row(thresholds, i, eta[i])
      const v = parts.rowVariance[i] / 2
      const a = t.gradientA - v * t.wA - byRow[i] * t.rA
      const c = t.gradientC - v * t.wC - byRow[i] * t.rC
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
   * Derivatives of the mode by each threshold, then by each coefficient (columns of length `layout.size`), and the information on
   * thresholds and coefficients given the sds: the Schur complement of the effects in the curvature of ln p - b'b/2.
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
    // Schur complement of the effects.
    const crossed = byColumn.map((column) => crossRows(layout, sd, column))
    for (let a = 0; a < q; a++)
      for (let b = 0; b < q; b++)
        for (let i = 0; i < layout.size; i++) information[a * q + b] -= crossed[a][i] * moves[b][i]
    return { moves, information }
  }

  /** Adds one row's -d^2 ln p over thresholds and coefficients; `this.terms` holds that row. */
  private addCurvature(into: Float64Array, q: number, y: number, k: number, row: number): void {
    const { table, p } = this.problem.mixed.fixed
    const { rA, rC, gradientA, gradientC } = this.terms
    // d^2 ln p / da dc is the product of both densities over p squared; rA and rC hold the rest of the second derivatives.
    const both = -gradientA * gradientC
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
      r[i] = -(t.gradientA + t.gradientC)
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
