import { backSolve, cholesky, forwardSolve, inverseFromCholesky, logDeterminant } from '../linear-algebra/dense'
import type { MixedProblem } from '../model/design'
import { groupRows, planElimination } from '../mixed/block-elimination'

/**
 * Where the entries of H = I + S Z'WZ S stand, S the standard deviation of each effect's term. The effects nested in the
 * primary term ("nested") fall apart into one dense block per level of it and are eliminated; those that cross it ("crossed") are
 * one dense matrix. Only W and S change between factorisations, so the places are found once.
 */
export interface Layout {
  mixed: MixedProblem
  nestedTerms: number[]
  crossedTerms: number[]
  blocks: number
  rowStart: Int32Array
  rows: Int32Array
  /** Nested effects of block b: columnStart[b] .. columnStart[b + 1]. */
  columnStart: Int32Array
  /** Crossed effects that meet block b: touched[touchedStart[b] .. touchedStart[b + 1]). */
  touchedStart: Int32Array
  touched: Int32Array
  zzStart: Float64Array
  crossStart: Float64Array
  /** Nested effects, then crossed ones: an effect's place in any vector over all effects. */
  nested: number
  crossed: number
  size: number
  termOf: Int32Array
  /** Per term: the place of each level. */
  place: Int32Array[]
}

/** Lays out the effects of `mixed`. Every level of a term must be used by some row. */
export function layOut(mixed: MixedProblem): Layout {
  const { random, n } = mixed
  const plan = planElimination(mixed)
  const grouped = plan.primary >= 0
  const blocks = grouped ? random[plan.primary].levels : 0
  const { start: rowStart, rows } = grouped
    ? groupRows(random[plan.primary].index, blocks)
    : { start: new Int32Array(1), rows: new Int32Array(0) }
  const nested = plan.nested.reduce((s, t) => s + random[t].levels, 0)
  const size = nested + plan.crossedRandom
  const place = random.map((t) => new Int32Array(t.levels).fill(-1))
  const termOf = new Int32Array(size)
  const columnStart = new Int32Array(blocks + 1)
  let at = 0
  for (let b = 0; b < blocks; b++) {
    for (const t of plan.nested) {
      for (let k = rowStart[b]; k < rowStart[b + 1]; k++) {
        const l = random[t].index[rows[k]]
        if (place[t][l] >= 0) continue
        termOf[at] = t
        place[t][l] = at++
      }
    }
    columnStart[b + 1] = at
  }
  for (const t of plan.crossed) {
    for (let l = 0; l < random[t].levels; l++, at++) {
      termOf[at] = t
      place[t][l] = at
    }
  }
  const touchedStart = new Int32Array(blocks + 1)
  const touched: number[] = []
  const zzStart = new Float64Array(blocks + 1)
  const crossStart = new Float64Array(blocks + 1)
  const stamp = new Int32Array(plan.crossedRandom).fill(-1)
  for (let b = 0; b < blocks; b++) {
    const from = touched.length
    for (let k = rowStart[b]; k < rowStart[b + 1]; k++) {
      for (const t of plan.crossed) {
        const c = place[t][random[t].index[rows[k]]] - nested
        if (stamp[c] === b) continue
        stamp[c] = b
        touched.push(c)
      }
    }
    const m = columnStart[b + 1] - columnStart[b]
    touchedStart[b + 1] = touched.length
    zzStart[b + 1] = zzStart[b] + m * m
    crossStart[b + 1] = crossStart[b] + m * (touched.length - from)
  }
  if (n > 0 && at !== size) throw new Error('a level of a random term is used by no row')
  return {
    mixed,
    nestedTerms: plan.nested,
    crossedTerms: plan.crossed,
    blocks,
    rowStart,
    rows,
    columnStart,
    touchedStart,
    touched: Int32Array.from(touched),
    zzStart,
    crossStart,
    nested,
    crossed: plan.crossedRandom,
    size,
    termOf,
    place,
  }
}

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

/** What is needed of H^-1: its diagonal, and z' S H^-1 S z of every row (the variance of its random part). */
export interface InverseParts {
  diagonal: Float64Array
  rowVariance: Float64Array
}

