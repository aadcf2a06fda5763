import { backSolve, cholesky, forwardSolve, logDeterminant } from '../linear-algebra/dense'
import type { Layout } from './layout'

/** H factored: nested Cholesky blocks, half = L^-1 (nested x crossed part), Cholesky factor of the reduced crossed matrix. */
export interface Factored {
  layout: Layout
  sd: Float64Array
  factor: Float64Array
  half: Float64Array
  crossedFactor: Float64Array
  logDet: number
}

/**
 * Factors H = I + S Z'WZ S.
 * @param w curvature of each row, 0 or more
 * @param sd standard deviation of each term; 0 is an ordinary value (its part of H is the identity)
 */
export function factorH(layout: Layout, w: Float64Array, sd: ArrayLike<number>): Factored {
  const { mixed, nested, crossed, columnStart, touchedStart, touched, zzStart, crossStart, place } = layout
  const { random } = mixed
  const scale = Float64Array.from(sd)
  const factor = new Float64Array(zzStart[layout.blocks])
  const half = new Float64Array(crossStart[layout.blocks])
  const matrix = new Float64Array(crossed * crossed)
  const local = new Int32Array(crossed)
  const ni = layout.nestedTerms.length
  const no = layout.crossedTerms.length
  const nestedAt = new Int32Array(ni)
  const nestedValue = new Float64Array(ni)
  const crossedAt = new Int32Array(no)
  const crossedValue = new Float64Array(no)
  let logDet = 0
  for (let b = 0; b < layout.blocks; b++) {
    const c0 = columnStart[b]
    const m = columnStart[b + 1] - c0
    const z0 = zzStart[b]
    const h0 = crossStart[b]
    const t0 = touchedStart[b]
    const t = touchedStart[b + 1] - t0
    for (let k = 0; k < t; k++) local[touched[t0 + k]] = k
    for (let k = layout.rowStart[b]; k < layout.rowStart[b + 1]; k++) {
      const i = layout.rows[k]
      for (let a = 0; a < ni; a++) {
        const g = layout.nestedTerms[a]
        const { index, slope } = random[g]
        nestedAt[a] = place[g][index[i]] - c0
        nestedValue[a] = slope === null ? scale[g] : scale[g] * slope[i]
      }
      for (let a = 0; a < no; a++) {
        const g = layout.crossedTerms[a]
        const { index, slope } = random[g]
        crossedAt[a] = place[g][index[i]] - nested
        crossedValue[a] = slope === null ? scale[g] : scale[g] * slope[i]
      }
      for (let a = 0; a < ni; a++) {
        const v = w[i] * nestedValue[a]
        const row = z0 + nestedAt[a] * m
        for (let d = 0; d < ni; d++) factor[row + nestedAt[d]] += v * nestedValue[d]
        const cross = h0 + nestedAt[a] * t
        for (let d = 0; d < no; d++) half[cross + local[crossedAt[d]]] += v * crossedValue[d]
      }
      for (let a = 0; a < no; a++) {
        const v = w[i] * crossedValue[a]
        for (let d = 0; d < no; d++)
          if (crossedAt[d] <= crossedAt[a]) matrix[crossedAt[a] * crossed + crossedAt[d]] += v * crossedValue[d]
      }
    }
    for (let i = 0; i < m; i++) factor[z0 + i * m + i] += 1
    cholesky(factor, m, z0)
    logDet += logDeterminant(factor, m, z0)
    eliminate(factor, half, z0, h0, m, t)
    for (let k = 0; k < t; k++) {
      const row = touched[t0 + k]
      for (let l = 0; l < t; l++) {
        const col = touched[t0 + l]
        if (col > row) continue
        let s = 0
        for (let i = 0, hi = h0; i < m; i++, hi += t) s += half[hi + k] * half[hi + l]
        matrix[row * crossed + col] -= s
      }
    }
  }
  for (let i = 0; i < crossed; i++) matrix[i * crossed + i] += 1
  cholesky(matrix, crossed)
  logDet += logDeterminant(matrix, crossed)
  return { layout, sd: scale, factor, half, crossedFactor: matrix, logDet }
}

/** half = L^-1 half for one block. */
function eliminate(factor: Float64Array, half: Float64Array, z0: number, h0: number, m: number, t: number): void {
  for (let i = 0; i < m; i++) {
    const li = z0 + i * m
    const hi = h0 + i * t
    for (let j = 0; j < i; j++) {
      const f = factor[li + j]
      if (f === 0) continue
      const hj = h0 + j * t
      for (let k = 0; k < t; k++) half[hi + k] -= f * half[hj + k]
    }
    const d = 1 / factor[li + i]
    for (let k = 0; k < t; k++) half[hi + k] *= d
  }
}

/** Solves H x = rhs in place; `rhs` runs over all effects. */
export function solveH({ layout, factor, half, crossedFactor }: Factored, rhs: Float64Array): void {
  const { blocks, columnStart, touchedStart, touched, zzStart, crossStart, nested, crossed } = layout
  const out = rhs.subarray(nested)
  for (let b = 0; b < blocks; b++) {
    const c0 = columnStart[b]
    const m = columnStart[b + 1] - c0
    forwardSolve(factor, m, rhs, zzStart[b], c0)
    const t = touchedStart[b + 1] - touchedStart[b]
    for (let i = 0, h = crossStart[b]; i < m; i++) {
      const x = rhs[c0 + i]
      for (let k = touchedStart[b]; k < touchedStart[b] + t; k++, h++) out[touched[k]] -= half[h] * x
    }
  }
  forwardSolve(crossedFactor, crossed, out)
  backSolve(crossedFactor, crossed, out)
  for (let b = 0; b < blocks; b++) {
    const c0 = columnStart[b]
    const m = columnStart[b + 1] - c0
    const t = touchedStart[b + 1] - touchedStart[b]
    for (let i = 0, h = crossStart[b]; i < m; i++) {
      let s = 0
      for (let k = touchedStart[b]; k < touchedStart[b] + t; k++, h++) s += half[h] * out[touched[k]]
      rhs[c0 + i] -= s
    }
    backSolve(factor, m, rhs, zzStart[b], c0)
  }
}
