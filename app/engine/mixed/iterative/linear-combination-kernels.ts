import { approximateRowCovariance } from './preconditioner-kernels'
import type { CrossedWorkspace } from './crossed-workspace'

/** What the posterior of rows needs besides the data: the solution and the fixed effects' columns of the inverse. */
export interface PosteriorInputs {
  s2: number
  /** Unscaled solution, and fixed effects without and with what was taken off the response first. */
  solution: Float64Array
  beta: readonly number[]
  betaRaw: readonly number[]
  /** Unscaled crossed part of the inverse's fixed columns (q x p), their fixed part (p x p) and the latter's inverse. */
  fixedSolution: Float64Array
  fixedCovariance: Float64Array
  fixedInverse: Float64Array
}

/**
 * Joint posterior of `forms` weighted sums per block. Form k of a block adds x[k] (fixed coordinates, by the block's kind), the
 * effects of the terms in `always` and, where the block has a row of that form, those of the terms in `byExample` at that row.
 */
export interface CombinationsTask {
  do: 'forms'
  inputs: PosteriorInputs
  combinations: number
  /** Per block and form: a sorted row of that form, or -1. */
  example: Int32Array
  /** Nested terms (places in the plan) with their weights. */
  always: readonly (readonly [number, number])[]
  byExample: readonly (readonly [number, number])[]
  /** Fixed coordinates: xs[(kind * forms + k) * p ..]; kind of each block. */
  kind: Int32Array
  fixedCoordinates: Float64Array
  /** Per block: `forms` means, then the lower triangle of the covariance with the fixed part and of that without. */
  out: Float64Array
}

/** Means and sds of the nested effects of one term. */
export interface EffectsTask {
  do: 'spread'
  inputs: PosteriorInputs
  term: number
  level: Int32Array
  mean: Float64Array
  sd: Float64Array
}

/** A weighted sum of nested effects of one kind of block, and what follows from it whatever the ratings are. */
interface NestedCombination {
  onEffects: Float64Array
  /** How it leans on the rows. */
  onRows: Float64Array
  /** Its fixed coordinates as seen through the rows, without and with its own; each taken through the fixed covariance. */
  onFixed: Float64Array
  onCrossed: Float64Array
  own: Float64Array
}

class BlockPosterior {
  readonly effects: Float64Array
  private readonly near: Float64Array
  private readonly reach: Float64Array
  private readonly rowBorrowed: Float64Array
  private readonly parts: Float64Array
  private readonly nearLean: Float64Array
  private readonly work: CrossedWorkspace
  private readonly known: PosteriorInputs
  private reachOf = -1

  constructor(work: CrossedWorkspace, known: PosteriorInputs) {
    const { longestBlock: longest, largestPattern: largest } = work.data.arrangement
    this.work = work
    this.known = known
    this.effects = new Float64Array(largest)
    this.near = new Float64Array(longest * longest)
    this.reach = new Float64Array(longest * largest)
    this.rowBorrowed = new Float64Array(longest * work.data.p)
    this.nearLean = new Float64Array(longest)
    this.parts = work.fixedParts(known.beta)
  }

  open(id: number, from: number, m: number): void {
    const { work, known, rowBorrowed } = this
    const { arrangement, p } = work.data
    work.residuals(from, m, known.solution, this.parts, work.r)
    this.effects.set(work.elimination.effects(id, work.r))
    approximateRowCovariance(work, id, from, m, this.near)
    if (id !== this.reachOf) work.elimination.crossingDiagonal((this.reachOf = id), this.reach)
    rowBorrowed.fill(0, 0, m * p)
    for (let k = 0; k < arrangement.crossed.length; k++) {
      const columns = arrangement.crossed[k]
      const slope = arrangement.slopes[k]
      for (let i = 0; i < m; i++) {
        const c = columns[from + i] * p
        const f = slope === null ? 1 : slope[from + i]
        for (let j = 0; j < p; j++) rowBorrowed[i * p + j] += f * known.fixedSolution[c + j]
      }
    }
  }

