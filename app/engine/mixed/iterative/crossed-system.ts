import { backSolve, cholesky, forwardSolve, inverseFromCholesky } from '../../linear-algebra/dense'
import type { Crew } from './worker-pool'
import type { Task } from './row-kernels'
import { LANES } from './multiply-kernels'
import { makeFactors } from './nested-elimination'
import type { OuterData } from './crossed-workspace'
import { groupOuter } from './preconditioner-blocks'
import type { Panels } from './row-patterns'

/** A right-hand side: scaled random part and fixed part. */
export interface Side {
  z: Float64Array
  x: Float64Array
}

const MOST_ITERATIONS = 2000

/**
 * The reduced equations of the outer effects at given variance ratios, never formed: scaled random columns, fixed effects
 * projected out exactly. Solved by conjugate gradients with one dense block per group.
 */
export class OuterSystem {
  readonly crew: Crew<OuterData, Task>
  readonly panels: Panels
  readonly data: OuterData
  readonly q: number
  readonly p: number
  readonly root: Float64Array
  /** Cholesky factor of X'MX (plus the prior's precision). */
  xmx: Float64Array
  private zmx: Float64Array[]
  private readonly vectors: Float64Array
  private readonly out: Float64Array
  private readonly fixedOut: Float64Array

  constructor(panels: Panels, crew: Crew<OuterData, Task>) {
    const { memory } = crew
    const { fixed } = panels.problem
    this.crew = crew
    this.panels = panels
    this.p = fixed.p
    this.q = panels.outerOffset[panels.outerOffset.length - 1]
    const fixedTable = memory.floats(fixed.table.length)
    fixedTable.set(fixed.table)
    const groups = groupOuter(panels, memory)
    this.root = memory.floats(this.q)
    const { problem, plan, ...plain } = panels
    this.data = {
      panels: plain,
      inner: plan.inner.length,
      p: this.p,
      q: this.q,
      fixedTable,
      fixedKinds:
        fixed.p === 0 ? panels.fixedPattern.reduce((m, g) => Math.max(m, g + 1), 0) : fixedTable.length / fixed.p,
      factors: makeFactors(panels.patterns, memory),
      groups,
      root: this.root,
      groupInverse: memory.floats(groups.blockStart[groups.blockStart.length - 1]),
    }
    this.vectors = memory.floats(LANES * this.q)
    this.out = memory.floats(panels.chunks * LANES * this.q)
    this.fixedOut = memory.floats(panels.chunks * (this.p * this.q + this.p * this.p))
    this.xmx = new Float64Array(this.p * this.p)
    this.zmx = []
    crew.install(this.data)
  }

  /**
   * Sets the variance ratios of the inner terms and of each outer term.
   * @param precision p x p matrix added to X'MX, or null
   */
  prepare(inner: readonly number[], outer: readonly number[], precision: Float64Array | null): void {
    const { crew, panels, p, q, root, fixedOut } = this
    outer.forEach((l, k) => root.fill(Math.sqrt(l), panels.outerOffset[k], panels.outerOffset[k + 1]))
    const parts = Math.min(panels.patterns.count, 64)
    crew.run({ do: 'factor', lambda: inner, chunks: parts }, parts)
    crew.run({ do: 'fixed', out: fixedOut }, panels.chunks)
    const width = p * q + p * p
    this.zmx = Array.from({ length: p }, (_, k) => {
      const column = new Float64Array(q)
      for (let c = 0; c < panels.chunks; c++)
        for (let i = 0, at = c * width + k; i < q; i++, at += p) column[i] += fixedOut[at]
      for (let i = 0; i < q; i++) column[i] *= root[i]
      return column
    })
    const xmx = precision === null ? new Float64Array(p * p) : precision.slice()
    for (let c = 0; c < panels.chunks; c++)
      for (let i = 0, at = c * width + p * q; i < p * p; i++) xmx[i] += fixedOut[at + i]
    cholesky(xmx, p)
    this.xmx = xmx
  }

