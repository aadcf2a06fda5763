import { BlockPosterior, type NestedCombination, type PosteriorInputs } from './block-posterior'
import type { CrossedWorkspace } from './crossed-workspace'

/**
 * Joint posterior of several linear combinations per block (see `BlockCombinations`). Combination k of a block adds the fixed
 * coordinates of the block's set, the effects of `commonTerms` and, where the block has a row of that combination, the effects of
 * `termsByCombination` at that row.
 */
export interface CombinationsTask {
  do: 'combinations'
  inputs: PosteriorInputs
  combinations: number
  /** Per block and combination: a sorted row of it, or -1. */
  rowOfCombination: Int32Array
  /** Nested terms (places in the plan) with their weights. */
  commonTerms: readonly (readonly [number, number])[]
  termsByCombination: readonly (readonly [number, number])[]
  /** Set of fixed coordinates of each block; set d has those of combination k from (d * combinations + k) * p on. */
  coordinateSet: Int32Array
  fixedCoordinates: Float64Array
  /** Per block: the means, then the lower triangle of the covariance with the fixed part and of that without. */
  out: Float64Array
}

/** Means and sds of the nested effects of one term. */
export interface EffectsTask {
  do: 'effects'
  inputs: PosteriorInputs
  term: number
  level: Int32Array
  mean: Float64Array
  sd: Float64Array
}

/** The linear combinations of a block. */
function combinationsOfBlock(
  work: CrossedWorkspace,
  posterior: BlockPosterior,
  task: CombinationsTask,
  b: number,
  from: number,
  m: number,
): NestedCombination[] {
  const { arrangement, p } = work.data
  const { patterns } = arrangement
  const id = arrangement.pattern[b]
  const local = patterns.localStart[id]
  return Array.from({ length: task.combinations }, (_, k) => {
    const onEffects = new Float64Array(patterns.size[id])
    const row = task.rowOfCombination[b * task.combinations + k]
    for (const [a, weight] of task.commonTerms) onEffects[patterns.local[local + a * m]] += weight
    if (row >= 0)
      for (const [a, weight] of task.termsByCombination)
        onEffects[patterns.local[local + a * m + (row - from)]] += weight
    const x = (task.coordinateSet[b] * task.combinations + k) * p
    return posterior.combinationOf(onEffects, task.fixedCoordinates.slice(x, x + p), id, from, m)
  })
}

/** a' B b over the nested effects of a pattern. */
function nestedQuadraticForm(work: CrossedWorkspace, id: number, a: Float64Array, b: Float64Array): number {
  const { factors, arrangement } = work.data
  const size = arrangement.patterns.size[id]
  let s = 0
  for (let c = 0; c < size; c++) {
    if (a[c] === 0) continue
    let row = 0
    for (let d = 0; d < size; d++) row += factors.b[factors.bStart[id] + c * size + d] * b[d]
    s += a[c] * row
  }
  return s
}

export function combinationsOfBlocks(work: CrossedWorkspace, chunk: number, task: CombinationsTask): void {
  const { arrangement, p } = work.data
  const { fixedPattern } = arrangement
  const { combinations: count, inputs, rowOfCombination, coordinateSet } = task
  const posterior = new BlockPosterior(work, inputs)
  const pairs = (count * (count + 1)) / 2
  const width = count + 2 * pairs
  let combinations: NestedCombination[] = []
  let nested = new Float64Array(pairs)
  let last = -1
  let lastFrom = 0
  // Blocks with the same gaps, fixed effects and combinations share all but what their ratings and crossed effects add.
  const again = (b: number, from: number, m: number) => {
    if (last < 0 || arrangement.pattern[b] !== arrangement.pattern[last] || coordinateSet[b] !== coordinateSet[last])
      return false
    for (let k = 0; k < count; k++) {
      const [x, z] = [rowOfCombination[b * count + k], rowOfCombination[last * count + k]]
      if (x < 0 ? z >= 0 : z < 0 || x - from !== z - lastFrom) return false
    }
    for (let i = 0; i < m; i++) if (fixedPattern[from + i] !== fixedPattern[lastFrom + i]) return false
    return true
  }
  const withoutOwn = Array.from({ length: count }, () => new Float64Array(p))
  const withOwn = Array.from({ length: count }, () => new Float64Array(p))
  const turnedWithoutOwn = new Float64Array(p)
  const turnedWithOwn = new Float64Array(p)
  const { fixedInverse } = inputs
  work.eachBlock(chunk, (b, from, m) => {
    if (m === 0) return
    const id = arrangement.pattern[b]
    posterior.open(id, from, m)
    if (!again(b, from, m)) {
      last = b
      lastFrom = from
      combinations = combinationsOfBlock(work, posterior, task, b, from, m)
      nested = new Float64Array(pairs)
      for (let k = 0, pair = 0; k < count; k++)
        for (let j = 0; j <= k; j++, pair++)
          nested[pair] = nestedQuadraticForm(work, id, combinations[k].onEffects, combinations[j].onEffects)
    }
    const at = b * width
    for (let k = 0, pair = at + count; k < count; k++) {
      const { onEffects, onRows, own } = combinations[k]
      let mean = 0
      for (let c = 0; c < onEffects.length; c++) mean += onEffects[c] * posterior.effects[c]
      for (let j = 0; j < p; j++) mean += own[j] * inputs.betaRaw[j]
      task.out[at + k] = mean
      posterior.fixedPartOf(onRows, m, withoutOwn[k])
      for (let j = 0; j < p; j++) {
        withOwn[k][j] = withoutOwn[k][j] + combinations[k].onCrossed[j]
        withoutOwn[k][j] += combinations[k].onFixed[j]
      }
      for (let j = 0; j < p; j++) {
        let x = 0
        let z = 0
        for (let g = 0; g < p; g++) {
          x += fixedInverse[j * p + g] * withoutOwn[k][g]
          z += fixedInverse[j * p + g] * withOwn[k][g]
        }
        turnedWithoutOwn[j] = x
        turnedWithOwn[j] = z
      }
      const product = posterior.timesCrossedCovariance(onRows, m)
      for (let j = 0; j <= k; j++, pair++) {
        let s = nested[pair - at - count]
        const other = combinations[j].onRows
        for (let i = 0; i < m; i++) s += product[i] * other[i]
        let x = 0
        let z = 0
        for (let g = 0; g < p; g++) {
          x += turnedWithoutOwn[g] * withoutOwn[j][g]
          z += turnedWithOwn[g] * withOwn[j][g]
        }
        task.out[pair] = inputs.s2 * (s + z)
        task.out[pair + pairs] = inputs.s2 * (s + x)
      }
    }
  })
}

