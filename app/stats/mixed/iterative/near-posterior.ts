import { cholesky, inverseFromCholesky } from '../../dense'
import type { FormQuery } from '../job'
import { toOrthogonal, type TermEffects } from '../posterior'
import type { IterativeFit } from './fit-iterative'
import { dot } from './outer-system'

/**
 * Posterior after an iterative fit. Means are exact; covariances take the fixed effects into account exactly and the outer
 * effects group by group, which leaves out the (small) dependence between groups.
 */
export class NearPosterior {
  private readonly fit: IterativeFit
  private readonly s2: number
  /** Outer effects, unscaled. */
  private readonly outer: Float64Array
  /** Columns of the inverse that belong to the fixed effects: unscaled outer part, fixed part, and the latter's inverse. */
  private readonly borrowed: Float64Array[]
  private readonly fixedCovariance: Float64Array
  private readonly fixedInverse: Float64Array
  private readonly r: Float64Array

  constructor(fit: IterativeFit) {
    this.fit = fit
    const { system, panels } = fit
    const { q, p, root } = system
    this.s2 = fit.variances[panels.problem.random.length]
    this.outer = fit.outer.map((x, c) => x * root[c])
    this.r = new Float64Array(panels.longest)
    const sides = Array.from({ length: p }, (_, k) => {
      const x = new Float64Array(p)
      x[k] = 1
      return { z: new Float64Array(q), x }
    })
    const starts = sides.map(() => new Float64Array(q))
    const { fixed } = system.solve(sides, starts, 1e-7)
    this.borrowed = starts.map((v) => v.map((x, c) => x * root[c]))
    this.fixedCovariance = new Float64Array(p * p)
    for (let k = 0; k < p; k++) for (let j = 0; j < p; j++) this.fixedCovariance[j * p + k] = fixed[k][j]
    const factor = this.fixedCovariance.slice()
    if (p > 0) cholesky(factor, p)
    this.fixedInverse = p > 0 ? inverseFromCholesky(factor, p) : factor
  }

