import { cholesky, backSolve, forwardSolve, inverseFromCholesky } from '../../dense'
import type { InnerOperator } from './operator'
import type { Panels } from './panels'

/** Outer columns that are solved together by the preconditioner: all levels nested in one level of the largest outer term. */
export interface OuterGroups {
  start: Int32Array
  columns: Int32Array
  /** Group of each outer column, and its place in it. */
  group: Int32Array
  place: Int32Array
}

/** Groups outer columns by the level of the largest outer term in which they are nested; others stand alone. */
export function groupOuter(panels: Panels): OuterGroups {
  const { outer, outerOffset, problem, plan } = panels
  const q = outerOffset[outerOffset.length - 1]
  let main = 0
  plan.outer.forEach((t, k) => {
    // The term with the fewest levels that others nest in would do as well; nesting is checked per column below.
    if (problem.random[t].levels < problem.random[plan.outer[main]].levels && nests(panels, k)) main = k
  })
  const owner = new Int32Array(q).fill(-1)
  plan.outer.forEach((_, k) => {
    for (let i = 0; i < problem.n; i++) {
      const c = outer[k][i]
      const m = outer[main][i]
      if (owner[c] === -1) owner[c] = m
      else if (owner[c] !== m) owner[c] = -2
    }
  })
  const label = new Map<number, number>()
  const group = new Int32Array(q)
  for (let c = 0; c < q; c++) {
    const key = owner[c] >= 0 ? owner[c] : q + c
    let g = label.get(key)
    if (g === undefined) label.set(key, (g = label.size))
    group[c] = g
  }
  const start = new Int32Array(label.size + 1)
  for (let c = 0; c < q; c++) start[group[c] + 1]++
  for (let g = 0; g < label.size; g++) start[g + 1] += start[g]
  const fill = start.slice(0, label.size)
  const columns = new Int32Array(q)
  const place = new Int32Array(q)
  for (let c = 0; c < q; c++) {
    place[c] = fill[group[c]] - start[group[c]]
    columns[fill[group[c]]++] = c
  }
  return { start, columns, group, place }
}

/** Whether some other outer term is nested in outer term k. */
function nests({ outer, outerOffset, plan, problem }: Panels, k: number): boolean {
  return plan.outer.some((t, other) => {
    if (other === k) return false
    const parent = new Int32Array(problem.random[t].levels).fill(-1)
    for (let i = 0; i < problem.n; i++) {
      const l = outer[other][i] - outerOffset[other]
      if (parent[l] === -1) parent[l] = outer[k][i]
      else if (parent[l] !== outer[k][i]) return false
    }
    return true
  })
}

/**
 * The reduced equations of the outer effects at given variance ratios, never formed: scaled random columns, fixed effects
 * projected out exactly. Solved by conjugate gradients with one dense block per group.
 */
export class OuterSystem {
  readonly panels: Panels
  readonly op: InnerOperator
  readonly q: number
  readonly p: number
  /** sqrt(variance ratio) per outer column. */
  readonly root: Float64Array
  /** Z'MX, column after column (p x q), scaled by `root`; and the Cholesky factor of X'MX. */
  readonly zmx: Float64Array[]
  readonly xmx: Float64Array
  private readonly groups: OuterGroups
  /** Inverse of each group's diagonal block, packed. */
  private readonly blockInverse: Float64Array
  private readonly blockStart: Float64Array
  private readonly r: Float64Array

  constructor(panels: Panels, groups: OuterGroups, op: InnerOperator, root: Float64Array) {
    this.panels = panels
    this.op = op
    this.groups = groups
    this.root = root
    this.q = root.length
    this.p = panels.problem.fixed.p
    this.r = new Float64Array(panels.longest)
    this.zmx = Array.from({ length: this.p }, () => new Float64Array(this.q))
    this.xmx = new Float64Array(this.p * this.p)
    this.crossFixed()
    cholesky(this.xmx, this.p)
    const packed = this.diagonalBlocks()
    this.blockInverse = packed.inverse
    this.blockStart = packed.start
  }