/**
 * A weighted sum of a block's combinations: its coefficients on the rows, its fixed coordinates, and its variance over s2 without crossed
 * effects (`nested`) and with them by the approximation of the preconditioner (`approximate`).
 */
export function combinationOnRows(
  work: CrossedWorkspace,
  b: number,
  task: CombinationsTask,
  weights: readonly number[],
) {
  const { arrangement, p } = work.data
  const posterior = new BlockPosterior(work, task.inputs)
  const from = arrangement.rowStart[b]
  const m = arrangement.rowStart[b + 1] - from
  const id = arrangement.pattern[b]
  posterior.open(id, from, m)
  const onEffects = new Float64Array(arrangement.patterns.size[id])
  const x = new Float64Array(p)
  combinationsOfBlock(work, posterior, task, b, from, m).forEach((combination, k) => {
    for (let c = 0; c < onEffects.length; c++) onEffects[c] += weights[k] * combination.onEffects[c]
    for (let j = 0; j < p; j++) x[j] += weights[k] * combination.own[j]
  })
  const { onRows, onCrossed } = posterior.combinationOf(onEffects, x, id, from, m)
  const nested = nestedQuadraticForm(work, id, onEffects, onEffects)
  const through = new Float64Array(p)
  posterior.fixedPartOf(onRows, m, through)
  for (let j = 0; j < p; j++) through[j] += onCrossed[j]
  const product = posterior.timesCrossedCovariance(onRows, m)
  let all = nested
  for (let i = 0; i < m; i++) all += onRows[i] * product[i]
  return { onRows, x, nested, approximate: all + quadraticForm(task.inputs.fixedInverse, through) }
}

export function nestedEffects(work: CrossedWorkspace, chunk: number, task: EffectsTask): void {
  const { arrangement, p } = work.data
  const { patterns, largestPattern: largest, rows } = arrangement
  const posterior = new BlockPosterior(work, task.inputs)
  const none = new Float64Array(p)
  const through = new Float64Array(p)
  const done = new Int32Array(largest).fill(-1)
  const combinations = new Map<number, NestedCombination>()
  let combinationsFor = -1
  work.eachBlock(chunk, (b, from, m) => {
    const id = arrangement.pattern[b]
    const local = patterns.localStart[id] + task.term * m
    posterior.open(id, from, m)
    if (id !== combinationsFor || p > 0) combinations.clear()
    combinationsFor = id
    for (let i = 0; i < m; i++) {
      const e = patterns.local[local + i]
      if (done[e] === b) continue
      done[e] = b
      let own = combinations.get(e)
      if (own === undefined) {
        const onEffects = new Float64Array(patterns.size[id])
        onEffects[e] = 1
        combinations.set(e, (own = posterior.combinationOf(onEffects, none, id, from, m)))
      }
      posterior.fixedPartOf(own.onRows, m, through)
      for (let j = 0; j < p; j++) through[j] += own.onFixed[j]
      let variance =
        nestedQuadraticForm(work, id, own.onEffects, own.onEffects) + quadraticForm(task.inputs.fixedInverse, through)
      const product = posterior.timesCrossedCovariance(own.onRows, m)
      for (let k = 0; k < m; k++) variance += own.onRows[k] * product[k]
      const level = task.level[rows[from + i]]
      task.mean[level] = posterior.effects[e]
      task.sd[level] = Math.sqrt(Math.max(0, task.inputs.s2 * variance))
    }
  })
}

function quadraticForm(inverse: Float64Array, x: Float64Array): number {
  const p = x.length
  let s = 0
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) s += x[i] * inverse[i * p + j] * x[j]
  return s
}
