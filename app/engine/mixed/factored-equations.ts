import { backSolve, cholesky, forwardSolve, inverseFromCholesky, logDeterminant } from '../linear-algebra/dense'
import type { Blocks } from './block-elimination'

/**
 * Mixed-model equations at given variance ratios, factored. Effects are scaled to unit variance ratio (u = sqrt(lambda) b),
 * so a ratio of exactly 0 is an ordinary value: its effects are 0 and its determinant factor is 1.
 */
export interface Reduced {
  blocks: Blocks
  /** sqrt(lambda) per term. */
  root: Float64Array
  /** Packed Cholesky factors of the inner blocks, same layout as `blocks.zz`. */
  factor: Float64Array
  /** Packed L^-1 Lambda Z'[Z_outer X], not yet scaled on the outer side; same layout as `blocks.cross`. */
  half: Float64Array
  /** L^-1 Lambda Z'y. */
  halfY: Float64Array
  /** Cholesky factor of the outer matrix: random columns first, then fixed. */
  outerFactor: Float64Array
  /** Solution for the outer columns (scaled effects, then fixed effects). */
  outerSolution: Float64Array
  /** y' M~ y: residual sum of squares plus the penalty of the effects. */
  rss: number
  logDetInner: number
  logDetRandom: number
  logDetFixed: number
}

/**
 * Eliminates the inner blocks and factors the outer matrix.
 * @param lambda variance of each term over the residual variance, 0 or more
 * @param fixedPrecision p x p matrix added to X'MX (residual variance times the prior precision of the fixed effects), or null
 */
export function reduce(blocks: Blocks, lambda: ArrayLike<number>, fixedPrecision: Float64Array | null): Reduced {
  const root = Float64Array.from(lambda, Math.sqrt)
  const { columnStart, zzStart, touchedStart, touched, crossStart, outer, outerRandom, termOfOuter } = blocks
  const factor = blocks.zz.slice()
  const half = blocks.cross.slice()
  const halfY = blocks.zy.slice()
  const matrix = blocks.outerCross.slice()
  const rhs = blocks.outerY.slice()
  let rss = blocks.yy
  let logDetInner = 0
  for (let b = 0; b < blocks.blocks; b++) {
    const c0 = columnStart[b]
    const m = columnStart[b + 1] - c0
    if (m === 0) continue
    const z0 = zzStart[b]
    for (let i = 0; i < m; i++) {
      const si = root[blocks.termOfColumn[c0 + i]]
      for (let j = 0; j < i; j++) factor[z0 + i * m + j] *= si * root[blocks.termOfColumn[c0 + j]]
      factor[z0 + i * m + i] = 1 + si * si * factor[z0 + i * m + i]
      halfY[c0 + i] *= si
    }
    cholesky(factor, m, z0)
    logDetInner += logDeterminant(factor, m, z0)
    forwardSolve(factor, m, halfY, z0, c0)
    for (let i = 0; i < m; i++) rss -= halfY[c0 + i] ** 2
    const t0 = touchedStart[b]
    const t = touchedStart[b + 1] - t0
    const h0 = crossStart[b]
    for (let i = 0; i < m; i++) {
      const si = root[blocks.termOfColumn[c0 + i]]
      const hi = h0 + i * t
      for (let k = 0; k < t; k++) half[hi + k] *= si
      const li = z0 + i * m
      for (let j = 0; j < i; j++) {
        const f = factor[li + j]
        if (f === 0) continue
        const hj = h0 + j * t
        for (let k = 0; k < t; k++) half[hi + k] -= f * half[hj + k]
      }
      const d = 1 / factor[li + i]
      const yi = halfY[c0 + i]
      for (let k = 0; k < t; k++) {
        half[hi + k] *= d
        rhs[touched[t0 + k]] -= half[hi + k] * yi
      }
    }
    for (let k = 0; k < t; k++) {
      const row = touched[t0 + k] * outer
      for (let i = 0, hi = h0; i < m; i++, hi += t) {
        const f = half[hi + k]
        if (f === 0) continue
        for (let l = 0; l <= k; l++) matrix[row + touched[t0 + l]] -= f * half[hi + l]
      }
    }
  }
  for (let i = 0; i < outerRandom; i++) {
    const si = root[termOfOuter[i]]
    for (let j = 0; j < i; j++) matrix[i * outer + j] *= si * root[termOfOuter[j]]
    matrix[i * outer + i] = 1 + si * si * matrix[i * outer + i]
    rhs[i] *= si
  }
  const p = outer - outerRandom
  for (let i = outerRandom; i < outer; i++) {
    for (let j = 0; j < outerRandom; j++) matrix[i * outer + j] *= root[termOfOuter[j]]
    if (fixedPrecision !== null)
      for (let j = 0; j <= i - outerRandom; j++)
        matrix[i * outer + outerRandom + j] += fixedPrecision[(i - outerRandom) * p + j]
  }
  cholesky(matrix, outer)
  forwardSolve(matrix, outer, rhs)
  for (let i = 0; i < outer; i++) rss -= rhs[i] ** 2
  backSolve(matrix, outer, rhs)
  return {
    blocks,
    root,
    factor,
    half,
    halfY,
    outerFactor: matrix,
    outerSolution: rhs,
    rss,
    logDetInner,
    logDetRandom: logDeterminant(matrix, outer, 0, 0, outerRandom),
    logDetFixed: logDeterminant(matrix, outer, 0, outerRandom, outer),
  }
}