  /** Adds Z'M f (scaled) and X'M f of one block's f, already multiplied by M, to `z` and `x`. */
  scatter(b: number, r: Float64Array, z: Float64Array, x: Float64Array): void {
    const { rowStart, outer, fixedPattern, problem } = this.panels
    const { table } = problem.fixed
    const from = rowStart[b]
    const m = rowStart[b + 1] - from
    for (const columns of outer) for (let i = 0; i < m; i++) z[columns[from + i]] += r[i]
    const { p } = this
    for (let i = 0; i < m; i++) {
      const at = fixedPattern[from + i] * p
      for (let k = 0; k < p; k++) x[k] += table[at + k] * r[i]
    }
  }

  private crossFixed(): void {
    const { panels, op, p, r } = this
    const { rowStart, fixedPattern, problem, pattern } = panels
    const x = new Float64Array(p)
    for (let k = 0; k < p; k++) {
      x.fill(0)
      for (let b = 0; b < panels.blocks; b++) {
        const from = rowStart[b]
        const m = rowStart[b + 1] - from
        for (let i = 0; i < m; i++) r[i] = problem.fixed.table[fixedPattern[from + i] * p + k]
        op.apply(pattern[b], r)
        this.scatter(b, r, this.zmx[k], x)
      }
      for (let j = 0; j < p; j++) this.xmx[j * p + k] = x[j]
      for (let c = 0; c < this.q; c++) this.zmx[k][c] *= this.root[c]
    }
  }

