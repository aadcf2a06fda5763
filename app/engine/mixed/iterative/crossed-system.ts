import { backSolve, cholesky, forwardSolve, inverseFromCholesky } from '../../linear-algebra/dense'
import type { WorkerPool } from './worker-pool'
import type { RowTask } from './row-kernels'
import { INTERLEAVED } from './crossed-workspace'
import { allocateFactors } from './nested-elimination'
import type { CrossedData } from './crossed-workspace'
import { groupCrossedColumns } from './preconditioner-blocks'
import type { RowArrangement } from './row-patterns'

/** A right-hand side: scaled random part and fixed part. */
export interface RightHandSide {
  z: Float64Array
  x: Float64Array
}

const MOST_ITERATIONS = 2000

/**
 * The reduced equations of the crossed effects at given variance ratios, never formed: scaled random columns, fixed effects
 * projected out exactly. Solved by preconditioned conjugate gradients; the preconditioner is block Jacobi, one dense
 * block per group of crossed columns, and several right-hand sides go through the rows together.
 * @see Hestenes & Stiefel (1952), J. Res. Natl. Bur. Stand. 49:409-436
 */
export class CrossedSystem {
  readonly pool: WorkerPool<CrossedData, RowTask>
  readonly arrangement: RowArrangement
  readonly data: CrossedData
  readonly q: number
  readonly p: number
  readonly crossedSd: Float64Array
  /** Cholesky factor of X'MX (plus the prior's precision). */
  xmx: Float64Array
  private zmx: Float64Array[]
  private readonly vectors: Float64Array
  private readonly out: Float64Array
  private readonly fixedOut: Float64Array

  constructor(arrangement: RowArrangement, pool: WorkerPool<CrossedData, RowTask>) {
    const { memory } = pool
    const { fixed } = arrangement.problem
    this.pool = pool
    this.arrangement = arrangement
    this.p = fixed.p
    this.q = arrangement.crossedOffset[arrangement.crossedOffset.length - 1]
    const fixedTable = memory.floats(fixed.table.length)
    fixedTable.set(fixed.table)
    const groups = groupCrossedColumns(arrangement, memory)
    this.crossedSd = memory.floats(this.q)
    const { problem, plan, ...plain } = arrangement
    this.data = {
      arrangement: plain,
      nestedTerms: plan.nested.length,
      p: this.p,
      q: this.q,
      fixedTable,
      fixedKinds:
        fixed.p === 0 ? arrangement.fixedPattern.reduce((m, g) => Math.max(m, g + 1), 0) : fixedTable.length / fixed.p,
      factors: allocateFactors(arrangement.patterns, memory),
      groups,
      crossedSd: this.crossedSd,
      groupInverse: memory.floats(groups.blockStart[groups.blockStart.length - 1]),
    }
    this.vectors = memory.floats(INTERLEAVED * this.q)
    this.out = memory.floats(arrangement.chunks * INTERLEAVED * this.q)
    this.fixedOut = memory.floats(arrangement.chunks * (this.p * this.q + this.p * this.p))
    this.xmx = new Float64Array(this.p * this.p)
    this.zmx = []
    pool.install(this.data)
  }

  /**
   * Sets the variance ratios of the nested terms and of each crossed term.
   * @param precision p x p matrix added to X'MX, or null
   */
  prepare(nested: readonly number[], crossed: readonly number[], precision: Float64Array | null): void {
    const { pool, arrangement, p, q, crossedSd, fixedOut } = this
    crossed.forEach((l, k) =>
      crossedSd.fill(Math.sqrt(l), arrangement.crossedOffset[k], arrangement.crossedOffset[k + 1]),
    )
    const parts = Math.min(arrangement.patterns.count, 64)
    pool.run({ do: 'factor', lambda: nested, chunks: parts }, parts)
    pool.run({ do: 'fixed', out: fixedOut }, arrangement.chunks)
    const width = p * q + p * p
    this.zmx = Array.from({ length: p }, (_, k) => {
      const column = new Float64Array(q)
      for (let c = 0; c < arrangement.chunks; c++)
        for (let i = 0, at = c * width + k; i < q; i++, at += p) column[i] += fixedOut[at]
      for (let i = 0; i < q; i++) column[i] *= crossedSd[i]
      return column
    })
    const xmx = precision === null ? new Float64Array(p * p) : precision.slice()
    for (let c = 0; c < arrangement.chunks; c++)
      for (let i = 0, at = c * width + p * q; i < p * p; i++) xmx[i] += fixedOut[at + i]
    cholesky(xmx, p)
    this.xmx = xmx
  }

