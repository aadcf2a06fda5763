import { preconditionerBlocks, traceOfBlocks } from './preconditioner-kernels'
import type { TaskRunner } from './worker-pool'
import { factorPatterns } from './nested-elimination'
import { CrossedWorkspace, type CrossedData, INTERLEAVED } from './crossed-workspace'
import {
  combinationsOfBlocks,
  nestedEffects,
  type CombinationsTask,
  type EffectsTask,
} from './linear-combination-kernels'
import { effectsInterleaved, gatherInterleaved, multiplyInterleaved, multiplyOne } from './multiply-kernels'

/** Vectors of a task are packed one after the other; results are packed by chunk, then by vector. */
export type RowTask =
  | { do: 'factor'; lambda: readonly number[]; chunks: number }
  /** X'M [Z X], without the scaling of the random columns: per chunk q rows of p and one p x p. */
  | { do: 'fixed'; out: Float64Array }
  /** Z'MZ over the groups of crossed columns, unscaled. */
  | { do: 'groups'; out: Float64Array }
  /** Z'MZ v of one unscaled vector, or of `INTERLEAVED` interleaved ones (`width` of them). */
  | { do: 'multiply'; width: number; vectors: Float64Array; out: Float64Array }
  /** Z'My and X'My. */
  | { do: 'response'; out: Float64Array }
  | ScoreTask
  | InformationTask
  /** Per nested term the trace that the groups' blocks alone would add: tr(W G'G). */
  | { do: 'control'; out: Float64Array }
  | CombinationsTask
  | EffectsTask

/** What the score needs of the rows: residuals of a solution and their sums by level, and the nested effects of pairs of drawn vectors. */
export interface ScoreTask {
  do: 'score'
  solution: Float64Array
  beta: readonly number[]
  /**
   * Pairs of unscaled vectors whose nested effects are multiplied, interleaved two pairs at a time (left, right, left, right),
   * and their fixed parts in that order.
   */
  pairs: number
  vectors: Float64Array
  betas: readonly (readonly number[])[]
  /** Per chunk: e'e, per nested term the sum of squares of the residuals' sums by level, per pair and nested term the product. */
  out: Float64Array
}

/** Working vectors of the average information: products among them, and Z'Mf, X'Mf of each. */
export interface InformationTask {
  do: 'information'
  solution: Float64Array
  beta: readonly number[]
  /** Per crossed column what its working vector holds. */
  levelSums: Float64Array
  s2: number
  count: number
  nestedTerms: readonly number[]
  crossedTerms: readonly number[]
  gram: Float64Array
  z: Float64Array
  x: Float64Array
}

/** What one thread does of the passes over the rows. */
export class RowKernels implements TaskRunner<CrossedData, RowTask> {
  private work!: CrossedWorkspace

  install(data: CrossedData): void {
    this.work = new CrossedWorkspace(data)
  }

  perform(task: RowTask, chunk: number): void {
    const { work } = this
    const { arrangement, factors } = work.data
    switch (task.do) {
      case 'factor': {
        const { count } = arrangement.patterns
        const at = (c: number) => Math.floor((count * c) / task.chunks)
        return factorPatterns(arrangement.patterns, factors, task.lambda, at(chunk), at(chunk + 1))
      }
      case 'fixed':
        return crossFixed(work, chunk, task.out)
      case 'groups':
        return preconditionerBlocks(work, chunk, task.out)
      case 'control':
        return traceOfBlocks(work, chunk, task.out)
      case 'multiply':
        return multiply(work, chunk, task.width, task.vectors, task.out)
      case 'response':
        return response(work, chunk, task.out)
      case 'score':
        return score(work, chunk, task)
      case 'information':
        return information(work, chunk, task)
      case 'combinations':
        return combinationsOfBlocks(work, chunk, task)
      case 'effects':
        return nestedEffects(work, chunk, task)
    }
  }
}

function crossFixed(work: CrossedWorkspace, chunk: number, out: Float64Array): void {
  const { p, q, arrangement, fixedTable } = work.data
  const { fixedPattern, crossed, slopes, longestBlock: longest } = arrangement
  const { r } = work
  const width = p * q + p * p
  const at = chunk * width
  out.fill(0, at, at + width)
  // M X of a block (rows x p) and X'M X: the same for the next block where pattern and fixed effects are.
  const mx = new Float64Array(longest * p)
  const xmx = new Float64Array(p * p)
  let known = -1
  let knownFrom = 0
  const again = (id: number, from: number, m: number) => {
    if (id !== known) return false
    for (let i = 0; i < m; i++) if (fixedPattern[from + i] !== fixedPattern[knownFrom + i]) return false
    return true
  }
  work.eachBlock(chunk, (b, from, m) => {
    const id = arrangement.pattern[b]
    if (!again(id, from, m)) {
      known = id
      knownFrom = from
      xmx.fill(0)
      for (let k = 0; k < p; k++) {
        for (let i = 0; i < m; i++) r[i] = fixedTable[fixedPattern[from + i] * p + k]
        work.elimination.apply(id, r)
        for (let i = 0; i < m; i++) {
          mx[i * p + k] = r[i]
          const row = fixedPattern[from + i] * p
          for (let j = 0; j < p; j++) xmx[j * p + k] += fixedTable[row + j] * r[i]
        }
      }
    }
    for (let k = 0; k < p * p; k++) out[at + p * q + k] += xmx[k]
    for (let t = 0; t < crossed.length; t++) {
      const columns = crossed[t]
      const slope = slopes[t]
      for (let i = 0; i < m; i++) {
        const c = at + columns[from + i] * p
        const f = slope === null ? 1 : slope[from + i]
        for (let k = 0; k < p; k++) out[c + k] += f * mx[i * p + k]
      }
    }
  })
}