/** Scaling of outer columns: sqrt(lambda) of random ones, 1 of fixed ones. */
export function outerScale(r: Reduced): Float64Array {
  const { outer, outerRandom, termOfOuter } = r.blocks
  return Float64Array.from({ length: outer }, (_, i) => (i < outerRandom ? r.root[termOfOuter[i]] : 1))
}

/** Inner solution (scaled effects) that belongs to an outer one: L^-T (halfY - half * scaled outer). */
export function innerSolution(r: Reduced, scale: Float64Array): Float64Array {
  const { blocks } = r
  const out = r.halfY.slice()
  for (let b = 0; b < blocks.blocks; b++) {
    const c0 = blocks.columnStart[b]
    const m = blocks.columnStart[b + 1] - c0
    if (m === 0) continue
    const t0 = blocks.touchedStart[b]
    const t = blocks.touchedStart[b + 1] - t0
    for (let i = 0; i < m; i++) {
      const hi = blocks.crossStart[b] + i * t
      let s = 0
      for (let k = 0; k < t; k++) {
        const c = blocks.touched[t0 + k]
        s += r.half[hi + k] * scale[c] * r.outerSolution[c]
      }
      out[c0 + i] -= s
    }
    backSolve(r.factor, m, out, blocks.zzStart[b], c0)
  }
  return out
}

/** Diagonal of the inverse of the scaled equations: inner columns, then outer ones, given the outer inverse (or a part of it). */
export function inverseDiagonal(
  r: Reduced,
  outerInverse: Float64Array,
  size: number,
  scale: Float64Array,
): { inner: Float64Array; outer: Float64Array } {
  const { blocks } = r
  const inner = new Float64Array(blocks.zy.length)
  const outer = new Float64Array(size)
  for (let i = 0; i < size; i++) outer[i] = outerInverse[i * size + i]
  let n = new Float64Array(64)
  let inv = new Float64Array(64)
  for (let b = 0; b < blocks.blocks; b++) {
    const c0 = blocks.columnStart[b]
    const m = blocks.columnStart[b + 1] - c0
    if (m === 0) continue
    const z0 = blocks.zzStart[b]
    const t0 = blocks.touchedStart[b]
    const t = blocks.touchedStart[b + 1] - t0
    if (n.length < m * t) n = new Float64Array(m * t)
    if (inv.length < m) inv = new Float64Array(m)
    for (let i = 0; i < m; i++) {
      // Row i of A^-1's diagonal: squared length of column i of L^-1.
      inv.fill(0, 0, m)
      inv[i] = 1
      let s = 0
      for (let k = i; k < m; k++) {
        let x = inv[k]
        for (let j = i; j < k; j++) x -= r.factor[z0 + k * m + j] * inv[j]
        x /= r.factor[z0 + k * m + k]
        inv[k] = x
        s += x * x
      }
      inner[c0 + i] = s
    }
    for (let i = m - 1; i >= 0; i--) {
      const d = 1 / r.factor[z0 + i * m + i]
      for (let k = 0; k < t; k++) {
        const c = blocks.touched[t0 + k]
        let x = c < size ? r.half[blocks.crossStart[b] + i * t + k] * scale[c] : 0
        for (let j = i + 1; j < m; j++) x -= r.factor[z0 + j * m + i] * n[j * t + k]
        n[i * t + k] = x * d
      }
    }
    for (let k = 0; k < t; k++) {
      const row = blocks.touched[t0 + k]
      if (row >= size) break
      for (let i = 0; i < m; i++) {
        const own = n[i * t + k]
        let q = 0.5 * outerInverse[row * size + row] * own
        for (let l = 0; l < k; l++) q += outerInverse[row * size + blocks.touched[t0 + l]] * n[i * t + l]
        inner[c0 + i] += 2 * own * q
      }
    }
  }
  return { inner, outer }
}

/** Inverse of the leading `size` columns of the outer matrix (all of it for REML, the random ones for ML). */
export function outerInverse(r: Reduced, size: number): Float64Array {
  const { outer } = r.blocks
  if (size === outer) return inverseFromCholesky(r.outerFactor, outer)
  const lead = new Float64Array(size * size)
  for (let i = 0; i < size; i++) lead.set(r.outerFactor.subarray(i * outer, i * outer + i + 1), i * size)
  return inverseFromCholesky(lead, size)
}

/** A right-hand side [Lambda Z'f; X'f] taken through the factors: inner products of two such are f' (I - P s2) g. */
export function whiten(r: Reduced, inner: Float64Array, outer: Float64Array, scale: Float64Array): void {
  const { blocks } = r
  for (let i = 0; i < blocks.outer; i++) outer[i] *= scale[i]
  for (let b = 0; b < blocks.blocks; b++) {
    const c0 = blocks.columnStart[b]
    const m = blocks.columnStart[b + 1] - c0
    if (m === 0) continue
    for (let i = 0; i < m; i++) inner[c0 + i] *= r.root[blocks.termOfColumn[c0 + i]]
    forwardSolve(r.factor, m, inner, blocks.zzStart[b], c0)
    const t0 = blocks.touchedStart[b]
    const t = blocks.touchedStart[b + 1] - t0
    for (let i = 0; i < m; i++) {
      const hi = blocks.crossStart[b] + i * t
      const x = inner[c0 + i]
      for (let k = 0; k < t; k++) {
        const c = blocks.touched[t0 + k]
        outer[c] -= r.half[hi + k] * x * scale[c]
      }
    }
  }
  forwardSolve(r.outerFactor, blocks.outer, outer)
}