  /** Works the groups' inverse blocks out again, for the present variance ratios. */
  refreshPreconditioner(): void {
    const { pool, arrangement, crossedSd, data } = this
    const { groups, groupInverse } = data
    const { start, columns, blockStart } = groups
    const length = groupInverse.length
    const out = pool.memory.floats(arrangement.chunks * length)
    pool.run({ do: 'groups', out }, arrangement.chunks)
    for (let g = 0; g + 1 < start.length; g++) {
      const m = start[g + 1] - start[g]
      const a = new Float64Array(m * m)
      for (let i = 0; i < m; i++) {
        const si = crossedSd[columns[start[g] + i]]
        for (let j = 0; j < m; j++) {
          for (let c = 0; c < arrangement.chunks; c++) a[i * m + j] += out[c * length + blockStart[g] + i * m + j]
          a[i * m + j] *= si * crossedSd[columns[start[g] + j]]
        }
        a[i * m + i] += 1
      }
      cholesky(a, m)
      groupInverse.set(inverseFromCholesky(a, m), blockStart[g])
    }
  }

  /** Z'My, scaled, and X'My. */
  response(): RightHandSide {
    const { pool, arrangement, p, q, crossedSd } = this
    const out = pool.memory.floats(arrangement.chunks * (q + p))
    pool.run({ do: 'response', out }, arrangement.chunks)
    const side = { z: new Float64Array(q), x: new Float64Array(p) }
    for (let c = 0; c < arrangement.chunks; c++) {
      const at = c * (q + p)
      for (let i = 0; i < q; i++) side.z[i] += out[at + i]
      for (let k = 0; k < p; k++) side.x[k] += out[at + q + k]
    }
    for (let i = 0; i < q; i++) side.z[i] *= crossedSd[i]
    return side
  }

  /** outs = (I + crossedSd Z'MZ crossedSd, less the projection on the fixed effects where wanted) vs, in one pass over the rows. */
  private multiply(vs: readonly Float64Array[], outs: readonly Float64Array[], projected: readonly boolean[]): void {
    for (let first = 0; first < vs.length; first += INTERLEAVED) {
      const count = Math.min(INTERLEAVED, vs.length - first)
      if (count === 1) this.multiplyOneVector(vs[first], outs[first])
      else this.multiplyInterleaved(vs.slice(first, first + count), outs.slice(first, first + count))
    }
    vs.forEach((v, s) => {
      if (!projected[s]) return
      const w = Float64Array.from(this.zmx, (z) => dot(z, v))
      this.solveFixed(w)
      this.projectOutFixed(outs[s], w)
    })
  }

  private multiplyOneVector(v: Float64Array, to: Float64Array): void {
    const { pool, arrangement, crossedSd, q, vectors, out } = this
    for (let i = 0; i < q; i++) vectors[i] = v[i] * crossedSd[i]
    pool.run({ do: 'multiply', width: 1, vectors, out }, arrangement.chunks)
    addChunks(out, arrangement.chunks, q)
    for (let i = 0; i < q; i++) to[i] = out[i] * crossedSd[i] + v[i]
  }

  private multiplyInterleaved(vs: readonly Float64Array[], to: readonly Float64Array[]): void {
    const { pool, arrangement, crossedSd, q, vectors, out } = this
    // A lane without a vector repeats the last one.
    const [a, b, c, d] = [0, 1, 2, 3].map((lane) => vs[Math.min(lane, vs.length - 1)])
    for (let i = 0, at = 0; i < q; i++, at += INTERLEAVED) {
      const s = crossedSd[i]
      vectors[at] = a[i] * s
      vectors[at + 1] = b[i] * s
      vectors[at + 2] = c[i] * s
      vectors[at + 3] = d[i] * s
    }
    pool.run({ do: 'multiply', width: INTERLEAVED, vectors, out }, arrangement.chunks)
    addChunks(out, arrangement.chunks, INTERLEAVED * q)
    to.forEach((x, lane) => {
      const v = vs[lane]
      for (let i = 0, at = lane; i < q; i++, at += INTERLEAVED) x[i] = out[at] * crossedSd[i] + v[i]
    })
  }

  /** Solves X'MX w = w in place. */
  solveFixed(w: Float64Array): void {
    forwardSolve(this.xmx, this.p, w)
    backSolve(this.xmx, this.p, w)
  }

  /** Fixed columns, scaled: crossedSd Z'MX w. */
  private projectOutFixed(z: Float64Array, w: Float64Array): void {
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
    sides: readonly RightHandSide[],
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
      this.projectOutFixed(out, w)
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