function multiply(
  work: CrossedWorkspace,
  chunk: number,
  width: number,
  vectors: Float64Array,
  out: Float64Array,
): void {
  const at = chunk * width * work.data.q
  out.fill(0, at, at + width * work.data.q)
  if (width === 1) multiplyOne(work, chunk, vectors, out, at)
  else multiplyInterleaved(work, chunk, vectors, out, at)
}

function response(work: CrossedWorkspace, chunk: number, out: Float64Array): void {
  const { p, q, arrangement } = work.data
  const { r } = work
  const at = chunk * (q + p)
  out.fill(0, at, at + q + p)
  work.eachBlock(chunk, (b, from, m) => {
    for (let i = 0; i < m; i++) r[i] = arrangement.y[from + i]
    work.elimination.apply(arrangement.pattern[b], r)
    work.scatter(from, m, r, out, at)
    work.scatterFixed(from, m, r, out, at + q)
  })
}

function score(work: CrossedWorkspace, chunk: number, task: ScoreTask): void {
  const { q, arrangement, nestedTerms } = work.data
  const { patterns } = arrangement
  const { r } = work
  const width = 1 + nestedTerms + task.pairs * nestedTerms
  const at = chunk * width
  const packs = Array.from({ length: Math.ceil(task.pairs / 2) }, (_, k) =>
    task.vectors.subarray(k * INTERLEAVED * q, (k + 1) * INTERLEAVED * q),
  )
  const parts = work.fixedParts(task.beta)
  const betas = task.betas.map((beta) => (beta.every((x) => x === 0) ? null : work.fixedParts(beta)))
  const out = task.out.fill(0, at, at + width)
  work.eachBlock(chunk, (b, from, m) => {
    const id = arrangement.pattern[b]
    const size = patterns.size[id]
    const e0 = patterns.effectStart[id]
    work.residuals(from, m, task.solution, parts, r)
    work.elimination.apply(id, r)
    for (let i = 0; i < m; i++) out[at] += r[i] * r[i]
    const levelSums = work.elimination.sums(id, r)
    for (let e = 0; e < size; e++) out[at + 1 + patterns.term[e0 + e]] += levelSums[e] * levelSums[e]
    for (let s = 0; s < task.pairs; s += 2) {
      gatherInterleaved(work, from, m, packs[s / 2])
      const { interleaved } = work
      for (let l = 0; l < INTERLEAVED; l++) {
        const fixed = betas[2 * s + l]
        if (fixed !== null)
          for (let i = 0; i < m; i++) interleaved[4 * i + l] += fixed[arrangement.fixedPattern[from + i]]
      }
      const x = effectsInterleaved(work, id)
      const to = at + 1 + nestedTerms + s * nestedTerms
      for (let e = 0; e < size; e++) {
        const a = patterns.term[e0 + e]
        out[to + a] += x[4 * e] * x[4 * e + 1]
        if (s + 1 < task.pairs) out[to + nestedTerms + a] += x[4 * e + 2] * x[4 * e + 3]
      }
    }
  })
}

function information(work: CrossedWorkspace, chunk: number, task: InformationTask): void {
  const { q, p, arrangement } = work.data
  const { patterns, crossed, slopes } = arrangement
  const { r } = work
  const { count, s2, gram, z, x } = task
  gram.fill(0, chunk * count * count, (chunk + 1) * count * count)
  z.fill(0, chunk * count * q, (chunk + 1) * count * q)
  x.fill(0, chunk * count * p, (chunk + 1) * count * p)
  const f = Array.from({ length: count }, () => new Float64Array(arrangement.longestBlock))
  const mf = new Float64Array(arrangement.longestBlock)
  const parts = work.fixedParts(task.beta)
  work.eachBlock(chunk, (b, from, m) => {
    const id = arrangement.pattern[b]
    work.residuals(from, m, task.solution, parts, r)
    work.elimination.apply(id, r)
    const levelSums = work.elimination.sums(id, r)
    const local = patterns.localStart[id]
    task.nestedTerms.forEach((t, a) => {
      for (let i = 0; i < m; i++) f[t][i] = levelSums[patterns.local[local + a * m + i]] / s2
    })
    task.crossedTerms.forEach((t, k) => {
      const columns = crossed[k]
      const slope = slopes[k]
      for (let i = 0; i < m; i++) f[t][i] = task.levelSums[columns[from + i]] * (slope === null ? 1 : slope[from + i])
    })
    for (let i = 0; i < m; i++) f[count - 1][i] = r[i] / s2
    for (let g = 0; g < count; g++) {
      mf.set(f[g].subarray(0, m))
      work.elimination.apply(id, mf)
      for (let h = 0; h <= g; h++) {
        let sum = 0
        for (let i = 0; i < m; i++) sum += mf[i] * f[h][i]
        gram[(chunk * count + g) * count + h] += sum
      }
      work.scatter(from, m, mf, z, (chunk * count + g) * q)
      work.scatterFixed(from, m, mf, x, (chunk * count + g) * p)
    }
  })
}