  /** Raw fixed effects with standard errors. */
  fixed(): { estimate: Float64Array; se: Float64Array } {
    const { p, r } = this.fit.panels.problem.fixed
    const estimate = new Float64Array(p)
    const se = new Float64Array(p)
    for (let k = 0; k < p; k++) {
      const unit = new Float64Array(p)
      unit[k] = 1
      const x = toOrthogonal(unit, r, p)
      estimate[k] = dot(x, this.fit.betaOrthogonal)
      let v = 0
      for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) v += x[i] * x[j] * this.fixedCovariance[i * p + j]
      se[k] = Math.sqrt(Math.max(0, this.s2 * v))
    }
    return { estimate, se }
  }

  /** Effects of a term: every level's mean and sd. */
  effects(term: number): TermEffects {
    const { panels, system } = this.fit
    const { plan, problem, outerOffset } = panels
    const { levels } = problem.random[term]
    const mean = new Float64Array(levels)
    const sd = new Float64Array(levels)
    const k = plan.outer.indexOf(term)
    if (k >= 0) {
      for (let l = 0; l < levels; l++) {
        const c = outerOffset[k] + l
        mean[l] = this.outer[c]
        const own = system.root[c] ** 2 * system.nearInverse(c, c)
        sd[l] = Math.sqrt(Math.max(0, this.s2 * (own + this.throughFixed(this.borrowed.map((b) => b[c])))))
      }
      return { mean, sd }
    }
    const a = plan.inner.indexOf(term)
    for (let b = 0; b < panels.blocks; b++) {
      const from = panels.rowStart[b]
      const pattern = panels.patterns[panels.pattern[b]]
      const seen = new Set<number>()
      for (let i = 0; i < pattern.rows; i++) {
        const column = pattern.local[a * pattern.rows + i]
        if (seen.has(column)) continue
        seen.add(column)
        const level = problem.random[term].index[panels.rows[from + i]]
        const one = this.blockForms(b, [{ x: null, local: [{ column, weight: 1 }] }])
        mean[level] = one.mean[0]
        sd[level] = Math.sqrt(Math.max(0, one.covariance[0]))
      }
    }
    return { mean, sd }
  }

  /**
   * Joint posterior of forms whose random effects all lie in one block (one level of the primary term). null when they do not.
   */
  group(forms: readonly FormQuery[]): { mean: Float64Array; covariance: Float64Array } | null {
    const { panels } = this.fit
    const { plan, problem } = panels
    const primary = forms.flatMap((f) => f.effects).find((e) => e.term === plan.primary)
    if (!primary) return null
    const block = primary.level
    const from = panels.rowStart[block]
    const pattern = panels.patterns[panels.pattern[block]]
    const { p, r } = problem.fixed
    const ready = []
    for (const form of forms) {
      const local: { column: number; weight: number }[] = []
      for (const { term, level, weight } of form.effects) {
        const a = plan.inner.indexOf(term)
        if (a < 0) return null
        let i = 0
        while (i < pattern.rows && problem.random[term].index[panels.rows[from + i]] !== level) i++
        if (i === pattern.rows) return null
        local.push({ column: pattern.local[a * pattern.rows + i], weight })
      }
      ready.push({ x: form.x === null ? null : toOrthogonal(form.x, r, p), local })
    }
    return this.blockForms(block, ready)
  }

  private throughFixed(a: readonly number[], b: readonly number[] = a): number {
    const p = a.length
    let s = 0
    for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) s += a[i] * this.fixedInverse[i * p + j] * b[j]
    return s
  }

  private blockForms(
    block: number,
    forms: readonly { x: Float64Array | null; local: { column: number; weight: number }[] }[],
  ): { mean: Float64Array; covariance: Float64Array } {
    const { panels, system, betaOrthogonal } = this.fit
    const { p, table } = panels.problem.fixed
    const from = panels.rowStart[block]
    const id = panels.pattern[block]
    const pattern = panels.patterns[id]
    const { rows: m, size, local } = pattern
    const factor = system.op.factors[id].b
    const { r } = this
    for (let i = 0; i < m; i++) {
      const row = from + i
      let fitted = 0
      for (const columns of panels.outer) fitted += this.outer[columns[row]]
      const at = panels.fixedPattern[row] * p
      for (let k = 0; k < p; k++) fitted += table[at + k] * this.solvedFixed(k)
      r[i] = panels.y[row] - fitted
    }
    const effects = system.op.effects(id, r).slice(0, size)
    const k = forms.length
    const mean = new Float64Array(k)
    const lines = forms.map((form, f) => {
      const l = new Float64Array(size)
      for (const { column, weight } of form.local) {
        l[column] += weight
        mean[f] += weight * effects[column]
      }
      const bl = new Float64Array(size)
      for (let c = 0; c < size; c++) for (let d = 0; d < size; d++) bl[c] += factor[c * size + d] * l[d]
      // h of the outer equations: how the form leans on what is known of the rows.
      const lean = new Float64Array(m)
      for (let e = 0, i = 0; e < local.length; e++) {
        lean[i] -= bl[local[e]]
        if (++i === m) i = 0
      }
      const fixed = form.x === null ? new Float64Array(p) : form.x.slice()
      if (form.x !== null) for (let j = 0; j < p; j++) mean[f] += form.x[j] * betaOrthogonal[j]
      for (let i = 0; i < m; i++) {
        const at = panels.fixedPattern[from + i] * p
        for (let j = 0; j < p; j++) fixed[j] += table[at + j] * lean[i]
      }
      const through: number[] = []
      for (let j = 0; j < p; j++) {
        let s = 0
        for (let g = 0; g < p; g++) s += this.fixedCovariance[j * p + g] * fixed[g]
        for (const columns of panels.outer)
          for (let i = 0; i < m; i++) s += this.borrowed[j][columns[from + i]] * lean[i]
        through.push(s)
      }
      return { l, bl, lean, through }
    })
    const covariance = new Float64Array(k * k)
    const near = this.nearRows(from, m)
    for (let a = 0; a < k; a++) {
      for (let b = 0; b <= a; b++) {
        let s = dot(lines[a].l, lines[b].bl) + this.throughFixed(lines[a].through, lines[b].through)
        for (let i = 0; i < m; i++) {
          const u = lines[a].lean[i]
          for (let j = 0; j < m; j++) s += u * near[i * m + j] * lines[b].lean[j]
        }
        covariance[a * k + b] = covariance[b * k + a] = this.s2 * s
      }
    }
    return { mean, covariance }
  }

  private solvedFixed(k: number): number {
    return this.fit.fixedSolution[k]
  }

  /** Covariance that two rows share through their outer effects, over s2. */
  private nearRows(from: number, m: number): Float64Array {
    const { panels, system } = this.fit
    const out = new Float64Array(m * m)
    for (let i = 0; i < m; i++) {
      for (let j = 0; j <= i; j++) {
        let s = 0
        for (const left of panels.outer) {
          for (const right of panels.outer) {
            const c = left[from + i]
            const d = right[from + j]
            s += system.root[c] * system.root[d] * system.nearInverse(c, d)
          }
        }
        out[i * m + j] = out[j * m + i] = s
      }
    }
    return out
  }
}