  private diagonalBlocks(): { inverse: Float64Array; start: Float64Array } {
    const { groups, panels, op, root } = this
    const count = groups.start.length - 1
    const start = new Float64Array(count + 1)
    for (let g = 0; g < count; g++) start[g + 1] = start[g] + (groups.start[g + 1] - groups.start[g]) ** 2
    const packed = new Float64Array(start[count])
    const { rowStart, outer, pattern } = panels
    for (let b = 0; b < panels.blocks; b++) {
      const from = rowStart[b]
      const m = rowStart[b + 1] - from
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < m; j++) {
          let entry = Number.NaN
          for (const left of outer) {
            const c = left[from + i]
            const g = groups.group[c]
            for (const right of outer) {
              const d = right[from + j]
              if (groups.group[d] !== g) continue
              if (Number.isNaN(entry)) entry = op.entry(pattern[b], i, j)
              packed[start[g] + groups.place[c] * (groups.start[g + 1] - groups.start[g]) + groups.place[d]] += entry
            }
          }
        }
      }
    }
    const inverse = new Float64Array(start[count])
    for (let g = 0; g < count; g++) {
      const m = groups.start[g + 1] - groups.start[g]
      const a = packed.slice(start[g], start[g + 1])
      for (let i = 0; i < m; i++) {
        const si = root[groups.columns[groups.start[g] + i]]
        for (let j = 0; j < m; j++) a[i * m + j] *= si * root[groups.columns[groups.start[g] + j]]
        a[i * m + i] += 1
      }
      cholesky(a, m)
      inverse.set(inverseFromCholesky(a, m), start[g])
    }
    return { inverse, start }
  }

  /** out = (I + root Z'MZ root - projection on the fixed effects) v, in one pass over the rows. */
  private multiply(vs: readonly Float64Array[], outs: readonly Float64Array[]): void {
    const { panels, op, r, root, q } = this
    const { rowStart, outer, pattern } = panels
    const scaled = vs.map((v) => v.map((x, c) => x * root[c]))
    for (const out of outs) out.fill(0)
    const terms = outer.length
    for (let b = 0; b < panels.blocks; b++) {
      const from = rowStart[b]
      const m = rowStart[b + 1] - from
      const id = pattern[b]
      for (let s = 0; s < vs.length; s++) {
        const v = scaled[s]
        const out = outs[s]
        const first = outer[0]
        for (let i = 0; i < m; i++) r[i] = v[first[from + i]]
        for (let k = 1; k < terms; k++) {
          const columns = outer[k]
          for (let i = 0; i < m; i++) r[i] += v[columns[from + i]]
        }
        op.apply(id, r)
        for (let k = 0; k < terms; k++) {
          const columns = outer[k]
          for (let i = 0; i < m; i++) out[columns[from + i]] += r[i]
        }
      }
    }
    vs.forEach((v, s) => {
      const out = outs[s]
      for (let c = 0; c < q; c++) out[c] = out[c] * root[c] + v[c]
      const w = Float64Array.from(this.zmx, (z) => dot(z, v))
      this.solveFixed(w)
      this.zmx.forEach((z, k) => {
        for (let c = 0; c < q; c++) out[c] -= z[c] * w[k]
      })
    })
  }

  /** Solves X'MX w = w in place. */
  solveFixed(w: Float64Array): void {
    forwardSolve(this.xmx, this.p, w)
    backSolve(this.xmx, this.p, w)
  }

  private precondition(v: Float64Array, out: Float64Array): void {
    const { groups, blockInverse, blockStart } = this
    for (let g = 0; g + 1 < groups.start.length; g++) {
      const from = groups.start[g]
      const m = groups.start[g + 1] - from
      for (let i = 0; i < m; i++) {
        let s = 0
        const at = blockStart[g] + i * m
        for (let j = 0; j < m; j++) s += blockInverse[at + j] * v[groups.columns[from + j]]
        out[groups.columns[from + i]] = s
      }
    }
  }

  /**
   * Solves the reduced equations for several right-hand sides (z: scaled random part, x: fixed part) at once. `starts` are
   * improved in place and hold the random part of the solution; the fixed parts are returned.
   */
  solve(
    sides: readonly { z: Float64Array; x: Float64Array }[],
    starts: readonly Float64Array[],
    tolerance: number,
  ): { fixed: Float64Array[]; iterations: number } {
    const { q } = this
    const rhs = sides.map(({ z, x }) => {
      const w = x.slice()
      this.solveFixed(w)
      const out = z.slice()
      this.zmx.forEach((column, k) => {
        for (let c = 0; c < q; c++) out[c] -= column[c] * w[k]
      })
      return out
    })
    const image = rhs.map(() => new Float64Array(q))
    this.multiply(starts, image)
    const residual = rhs.map((b, s) => b.map((x, c) => x - image[s][c]))
    const z = rhs.map(() => new Float64Array(q))
    residual.forEach((r, s) => this.precondition(r, z[s]))
    const direction = z.map((x) => x.slice())
    const rz = residual.map((r, s) => dot(r, z[s]))
    const scale = rhs.map((b, s) => {
      this.precondition(b, image[s])
      return dot(b, image[s])
    })
    let active = rhs.map((_, s) => s).filter((s) => rz[s] > tolerance ** 2 * scale[s])
    let iterations = 0
    while (active.length > 0 && iterations < 2000) {
      iterations++
      this.multiply(
        active.map((s) => direction[s]),
        active.map((s) => image[s]),
      )
      for (const s of active) {
        const alpha = rz[s] / dot(direction[s], image[s])
        for (let c = 0; c < q; c++) {
          starts[s][c] += alpha * direction[s][c]
          residual[s][c] -= alpha * image[s][c]
        }
        this.precondition(residual[s], z[s])
        const next = dot(residual[s], z[s])
        const beta = next / rz[s]
        rz[s] = next
        for (let c = 0; c < q; c++) direction[s][c] = z[s][c] + beta * direction[s][c]
      }
      active = active.filter((s) => rz[s] > tolerance ** 2 * scale[s])
    }
    const fixed = sides.map(({ x }, s) => {
      const w = Float64Array.from(x, (v, k) => v - dot(this.zmx[k], starts[s]))
      this.solveFixed(w)
      return w
    })
    return { fixed, iterations }
  }

  /** Inverse of a group's diagonal block entry: a near answer for the posterior covariance of two columns of one group. */
  nearInverse(c: number, d: number): number {
    const { groups } = this
    const g = groups.group[c]
    if (groups.group[d] !== g) return 0
    const m = groups.start[g + 1] - groups.start[g]
    return this.blockInverse[this.blockStart[g] + groups.place[c] * m + groups.place[d]]
  }
}

export function dot(a: Float64Array, b: Float64Array): number {
  let s = 0
  for (let i = 0; i < a.length; i++) s += a[i] * b[i]
  return s
}
