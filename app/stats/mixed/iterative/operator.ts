import { cholesky, inverseFromCholesky } from '../../dense'
import type { Panels, Pattern } from './panels'

/** Inner elimination of one pattern at given variance ratios: B = Lambda A^-1 Lambda and the diagonal of A^-1. */
interface PatternFactor {
  b: Float64Array
  /** Diagonal of the scaled inverse, per inner effect. */
  diagonal: Float64Array
  /** For complete tables: what is taken off row means, column means and the mean. */
  rowShare: number
  columnShare: number
  meanShare: number
}

/** M = (I + Z D Z')^-1 over the inner effects, block by block, at given variance ratios. */
export class InnerOperator {
  readonly panels: Panels
  readonly factors: PatternFactor[]
  private readonly t: Float64Array
  private readonly x: Float64Array

  /** @param lambda variance ratio of each inner term, in the plan's order */
  constructor(panels: Panels, lambda: readonly number[]) {
    this.panels = panels
    this.factors = panels.patterns.map((p) => factorPattern(p, lambda))
    this.t = new Float64Array(Math.max(panels.largest, 1))
    this.x = new Float64Array(Math.max(panels.largest, 1))
  }

  /** Inner effects that go with residuals r: B Z'r. The result is valid until the next call. */
  effects(id: number, r: Float64Array): Float64Array {
    const p = this.panels.patterns[id]
    const { b } = this.factors[id]
    const { t, x } = this
    const { size: m, rows, local } = p
    t.fill(0, 0, m)
    const all = local.length
    for (let k = 0, i = 0; k < all; k++) {
      t[local[k]] += r[i]
      if (++i === rows) i = 0
    }
    for (let c = 0, at = 0; c < m; c++) {
      let s = 0
      for (let d = 0; d < m; d++, at++) s += b[at] * t[d]
      x[c] = s
    }
    return x
  }

  /** r := M r for a block with pattern `id`. */
  apply(id: number, r: Float64Array): void {
    const p = this.panels.patterns[id]
    if (p.tableRows > 0) {
      this.applyTable(p, this.factors[id], r)
      return
    }
    const x = this.effects(id, r)
    const { rows, local } = p
    const all = local.length
    for (let k = 0, i = 0; k < all; k++) {
      r[i] -= x[local[k]]
      if (++i === rows) i = 0
    }
  }

  private applyTable({ tableRows, tableColumns }: Pattern, f: PatternFactor, r: Float64Array): void {
    const { t } = this
    t.fill(0, 0, tableColumns)
    let mean = 0
    for (let j = 0, i = 0; j < tableRows; j++) {
      for (let k = 0; k < tableColumns; k++, i++) {
        const v = r[i]
        t[k] += v
        mean += v
      }
    }
    const n = tableRows * tableColumns
    mean /= n
    const columnFactor = f.columnShare / tableRows
    const base = f.columnShare * mean + f.rowShare * mean - f.meanShare * mean
    for (let k = 0; k < tableColumns; k++) t[k] = t[k] * columnFactor - base
    const rowFactor = f.rowShare / tableColumns
    for (let j = 0, i = 0; j < tableRows; j++) {
      let sum = 0
      for (let k = 0; k < tableColumns; k++) sum += r[i + k]
      const shift = sum * rowFactor
      for (let k = 0; k < tableColumns; k++, i++) r[i] -= shift + t[k]
    }
  }

  /** Entry (i, j) of M for a pattern. */
  entry(id: number, i: number, j: number): number {
    const { size: m, rows, local } = this.panels.patterns[id]
    const { b } = this.factors[id]
    let s = i === j ? 1 : 0
    for (let a = i; a < local.length; a += rows)
      for (let c = j; c < local.length; c += rows) s -= b[local[a] * m + local[c]]
    return s
  }
}

function factorPattern(p: Pattern, lambda: readonly number[]): PatternFactor {
  const { size: m, rows, local, term } = p
  const root = lambda.map(Math.sqrt)
  const a = new Float64Array(m * m)
  for (let x = 0; x < local.length; x++) {
    for (let z = x % rows; z < local.length; z += rows) a[local[x] * m + local[z]] += 1
  }
  for (let c = 0; c < m; c++) {
    for (let d = 0; d < m; d++) a[c * m + d] *= root[term[c]] * root[term[d]]
    a[c * m + c] += 1
  }
  cholesky(a, m)
  const b = inverseFromCholesky(a, m)
  const diagonal = Float64Array.from({ length: m }, (_, c) => b[c * m + c])
  for (let c = 0; c < m; c++) for (let d = 0; d < m; d++) b[c * m + d] *= root[term[c]] * root[term[d]]
  const [whole, byRow, byColumn] = lambda
  const share = (e: number) => 1 - 1 / e
  const table = p.tableRows > 0
  return {
    b,
    diagonal,
    rowShare: table ? share(1 + p.tableColumns * byRow) : 0,
    columnShare: table ? share(1 + p.tableRows * byColumn) : 0,
    meanShare: table ? share(1 + rows * whole + p.tableColumns * byRow + p.tableRows * byColumn) : 0,
  }
}
