import { whiten } from './factored-equations'
import type { MixedFit } from './mixed-fit'

/** A column of numbers that is 0 except in some rows. */
export interface SparseColumn {
  at: Int32Array
  value: Float64Array
}

/** a = z'Py and B = z'Pz: what the data say of an effect with column z that the model does not hold as fixed. */
export interface ColumnScore {
  score: number
  information: number
}

/**
 * Score and information of each column at the fitted variances.
 * @see Rao (1948), Proc. Camb. Philos. Soc. 44:50-57
 */
export function scoreColumns(fit: MixedFit, columns: readonly SparseColumn[]): ColumnScore[] {
  const { reduced, derivatives: d, problem } = fit
  const { blocks } = reduced
  const s2 = fit.variances[problem.random.length]
  const nestedTerm = problem.random.map((_, t) => blocks.nestedTerms.includes(t))
  const { p, pattern, table } = problem.fixed
  return columns.map(({ at, value }) => {
    const nested = new Float64Array(blocks.zy.length)
    const crossed = new Float64Array(blocks.crossed)
    let zz = 0
    let ze = 0
    for (let k = 0; k < at.length; k++) {
      const i = at[k]
      const z = value[k]
      zz += z * z
      ze += z * d.residuals[i]
      problem.random.forEach(({ index, slope }, t) => {
        const into = nestedTerm[t] ? nested : crossed
        into[blocks.column[t][index[i]]] += slope === null ? z : z * slope[i]
      })
      for (let j = 0; j < p; j++) crossed[blocks.crossedRandom + j] += z * table[pattern[i] * p + j]
    }
    whiten(reduced, nested, crossed, d.scale)
    let explained = 0
    for (const x of nested) explained += x * x
    for (const x of crossed) explained += x * x
    return { score: ze / s2, information: (zz - explained) / s2 }
  })
}

/**
 * s2 P_ii of each row, by which its residual is expected to be smaller than the noise: E e_i^2 = s2 (s2 P_ii). Between 0 and 1.
 */
export function residualShares(fit: MixedFit): Float64Array {
  const { reduced, derivatives: d, problem } = fit
  const { blocks } = reduced
  const { p, pattern, table } = problem.fixed
  const size = blocks.crossed
  const out = new Float64Array(problem.n)
  const h = new Float64Array(size)
  const local = new Float64Array(size)
  let a = new Float64Array(16)
  let own = new Float64Array(64)
  for (let b = 0; b < blocks.blocks; b++) {
    const c0 = blocks.columnStart[b]
    const m = blocks.columnStart[b + 1] - c0
    if (a.length < m) a = new Float64Array(m)
    const t0 = blocks.touchedStart[b]
    const t = blocks.touchedStart[b + 1] - t0
    const z0 = blocks.zzStart[b]
    // The block's part of the inverse, once for all its rows.
    if (own.length < t * t) own = new Float64Array(t * t)
    for (let c = 0; c < t; c++) {
      const row = blocks.touched[t0 + c] * size
      for (let e = 0; e < c; e++) own[c * t + e] = d.inverse[row + blocks.touched[t0 + e]]
      own[c * t + c] = 0.5 * d.inverse[row + blocks.touched[t0 + c]]
    }
    for (let k = blocks.rowStart[b]; k < blocks.rowStart[b + 1]; k++) {
      const i = blocks.rows[k]
      a.fill(0, 0, m)
      for (const term of blocks.nestedTerms) {
        const { index, slope } = problem.random[term]
        a[blocks.column[term][index[i]] - c0] += reduced.root[term] * (slope === null ? 1 : slope[i])
      }
      let q = 0
      for (let r = 0; r < m; r++) {
        let x = a[r]
        for (let c = 0; c < r; c++) x -= reduced.factor[z0 + r * m + c] * a[c]
        a[r] = x / reduced.factor[z0 + r * m + r]
        q += a[r] * a[r]
      }
      for (let c = 0; c < t; c++) {
        const column = blocks.touched[t0 + c]
        let x = 0
        for (let r = 0; r < m; r++) x += reduced.half[blocks.crossStart[b] + r * t + c] * a[r]
        h[column] = -x * d.scale[column]
      }
      for (const term of blocks.crossedTerms) {
        const { index, slope } = problem.random[term]
        h[blocks.column[term][index[i]]] += reduced.root[term] * (slope === null ? 1 : slope[i])
      }
      for (let j = 0; j < p; j++) h[blocks.crossedRandom + j] += table[pattern[i] * p + j]
      for (let c = 0; c < t; c++) local[c] = h[blocks.touched[t0 + c]]
      for (let c = 0, at = 0; c < t; c++, at += t) {
        let x = 0
        for (let e = 0; e <= c; e++) x += own[at + e] * local[e]
        q += 2 * local[c] * x
      }
      out[i] = Math.max(0, 1 - q)
    }
  }
  return out
}

/** Work of `residualShares` in multiplications, to decide beforehand whether to ask. */
export function residualShareWork(fit: MixedFit): number {
  const { blocks } = fit.reduced
  let work = 0
  for (let b = 0; b < blocks.blocks; b++)
    work += (blocks.rowStart[b + 1] - blocks.rowStart[b]) * (blocks.touchedStart[b + 1] - blocks.touchedStart[b]) ** 2
  return work
}