  /** @param own fixed coordinates */
  lineOf(line: Float64Array, own: Float64Array, id: number, from: number, m: number): NestedCombination {
    const { p, fixedTable, arrangement } = this.work.data
    const { fixedCovariance } = this.known
    const size = arrangement.patterns.size[id]
    const lean = new Float64Array(m)
    for (let i = 0; i < m; i++) for (let e = 0; e < size; e++) lean[i] -= this.reach[i * size + e] * line[e]
    const seen = new Float64Array(p)
    for (let i = 0; i < m; i++)
      for (let g = 0; g < p; g++) seen[g] += fixedTable[arrangement.fixedPattern[from + i] * p + g] * lean[i]
    const plain = new Float64Array(p)
    const whole = new Float64Array(p)
    for (let j = 0; j < p; j++) {
      for (let g = 0; g < p; g++) {
        plain[j] += fixedCovariance[j * p + g] * seen[g]
        whole[j] += fixedCovariance[j * p + g] * (seen[g] + own[g])
      }
    }
    return { onEffects: line, onRows: lean, onFixed: plain, onCrossed: whole, own }
  }

  /** What a lean takes from the fixed effects in the open block. */
  through(lean: Float64Array, m: number, out: Float64Array): void {
    const { p } = this.work.data
    out.fill(0)
    for (let i = 0; i < m; i++) for (let j = 0; j < p; j++) out[j] += lean[i] * this.rowBorrowed[i * p + j]
  }

  /** N times a lean, N the rows' shared crossed covariance in the open block; valid until the next call. */
  nearOf(lean: Float64Array, m: number): Float64Array {
    const { near, nearLean } = this
    for (let i = 0; i < m; i++) {
      let s = 0
      for (let j = 0; j < m; j++) s += near[i * m + j] * lean[j]
      nearLean[i] = s
    }
    return nearLean
  }
}

/** The forms of a block as lines. */
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
    const line = new Float64Array(patterns.size[id])
    const row = task.example[b * task.combinations + k]
    for (const [a, weight] of task.always) line[patterns.local[local + a * m]] += weight
    if (row >= 0) for (const [a, weight] of task.byExample) line[patterns.local[local + a * m + (row - from)]] += weight
    const x = (task.kind[b] * task.combinations + k) * p
    return posterior.lineOf(line, task.fixedCoordinates.slice(x, x + p), id, from, m)
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
  const { combinations: forms, inputs: known, example, kind } = task
  const posterior = new BlockPosterior(work, known)
  const pairs = (forms * (forms + 1)) / 2
  const width = forms + 2 * pairs
  let lines: NestedCombination[] = []
  let nested = new Float64Array(pairs)
  let last = -1
  let lastFrom = 0
  // Blocks with the same gaps, fixed effects and forms share all but what their ratings and crossed effects say.
  const again = (b: number, from: number, m: number) => {
    if (last < 0 || arrangement.pattern[b] !== arrangement.pattern[last] || kind[b] !== kind[last]) return false
    for (let k = 0; k < forms; k++) {
      const [x, z] = [example[b * forms + k], example[last * forms + k]]
      if (x < 0 ? z >= 0 : z < 0 || x - from !== z - lastFrom) return false
    }
    for (let i = 0; i < m; i++) if (fixedPattern[from + i] !== fixedPattern[lastFrom + i]) return false
    return true
  }
  const plain = Array.from({ length: forms }, () => new Float64Array(p))
  const whole = Array.from({ length: forms }, () => new Float64Array(p))
  const turnedPlain = new Float64Array(p)
  const turnedWhole = new Float64Array(p)
  const { fixedInverse } = known
  work.eachBlock(chunk, (b, from, m) => {
    if (m === 0) return
    const id = arrangement.pattern[b]
    posterior.open(id, from, m)
    if (!again(b, from, m)) {
      last = b
      lastFrom = from
      lines = combinationsOfBlock(work, posterior, task, b, from, m)
      nested = new Float64Array(pairs)
      for (let k = 0, pair = 0; k < forms; k++)
        for (let j = 0; j <= k; j++, pair++)
          nested[pair] = nestedQuadraticForm(work, id, lines[k].onEffects, lines[j].onEffects)
    }
    const at = b * width
    for (let k = 0, pair = at + forms; k < forms; k++) {
      const { onEffects: line, onRows: lean, own } = lines[k]
      let mean = 0
      for (let c = 0; c < line.length; c++) mean += line[c] * posterior.effects[c]
      for (let j = 0; j < p; j++) mean += own[j] * known.betaRaw[j]
      task.out[at + k] = mean
      posterior.through(lean, m, plain[k])
      for (let j = 0; j < p; j++) {
        whole[k][j] = plain[k][j] + lines[k].onCrossed[j]
        plain[k][j] += lines[k].onFixed[j]
      }
      for (let j = 0; j < p; j++) {
        let x = 0
        let z = 0
        for (let g = 0; g < p; g++) {
          x += fixedInverse[j * p + g] * plain[k][g]
          z += fixedInverse[j * p + g] * whole[k][g]
        }
        turnedPlain[j] = x
        turnedWhole[j] = z
      }
      const near = posterior.nearOf(lean, m)
      for (let j = 0; j <= k; j++, pair++) {
        let s = nested[pair - at - forms]
        const other = lines[j].onRows
        for (let i = 0; i < m; i++) s += near[i] * other[i]
        let x = 0
        let z = 0
        for (let g = 0; g < p; g++) {
          x += turnedPlain[g] * plain[j][g]
          z += turnedWhole[g] * whole[j][g]
        }
        task.out[pair] = known.s2 * (s + z)
        task.out[pair + pairs] = known.s2 * (s + x)
      }
    }
  })
}