  /** Works the groups' inverse blocks out again, for the present variance ratios. */
  renewGroups(): void {
    const { crew, panels, root, data } = this
    const { groups, groupInverse } = data
    const { start, columns, blockStart } = groups
    const length = groupInverse.length
    const out = crew.memory.floats(panels.chunks * length)
    crew.run({ do: 'groups', out }, panels.chunks)
    for (let g = 0; g + 1 < start.length; g++) {
      const m = start[g + 1] - start[g]
      const a = new Float64Array(m * m)
      for (let i = 0; i < m; i++) {
        const si = root[columns[start[g] + i]]
        for (let j = 0; j < m; j++) {
          for (let c = 0; c < panels.chunks; c++) a[i * m + j] += out[c * length + blockStart[g] + i * m + j]
          a[i * m + j] *= si * root[columns[start[g] + j]]
        }
        a[i * m + i] += 1
      }
      cholesky(a, m)
      groupInverse.set(inverseFromCholesky(a, m), blockStart[g])
    }
  }

  /** Z'My, scaled, and X'My. */
  response(): Side {
    const { crew, panels, p, q, root } = this
    const out = crew.memory.floats(panels.chunks * (q + p))
    crew.run({ do: 'response', out }, panels.chunks)
    const side = { z: new Float64Array(q), x: new Float64Array(p) }
    for (let c = 0; c < panels.chunks; c++) {
      const at = c * (q + p)
      for (let i = 0; i < q; i++) side.z[i] += out[at + i]
      for (let k = 0; k < p; k++) side.x[k] += out[at + q + k]
    }
    for (let i = 0; i < q; i++) side.z[i] *= root[i]
    return side
  }

  /** outs = (I + root Z'MZ root, less the projection on the fixed effects where wanted) vs, in one pass over the rows. */
  private multiply(vs: readonly Float64Array[], outs: readonly Float64Array[], projected: readonly boolean[]): void {
    for (let first = 0; first < vs.length; first += LANES) {
      const count = Math.min(LANES, vs.length - first)
      if (count === 1) this.passOne(vs[first], outs[first])
      else this.passLanes(vs.slice(first, first + count), outs.slice(first, first + count))
    }
    vs.forEach((v, s) => {
      if (!projected[s]) return
      const w = Float64Array.from(this.zmx, (z) => dot(z, v))
      this.solveFixed(w)
      this.lessFixed(outs[s], w)
    })
  }

  private passOne(v: Float64Array, to: Float64Array): void {
    const { crew, panels, root, q, vectors, out } = this
    for (let i = 0; i < q; i++) vectors[i] = v[i] * root[i]
    crew.run({ do: 'multiply', lanes: 1, vectors, out }, panels.chunks)
    addChunks(out, panels.chunks, q)
    for (let i = 0; i < q; i++) to[i] = out[i] * root[i] + v[i]
  }

  private passLanes(vs: readonly Float64Array[], to: readonly Float64Array[]): void {
    const { crew, panels, root, q, vectors, out } = this
    // A lane without a vector repeats the last one.
    const [a, b, c, d] = [0, 1, 2, 3].map((lane) => vs[Math.min(lane, vs.length - 1)])
    for (let i = 0, at = 0; i < q; i++, at += LANES) {
      const s = root[i]
      vectors[at] = a[i] * s
      vectors[at + 1] = b[i] * s
      vectors[at + 2] = c[i] * s
      vectors[at + 3] = d[i] * s
    }
    crew.run({ do: 'multiply', lanes: LANES, vectors, out }, panels.chunks)
    addChunks(out, panels.chunks, LANES * q)
    to.forEach((x, lane) => {
      const v = vs[lane]
      for (let i = 0, at = lane; i < q; i++, at += LANES) x[i] = out[at] * root[i] + v[i]
    })
  }

  /** Solves X'MX w = w in place. */
  solveFixed(w: Float64Array): void {
    forwardSolve(this.xmx, this.p, w)
    backSolve(this.xmx, this.p, w)
  }

