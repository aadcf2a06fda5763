import { cholesky, inverseFromCholesky } from '../../linear-algebra/dense'
import type { Memory } from './worker-pool'
import type { Patterns } from './row-patterns'

/**
 * Nested eliminations of all patterns at given variance ratios, packed. B = Lambda^1/2 A^-1 Lambda^1/2 with A the scaled
 * equations of a block's nested effects, so that effects = B Z'r and M r = r - Z B Z'r.
 */
export interface NestedFactors {
  bStart: Int32Array
  b: Float64Array
  /** Diagonal of A^-1, by `Patterns.effectStart`. */
  diagonal: Float64Array
  /** Three per pattern, for complete tables: what is taken off row means, column means and the mean. */
  shares: Float64Array
}

export function allocateFactors(patterns: Patterns, memory: Memory): NestedFactors {
  const bStart = memory.ints(patterns.count + 1)
  for (let i = 0; i < patterns.count; i++) bStart[i + 1] = bStart[i] + patterns.size[i] ** 2
  return {
    bStart,
    b: memory.floats(bStart[patterns.count]),
    diagonal: memory.floats(patterns.term.length),
    shares: memory.floats(3 * patterns.count),
  }
}

/** Fills the factors of patterns from..to. @param lambda variance ratio of each nested term, in the plan's order */
export function factorPatterns(
  p: Patterns,
  f: NestedFactors,
  lambda: readonly number[],
  from: number,
  to: number,
): void {
  const root = lambda.map(Math.sqrt)
  for (let id = from; id < to; id++) {
    const m = p.size[id]
    const rows = p.rows[id]
    const at = p.localStart[id]
    const length = p.localStart[id + 1] - at
    const e = p.effectStart[id]
    const a = new Float64Array(m * m)
    for (let x = 0; x < length; x++)
      for (let z = x % rows; z < length; z += rows) a[p.local[at + x] * m + p.local[at + z]] += 1
    for (let c = 0; c < m; c++) {
      for (let d = 0; d < m; d++) a[c * m + d] *= root[p.term[e + c]] * root[p.term[e + d]]
      a[c * m + c] += 1
    }
    cholesky(a, m)
    const inverse = inverseFromCholesky(a, m)
    const b = f.bStart[id]
    for (let c = 0; c < m; c++) {
      f.diagonal[e + c] = inverse[c * m + c]
      for (let d = 0; d < m; d++) f.b[b + c * m + d] = inverse[c * m + d] * root[p.term[e + c]] * root[p.term[e + d]]
    }
    if (p.tableRows[id] === 0) continue
    const [whole, byRow, byColumn] = lambda
    f.shares[3 * id] = 1 - 1 / (1 + p.tableColumns[id] * byRow)
    f.shares[3 * id + 1] = 1 - 1 / (1 + p.tableRows[id] * byColumn)
    f.shares[3 * id + 2] = 1 - 1 / (1 + rows * whole + p.tableColumns[id] * byRow + p.tableRows[id] * byColumn)
  }
}

/** M = (I + Z D Z')^-1 over the nested effects, block by block. Each thread has one of its own, for its scratch. */
export class NestedElimination {
  private readonly p: Patterns
  private readonly f: NestedFactors
  private readonly t: Float64Array
  private readonly x: Float64Array

  constructor(patterns: Patterns, factors: NestedFactors, largest: number) {
    this.p = patterns
    this.f = factors
    this.t = new Float64Array(Math.max(largest, 1))
    this.x = new Float64Array(Math.max(largest, 1))
  }

  /** Sums of r over the rows of each nested effect: Z'r. The result is valid until the next call. */
  sums(id: number, r: Float64Array): Float64Array {
    const { t } = this
    const { local, localStart } = this.p
    const rows = this.p.rows[id]
    t.fill(0, 0, this.p.size[id])
    for (let k = localStart[id], i = 0; k < localStart[id + 1]; k++) {
      t[local[k]] += r[i]
      if (++i === rows) i = 0
    }
    return t
  }

  /** Nested effects that go with residuals r: B Z'r. The result is valid until the next call. */
  effects(id: number, r: Float64Array): Float64Array {
    const t = this.sums(id, r)
    const { x } = this
    const { b } = this.f
    const m = this.p.size[id]
    for (let c = 0, at = this.f.bStart[id]; c < m; c++) {
      let s = 0
      for (let d = 0; d < m; d++, at++) s += b[at] * t[d]
      x[c] = s
    }
    return x
  }

  /** r := M r for a block with pattern `id`. */
  apply(id: number, r: Float64Array): void {
    if (this.p.tableRows[id] > 0) {
      this.applyTable(id, r)
      return
    }
    const x = this.effects(id, r)
    const { local, localStart } = this.p
    const rows = this.p.rows[id]
    for (let k = localStart[id], i = 0; k < localStart[id + 1]; k++) {
      r[i] -= x[local[k]]
      if (++i === rows) i = 0
    }
  }

  private applyTable(id: number, r: Float64Array): void {
    const { t } = this
    const rows = this.p.tableRows[id]
    const columns = this.p.tableColumns[id]
    const { shares } = this.f
    t.fill(0, 0, columns)
    let mean = 0
    for (let j = 0, i = 0; j < rows; j++) {
      for (let k = 0; k < columns; k++, i++) {
        const v = r[i]
        t[k] += v
        mean += v
      }
    }
    mean /= rows * columns
    const columnFactor = shares[3 * id + 1] / rows
    const base = (shares[3 * id + 1] + shares[3 * id] - shares[3 * id + 2]) * mean
    for (let k = 0; k < columns; k++) t[k] = t[k] * columnFactor - base
    const rowFactor = shares[3 * id] / columns
    for (let j = 0, i = 0; j < rows; j++) {
      let sum = 0
      for (let k = 0; k < columns; k++) sum += r[i + k]
      const shift = sum * rowFactor
      for (let k = 0; k < columns; k++, i++) r[i] -= shift + t[k]
    }
  }

  /** Entry (i, j) of M for a pattern. */
  entry(id: number, i: number, j: number): number {
    const { local, localStart } = this.p
    const { b, bStart } = this.f
    const m = this.p.size[id]
    const rows = this.p.rows[id]
    const from = localStart[id]
    const to = localStart[id + 1]
    let s = i === j ? 1 : 0
    for (let a = from + i; a < to; a += rows)
      for (let c = from + j; c < to; c += rows) s -= b[bStart[id] + local[a] * m + local[c]]
    return s
  }

  /** How each nested effect leans on each row: Z B, rows x effects. */
  crossingDiagonal(id: number, out: Float64Array): void {
    const { local, localStart } = this.p
    const { b, bStart } = this.f
    const m = this.p.size[id]
    const rows = this.p.rows[id]
    out.fill(0, 0, rows * m)
    for (let k = localStart[id], i = 0; k < localStart[id + 1]; k++) {
      const at = bStart[id] + local[k] * m
      for (let e = 0; e < m; e++) out[i * m + e] += b[at + e]
      if (++i === rows) i = 0
    }
  }
}