/**
 * A weighted sum of a block's forms: how it leans on the rows, its fixed coordinates, and its variance over s2 without crossed
 * effects (`nested`) and with them group by group (`near`).
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
  const line = new Float64Array(arrangement.patterns.size[id])
  const x = new Float64Array(p)
  combinationsOfBlock(work, posterior, task, b, from, m).forEach((form, k) => {
    for (let c = 0; c < line.length; c++) line[c] += weights[k] * form.onEffects[c]
    for (let j = 0; j < p; j++) x[j] += weights[k] * form.own[j]
  })
  const { onRows: lean, onCrossed: whole } = posterior.lineOf(line, x, id, from, m)
  const nested = nestedQuadraticForm(work, id, line, line)
  const through = new Float64Array(p)
  posterior.through(lean, m, through)
  for (let j = 0; j < p; j++) through[j] += whole[j]
  const near = posterior.nearOf(lean, m)
  let all = nested
  for (let i = 0; i < m; i++) all += lean[i] * near[i]
  return { lean, x, nested, near: all + quadraticForm(task.inputs.fixedInverse, through) }
}

export function nestedEffects(work: CrossedWorkspace, chunk: number, task: EffectsTask): void {
  const { arrangement, p } = work.data
  const { patterns, largestPattern: largest, rows } = arrangement
  const posterior = new BlockPosterior(work, task.inputs)
  const none = new Float64Array(p)
  const through = new Float64Array(p)
  const done = new Int32Array(largest).fill(-1)
  const lines = new Map<number, NestedCombination>()
  let linesFor = -1
  work.eachBlock(chunk, (b, from, m) => {
    const id = arrangement.pattern[b]
    const local = patterns.localStart[id] + task.term * m
    posterior.open(id, from, m)
    if (id !== linesFor || p > 0) lines.clear()
    linesFor = id
    for (let i = 0; i < m; i++) {
      const e = patterns.local[local + i]
      if (done[e] === b) continue
      done[e] = b
      let own = lines.get(e)
      if (own === undefined) {
        const line = new Float64Array(patterns.size[id])
        line[e] = 1
        lines.set(e, (own = posterior.lineOf(line, none, id, from, m)))
      }
      posterior.through(own.onRows, m, through)
      for (let j = 0; j < p; j++) through[j] += own.onFixed[j]
      let variance =
        nestedQuadraticForm(work, id, own.onEffects, own.onEffects) + quadraticForm(task.inputs.fixedInverse, through)
      const near = posterior.nearOf(own.onRows, m)
      for (let k = 0; k < m; k++) variance += own.onRows[k] * near[k]
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
