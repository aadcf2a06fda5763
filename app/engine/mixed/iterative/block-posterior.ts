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

/** A linear combination of the nested effects of one pattern of block, and what follows from it before any rating is read. */
export interface NestedCombination {
  onEffects: Float64Array
  /** Its coefficients on the rows' crossed effects and fixed parts: what the nested effects take over from them. */
  onRows: Float64Array
  /** Its fixed coordinates by way of the rows, without and with its own; each multiplied by the covariance of the fixed effects. */
  onFixed: Float64Array
  onCrossed: Float64Array
  own: Float64Array
}

/** What is known of one block of rows given everything else; `open` moves on to a block. */
export class BlockPosterior {
  readonly effects: Float64Array
  private readonly crossedCovariance: Float64Array
  private readonly crossing: Float64Array
  private readonly rowFixedSolution: Float64Array
  private readonly fixedParts: Float64Array
  private readonly product: Float64Array
  private readonly work: CrossedWorkspace
  private readonly inputs: PosteriorInputs
  private crossingPattern = -1

  constructor(work: CrossedWorkspace, inputs: PosteriorInputs) {
    const { longestBlock: longest, largestPattern: largest } = work.data.arrangement
    this.work = work
    this.inputs = inputs
    this.effects = new Float64Array(largest)
    this.crossedCovariance = new Float64Array(longest * longest)
    this.crossing = new Float64Array(longest * largest)
    this.rowFixedSolution = new Float64Array(longest * work.data.p)
    this.product = new Float64Array(longest)
    this.fixedParts = work.fixedParts(inputs.beta)
  }

  open(id: number, from: number, m: number): void {
    const { work, inputs, rowFixedSolution } = this
    const { arrangement, p } = work.data
    work.residuals(from, m, inputs.solution, this.fixedParts, work.r)
    this.effects.set(work.elimination.effects(id, work.r))
    approximateRowCovariance(work, id, from, m, this.crossedCovariance)
    if (id !== this.crossingPattern) work.elimination.crossingDiagonal((this.crossingPattern = id), this.crossing)
    rowFixedSolution.fill(0, 0, m * p)
    for (let k = 0; k < arrangement.crossed.length; k++) {
      const columns = arrangement.crossed[k]
      const slope = arrangement.slopes[k]
      for (let i = 0; i < m; i++) {
        const c = columns[from + i] * p
        const f = slope === null ? 1 : slope[from + i]
        for (let j = 0; j < p; j++) rowFixedSolution[i * p + j] += f * inputs.fixedSolution[c + j]
      }
    }
  }

  /** The combination of these nested effects with `own` fixed coordinates, in the open block. */
  combinationOf(onEffects: Float64Array, own: Float64Array, id: number, from: number, m: number): NestedCombination {
    const { p, fixedTable, arrangement } = this.work.data
    const { fixedCovariance } = this.inputs
    const size = arrangement.patterns.size[id]
    const onRows = new Float64Array(m)
    for (let i = 0; i < m; i++) for (let e = 0; e < size; e++) onRows[i] -= this.crossing[i * size + e] * onEffects[e]
    const throughRows = new Float64Array(p)
    for (let i = 0; i < m; i++)
      for (let g = 0; g < p; g++) throughRows[g] += fixedTable[arrangement.fixedPattern[from + i] * p + g] * onRows[i]
    const onFixed = new Float64Array(p)
    const onCrossed = new Float64Array(p)
    for (let j = 0; j < p; j++) {
      for (let g = 0; g < p; g++) {
        onFixed[j] += fixedCovariance[j * p + g] * throughRows[g]
        onCrossed[j] += fixedCovariance[j * p + g] * (throughRows[g] + own[g])
      }
    }
    return { onEffects, onRows, onFixed, onCrossed, own }
  }

  /** out = fixed coordinates that coefficients on the rows of the open block bring in by the rows' crossed effects. */
  fixedPartOf(onRows: Float64Array, m: number, out: Float64Array): void {
    const { p } = this.work.data
    out.fill(0)
    for (let i = 0; i < m; i++) for (let j = 0; j < p; j++) out[j] += onRows[i] * this.rowFixedSolution[i * p + j]
  }

  /** N v for coefficients v on the rows, N the covariance of their crossed effects in the open block; valid until the next call. */
  timesCrossedCovariance(onRows: Float64Array, m: number): Float64Array {
    const { crossedCovariance, product } = this
    for (let i = 0; i < m; i++) {
      let s = 0
      for (let j = 0; j < m; j++) s += crossedCovariance[i * m + j] * onRows[j]
      product[i] = s
    }
    return product
  }
}