/** Inverts the crossed matrix, then block by block the part of H^-1 that rows of the block touch. */
export function inverseParts(f: Factored): InverseParts {
  const { layout, sd } = f
  const { mixed, nested, crossed, columnStart, touchedStart, touched, zzStart, crossStart, place } = layout
  const { random, n } = mixed
  const q = inverseFromCholesky(f.crossedFactor, crossed)
  const diagonal = new Float64Array(layout.size)
  const rowVariance = new Float64Array(n)
  for (let i = 0; i < crossed; i++) diagonal[nested + i] = q[i * crossed + i]
  const local = new Int32Array(crossed)
  const terms = [...layout.nestedTerms, ...layout.crossedTerms]
  const ni = layout.nestedTerms.length
  const at = new Int32Array(terms.length)
  const value = new Float64Array(terms.length)
  for (let b = 0; b < layout.blocks; b++) {
    const c0 = columnStart[b]
    const m = columnStart[b + 1] - c0
    const z0 = zzStart[b]
    const t0 = touchedStart[b]
    const t = touchedStart[b + 1] - t0
    // Rows of the block see m nested and t crossed effects: `part` is their (m + t) square of H^-1.
    const width = m + t
    const part = new Float64Array(width * width)
    const cross = f.half.slice(crossStart[b], crossStart[b] + m * t)
    for (let i = m - 1; i >= 0; i--) {
      const d = 1 / f.factor[z0 + i * m + i]
      for (let k = 0; k < t; k++) {
        let x = cross[i * t + k]
        for (let j = i + 1; j < m; j++) x -= f.factor[z0 + j * m + i] * cross[j * t + k]
        cross[i * t + k] = x * d
      }
    }
    for (let k = 0; k < t; k++) {
      local[touched[t0 + k]] = k
      for (let l = 0; l < t; l++) part[(m + k) * width + m + l] = q[touched[t0 + k] * crossed + touched[t0 + l]]
    }
    for (let i = 0; i < m; i++) {
      for (let k = 0; k < t; k++) {
        let s = 0
        for (let l = 0; l < t; l++) s -= cross[i * t + l] * part[(m + l) * width + m + k]
        part[i * width + m + k] = part[(m + k) * width + i] = s
      }
    }
    const own = inverseFromCholesky(f.factor.subarray(z0, z0 + m * m), m)
    for (let i = 0; i < m; i++) {
      for (let j = 0; j <= i; j++) {
        let s = own[i * m + j]
        for (let k = 0; k < t; k++) s -= part[i * width + m + k] * cross[j * t + k]
        part[i * width + j] = part[j * width + i] = s
      }
      diagonal[c0 + i] = part[i * width + i]
    }
    for (let k = layout.rowStart[b]; k < layout.rowStart[b + 1]; k++) {
      const row = layout.rows[k]
      let v = 0
      for (let a = 0; a < terms.length; a++) {
        const g = terms[a]
        const { index, slope } = random[g]
        const p = place[g][index[row]]
        at[a] = a < ni ? p - c0 : m + local[p - nested]
        value[a] = slope === null ? sd[g] : sd[g] * slope[row]
        for (let d = 0; d < a; d++) v += 2 * value[a] * value[d] * part[at[a] * width + at[d]]
        v += value[a] * value[a] * part[at[a] * width + at[a]]
      }
      rowVariance[row] = v
    }
  }
  return { diagonal, rowVariance }
}

/** S Z'f over all effects. */
export function crossRows({ mixed, place, size }: Layout, sd: ArrayLike<number>, f: Float64Array): Float64Array {
  const out = new Float64Array(size)
  mixed.random.forEach(({ index, slope }, t) => {
    const to = place[t]
    for (let i = 0; i < f.length; i++) out[to[index[i]]] += slope === null ? sd[t] * f[i] : sd[t] * slope[i] * f[i]
  })
  return out
}

/** Adds Z S x of one term to `rows`. */
export function addTerm({ mixed, place }: Layout, t: number, sd: number, x: Float64Array, rows: Float64Array): void {
  const { index, slope } = mixed.random[t]
  const from = place[t]
  for (let i = 0; i < rows.length; i++) rows[i] += (slope === null ? sd : sd * slope[i]) * x[from[index[i]]]
}