  /** Fixed columns, scaled: root Z'MX w. */
  private lessFixed(z: Float64Array, w: Float64Array): void {
    this.zmx.forEach((column, k) => {
      for (let c = 0; c < this.q; c++) z[c] -= column[c] * w[k]
    })
  }

  /** out = W v, W the groups' inverse blocks. */
  precondition(v: Float64Array, out: Float64Array): void {
    const { groups, groupInverse } = this.data
    const { start, columns, blockStart } = groups
    for (let g = 0; g + 1 < start.length; g++) {
      const from = start[g]
      const m = start[g + 1] - from
      for (let i = 0, at = blockStart[g]; i < m; i++) {
        let s = 0
        for (let j = 0; j < m; j++, at++) s += groupInverse[at] * v[columns[from + j]]
        out[columns[from + i]] = s
      }
    }
  }

  /**
   * Solves the reduced equations for several right-hand sides at once, each to its own tolerance (relative, in the norm of the
   * preconditioner). `starts` are improved in place and hold the random part of the solution; the fixed parts are returned.
   * @param projected whether the fixed effects are unknown (true) or known to be 0 in a side's equations; default true
   */
  solve(
    sides: readonly Side[],
    starts: readonly Float64Array[],
    tolerances: readonly number[],
    projected: readonly boolean[] = sides.map(() => true),
  ): { fixed: Float64Array[]; iterations: number } {
    const { q, p } = this
    const rhs = sides.map(({ z, x }, s) => {
      const out = z.slice()
      if (!projected[s]) return out
      const w = x.slice()
      this.solveFixed(w)
      this.lessFixed(out, w)
      return out
    })
    const image = rhs.map(() => new Float64Array(q))
    const warm = starts.flatMap((v, s) => (v.some((x) => x !== 0) ? [s] : []))
    const pick = <T>(list: readonly T[], which: readonly number[]) => which.map((s) => list[s])
    if (warm.length > 0) this.multiply(pick(starts, warm), pick(image, warm), pick(projected, warm))
    const residual = rhs.map((b, s) => b.map((x, c) => x - image[s][c]))
    const z = rhs.map(() => new Float64Array(q))
    residual.forEach((r, s) => this.precondition(r, z[s]))
    const direction = z.map((x) => x.slice())
    const rz = residual.map((r, s) => dot(r, z[s]))
    const scale = rhs.map((b, s) => {
      this.precondition(b, image[s])
      return dot(b, image[s])
    })
    const open = (s: number) => rz[s] > tolerances[s] ** 2 * scale[s]
    let active = rhs.map((_, s) => s).filter(open)
    let iterations = 0
    while (active.length > 0 && iterations < MOST_ITERATIONS) {
      iterations++
      this.multiply(pick(direction, active), pick(image, active), pick(projected, active))
      for (const s of active) {
        const [x, r, d, a] = [starts[s], residual[s], direction[s], image[s]]
        const alpha = rz[s] / dot(d, a)
        for (let c = 0; c < q; c++) {
          x[c] += alpha * d[c]
          r[c] -= alpha * a[c]
        }
        this.precondition(r, z[s])
        const next = dot(r, z[s])
        const beta = next / rz[s]
        rz[s] = next
        for (let c = 0; c < q; c++) d[c] = z[s][c] + beta * d[c]
      }
      active = active.filter(open)
    }
    const fixed = sides.map(({ x }, s) => {
      if (!projected[s]) return new Float64Array(p)
      const w = Float64Array.from(x, (v, k) => v - dot(this.zmx[k], starts[s]))
      this.solveFixed(w)
      return w
    })
    return { fixed, iterations }
  }
}

/** Adds the later chunks' parts to the first's. */
function addChunks(parts: Float64Array, chunks: number, length: number): void {
  for (let c = 1; c < chunks; c++) {
    for (let i = 0, at = c * length; i < length; i++, at++) parts[i] += parts[at]
  }
}

export function dot(a: Float64Array, b: Float64Array): number {
  let s = 0
  for (let i = 0; i < a.length; i++) s += a[i] * b[i]
  return s
}
