import { backSolve, cholesky, forwardSolve, inverseFromCholesky, logDeterminant } from '../linear-algebra/dense'
import type { EliminationBlocks } from './block-elimination'

/**
 * Mixed-model equations at given variance ratios, factored. Effects are scaled to unit variance ratio (u = sqrt(lambda) b),
 * so a ratio of exactly 0 is an ordinary value: its effects are 0 and its determinant factor is 1.
 * @see Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1):1-48 (scaled effects, deviance and REML criterion from the factors). What
 * is needed of the inverse comes from dense blocks, not from the sparse recursion of Takahashi, Fagan & Chin (1973).
 */
export interface FactoredEquations {
  blocks: EliminationBlocks
  /** sqrt(lambda) per term. */
  root: Float64Array
  /** Packed Cholesky factors of the nested blocks, same layout as `blocks.zz`. */
  factor: Float64Array
  /** Packed L^-1 Lambda Z'[Z_crossed X], not yet scaled on the crossed side; same layout as `blocks.cross`. */
  half: Float64Array
  /** L^-1 Lambda Z'y. */
  halfY: Float64Array
  /** Cholesky factor of the crossed matrix: random columns first, then fixed. */
  crossedFactor: Float64Array
  /** Solution for the crossed columns (scaled effects, then fixed effects). */
  crossedSolution: Float64Array
  /** y' M~ y: residual sum of squares plus the penalty of the effects. */
  rss: number
  logDetNested: number
  logDetRandom: number
  logDetFixed: number
}

/**
 * Eliminates the nested blocks and factors the crossed matrix.
 * @param lambda variance ratio of each term: its variance over the residual variance, 0 or more
 * @param fixedPrecision p x p matrix added to X'MX (residual variance times the prior precision of the fixed effects), or null
 */
export function factorEquations(
  blocks: EliminationBlocks,
  lambda: ArrayLike<number>,
  fixedPrecision: Float64Array | null,
): FactoredEquations {
  const root = Float64Array.from(lambda, Math.sqrt)
  const { columnStart, zzStart, touchedStart, touched, crossStart, crossed, crossedRandom, termOfCrossed } = blocks
  const factor = blocks.zz.slice()
  const half = blocks.cross.slice()
  const halfY = blocks.zy.slice()
  const matrix = blocks.crossedCross.slice()
  const rhs = blocks.crossedY.slice()
  let rss = blocks.yy
  let logDetNested = 0
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
    logDetNested += logDeterminant(factor, m, z0)
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
      const row = touched[t0 + k] * crossed
      for (let i = 0, hi = h0; i < m; i++, hi += t) {
        const f = half[hi + k]
        if (f === 0) continue
        for (let l = 0; l <= k; l++) matrix[row + touched[t0 + l]] -= f * half[hi + l]
      }
    }
  }
  for (let i = 0; i < crossedRandom; i++) {
    const si = root[termOfCrossed[i]]
    for (let j = 0; j < i; j++) matrix[i * crossed + j] *= si * root[termOfCrossed[j]]
    matrix[i * crossed + i] = 1 + si * si * matrix[i * crossed + i]
    rhs[i] *= si
  }
  const p = crossed - crossedRandom
  for (let i = crossedRandom; i < crossed; i++) {
    for (let j = 0; j < crossedRandom; j++) matrix[i * crossed + j] *= root[termOfCrossed[j]]
    if (fixedPrecision !== null)
      for (let j = 0; j <= i - crossedRandom; j++)
        matrix[i * crossed + crossedRandom + j] += fixedPrecision[(i - crossedRandom) * p + j]
  }
  cholesky(matrix, crossed)
  forwardSolve(matrix, crossed, rhs)
  for (let i = 0; i < crossed; i++) rss -= rhs[i] ** 2
  backSolve(matrix, crossed, rhs)
  return {
    blocks,
    root,
    factor,
    half,
    halfY,
    crossedFactor: matrix,
    crossedSolution: rhs,
    rss,
    logDetNested,
    logDetRandom: logDeterminant(matrix, crossed, 0, 0, crossedRandom),
    logDetFixed: logDeterminant(matrix, crossed, 0, crossedRandom, crossed),
  }
}

/** Scaling of crossed columns: sqrt(lambda) of random ones, 1 of fixed ones. */
export function crossedScale(r: FactoredEquations): Float64Array {
  const { crossed, crossedRandom, termOfCrossed } = r.blocks
  return Float64Array.from({ length: crossed }, (_, i) => (i < crossedRandom ? r.root[termOfCrossed[i]] : 1))
}

/** Nested solution (scaled effects) that belongs to an crossed one: L^-T (halfY - half * scaled crossed). */
export function nestedSolution(r: FactoredEquations, scale: Float64Array): Float64Array {
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
        s += r.half[hi + k] * scale[c] * r.crossedSolution[c]
      }
      out[c0 + i] -= s
    }
    backSolve(r.factor, m, out, blocks.zzStart[b], c0)
  }
  return out
}

/** Diagonal of the inverse of the scaled equations: nested columns, then crossed ones, given the crossed inverse (or a part of it). */
export function inverseDiagonal(
  r: FactoredEquations,
  crossedInverse: Float64Array,
  size: number,
  scale: Float64Array,
): { nested: Float64Array; crossed: Float64Array } {
  const { blocks } = r
  const nested = new Float64Array(blocks.zy.length)
  const crossed = new Float64Array(size)
  for (let i = 0; i < size; i++) crossed[i] = crossedInverse[i * size + i]
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
      nested[c0 + i] = s
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
        let q = 0.5 * crossedInverse[row * size + row] * own
        for (let l = 0; l < k; l++) q += crossedInverse[row * size + blocks.touched[t0 + l]] * n[i * t + l]
        nested[c0 + i] += 2 * own * q
      }
    }
  }
  return { nested, crossed }
}

/** Inverse of the leading `size` columns of the crossed matrix (all of it for REML, the random ones for ML). */
export function crossedInverse(r: FactoredEquations, size: number): Float64Array {
  const { crossed } = r.blocks
  if (size === crossed) return inverseFromCholesky(r.crossedFactor, crossed)
  const lead = new Float64Array(size * size)
  for (let i = 0; i < size; i++) lead.set(r.crossedFactor.subarray(i * crossed, i * crossed + i + 1), i * size)
  return inverseFromCholesky(lead, size)
}

/** A right-hand side [Lambda Z'f; X'f] taken through the factors: inner products of two such are f' (I - P s2) g. */
export function whiten(r: FactoredEquations, nested: Float64Array, crossed: Float64Array, scale: Float64Array): void {
  const { blocks } = r
  for (let i = 0; i < blocks.crossed; i++) crossed[i] *= scale[i]
  for (let b = 0; b < blocks.blocks; b++) {
    const c0 = blocks.columnStart[b]
    const m = blocks.columnStart[b + 1] - c0
    if (m === 0) continue
    for (let i = 0; i < m; i++) nested[c0 + i] *= r.root[blocks.termOfColumn[c0 + i]]
    forwardSolve(r.factor, m, nested, blocks.zzStart[b], c0)
    const t0 = blocks.touchedStart[b]
    const t = blocks.touchedStart[b + 1] - t0
    for (let i = 0; i < m; i++) {
      const hi = blocks.crossStart[b] + i * t
      const x = nested[c0 + i]
      for (let k = 0; k < t; k++) {
        const c = blocks.touched[t0 + k]
        crossed[c] -= r.half[hi + k] * x * scale[c]
      }
    }
  }
  forwardSolve(r.crossedFactor, blocks.crossed, crossed)
}
