import { cholesky, inverseFromCholesky } from '../../linear-algebra/dense'
import { toOrthogonal, type TermEffects } from '../posterior'
import type { IterativeFit } from './fit-iterative'
import type { PosteriorInputs } from './block-posterior'
import { combinationOnRows, type CombinationsTask } from './linear-combination-kernels'
import { dot } from './crossed-system'
import { CrossedWorkspace } from './crossed-workspace'

/**
 * The same linear combinations for every level of the primary term. The rows of one level are a block. Combination k of a block is
 * x_k' beta, plus the block's effects of the terms in `commonTerms`, plus the effects of the terms in `termsByCombination` at any
 * row of the block that belongs to combination k (nothing where the block has no such row).
 */
export interface BlockCombinations {
  count: number
  /** Combination of each row, or -1. */
  combinationOfRow: Int32Array
  /** Terms (places in the problem) and their multipliers. They must be the primary term or nested in it. */
  commonTerms: readonly (readonly [number, number])[]
  termsByCombination: readonly (readonly [number, number])[]
  /**
   * Raw fixed coefficients x_k. Blocks with equal ones share a set: set d has those of combination k at place d * count + k, and
   * `coordinateSet` has the set of each block.
   */
  fixedCoordinates: readonly Float64Array[]
  coordinateSet: Int32Array
}

/** Joint posterior of the combinations of every block. */
export interface BlockCombinationPosteriors {
  count: number
  /** All of it in one array, from which `unpackCombinations` makes the rest again. */
  packed: Float64Array
  mean: (block: number, combination: number) => number
  /** Covariance of two combinations, with the uncertainty of their fixed part or without. */
  covariance: (block: number, a: number, b: number) => number
  covarianceWithoutFixed: (block: number, a: number, b: number) => number
}

/**
 * Posterior after an iterative fit. Means are exact; covariances take the fixed effects into account exactly and the crossed
 * effects by the preconditioner: one group of crossed columns (a diagonal block of it) at a time, without the (small) dependence between groups.
 * `largestSdError` says how much that is.
 */
export class ApproximatePosterior {
  private readonly fit: IterativeFit
  private readonly s2: number
  private readonly inputs: PosteriorInputs

  constructor(fit: IterativeFit) {
    this.fit = fit
    const { system, arrangement } = fit
    const { q, p, crossedSd, pool } = system
    this.s2 = fit.variances[arrangement.problem.random.length]
    const sides = Array.from({ length: p }, (_, k) => {
      const x = new Float64Array(p)
      x[k] = 1
      return { z: new Float64Array(q), x }
    })
    const starts = sides.map(() => new Float64Array(q))
    const { fixed } = system.solve(
      sides,
      starts,
      sides.map(() => 1e-6),
    )
    const solution = pool.memory.floats(q)
    const fixedSolution = pool.memory.floats(p * q)
    for (let c = 0; c < q; c++) {
      solution[c] = fit.crossed[c] * crossedSd[c]
      for (let k = 0; k < p; k++) fixedSolution[c * p + k] = starts[k][c] * crossedSd[c]
    }
    const fixedCovariance = new Float64Array(p * p)
    for (let k = 0; k < p; k++) for (let j = 0; j < p; j++) fixedCovariance[j * p + k] = fixed[k][j]
    const factor = fixedCovariance.slice()
    cholesky(factor, p)
    this.inputs = {
      s2: this.s2,
      solution,
      beta: [...fit.fixedSolution],
      betaRaw: [...fit.betaOrthogonal],
      fixedSolution,
      fixedCovariance,
      fixedInverse: inverseFromCholesky(factor, p),
    }
  }

  /** Raw fixed effects with standard errors. */
  fixed(): { estimate: Float64Array; se: Float64Array } {
    const { p, r } = this.fit.arrangement.problem.fixed
    const estimate = new Float64Array(p)
    const se = new Float64Array(p)
    for (let k = 0; k < p; k++) {
      const unitVector = new Float64Array(p)
      unitVector[k] = 1
      const x = toOrthogonal(unitVector, r, p)
      estimate[k] = dot(x, this.fit.betaOrthogonal)
      let v = 0
      for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) v += x[i] * x[j] * this.inputs.fixedCovariance[i * p + j]
      se[k] = Math.sqrt(Math.max(0, this.s2 * v))
    }
    return { estimate, se }
  }

  /** Effects of a term: every level's mean and sd. */
  effects(term: number): TermEffects {
    const { arrangement, system } = this.fit
    const { plan, problem, crossedOffset } = arrangement
    const { levels, index } = problem.random[term]
    const { memory } = system.pool
    const mean = memory.floats(levels)
    const sd = memory.floats(levels)
    const k = plan.crossed.indexOf(term)
    if (k < 0) {
      const level = memory.ints(index.length)
      level.set(index)
      const at = plan.nested.indexOf(term)
      system.pool.run({ do: 'effects', inputs: this.inputs, term: at, level, mean, sd }, arrangement.chunks)
      return { mean, sd }
    }
    const { groups, groupInverse } = system.data
    for (let l = 0; l < levels; l++) {
      const c = crossedOffset[k] + l
      const g = groups.group[c]
      const m = groups.start[g + 1] - groups.start[g]
      const own = system.crossedSd[c] ** 2 * groupInverse[groups.blockStart[g] + groups.place[c] * (m + 1)]
      mean[l] = this.inputs.solution[c]
      sd[l] = Math.sqrt(Math.max(0, this.s2 * (own + this.throughFixed(c))))
    }
    return { mean, sd }
  }

  /** Variance of crossed effect c (over s2) that comes from the uncertainty of the fixed effects. */
  private throughFixed(c: number): number {
    const { p } = this.fit.system
    const { fixedSolution, fixedInverse } = this.inputs
    let s = 0
    for (let i = 0; i < p; i++)
      for (let j = 0; j < p; j++) s += fixedSolution[c * p + i] * fixedInverse[i * p + j] * fixedSolution[c * p + j]
    return s
  }

  /** Posterior of the combinations of every block; null when one of their terms is not nested in the primary one. */
  combinations(blockCombinations: BlockCombinations): BlockCombinationPosteriors | null {
    const task = this.combinationsTask(blockCombinations)
    if (task === null) return null
    const { arrangement, system } = this.fit
    system.pool.run(task, arrangement.chunks)
    return unpackCombinations(blockCombinations.count, task.out)
  }

  /**
   * Largest relative error of the sd of a weighted sum of the combinations, against its exact value, among `checks` blocks spread
   * over all; each costs a solve.
   */
  largestSdError(blockCombinations: BlockCombinations, weights: readonly number[], checks: number): number | null {
    const task = this.combinationsTask(blockCombinations)
    if (task === null) return null
    const { arrangement, system } = this.fit
    const { q, p, crossedSd, data } = system
    const work = new CrossedWorkspace(data)
    const blocks = Array.from({ length: checks }, (_, i) => Math.floor(((i + 0.5) * arrangement.blocks) / checks))
    const checked = blocks.map((b) => combinationOnRows(work, b, task, weights))
    const sides = checked.map(({ onRows, x }, i) => {
      const from = arrangement.rowStart[blocks[i]]
      const side = { z: new Float64Array(q), x }
      work.scatter(from, onRows.length, onRows, side.z, 0)
      work.scatterFixed(from, onRows.length, onRows, side.x, 0)
      for (let c = 0; c < q; c++) side.z[c] *= crossedSd[c]
      return side
    })
    const starts = sides.map(() => new Float64Array(q))
    const { fixed } = system.solve(
      sides,
      starts,
      sides.map(() => 1e-4),
    )
    let worst = 0
    checked.forEach(({ nested, approximate }, i) => {
      let exact = nested + dot(sides[i].z, starts[i])
      for (let k = 0; k < p; k++) exact += sides[i].x[k] * fixed[i][k]
      if (exact > 0) worst = Math.max(worst, Math.abs(Math.sqrt(approximate / exact) - 1))
    })
    return worst
  }

  private combinationsTask(blockCombinations: BlockCombinations): CombinationsTask | null {
    const { arrangement, system } = this.fit
    const { plan, problem, blocks, rowStart, rows } = arrangement
    const { count } = blockCombinations
    const inPlan = (terms: BlockCombinations['commonTerms']) =>
      terms.map(([t, w]) => [plan.nested.indexOf(t), w] as const)
    const commonTerms = inPlan(blockCombinations.commonTerms)
    const termsByCombination = inPlan(blockCombinations.termsByCombination)
    if ([...commonTerms, ...termsByCombination].some(([a]) => a < 0)) return null
    const { memory } = system.pool
    const rowOfCombination = memory.ints(blocks * count)
    rowOfCombination.fill(-1)
    for (let b = 0; b < blocks; b++) {
      for (let i = rowStart[b + 1] - 1; i >= rowStart[b]; i--) {
        const k = blockCombinations.combinationOfRow[rows[i]]
        if (k >= 0) rowOfCombination[b * count + k] = i
      }
    }
    const { p, r } = problem.fixed
    const xs = new Float64Array(blockCombinations.fixedCoordinates.length * p)
    blockCombinations.fixedCoordinates.forEach((x, i) => xs.set(toOrthogonal(x, r, p), i * p))
    const coordinateSet = memory.ints(blocks)
    coordinateSet.set(blockCombinations.coordinateSet)
    const width = count + count * (count + 1)
    const out = memory.floats(blocks * width)
    return {
      do: 'combinations',
      inputs: this.inputs,
      combinations: count,
      rowOfCombination: rowOfCombination,
      commonTerms: commonTerms,
      termsByCombination: termsByCombination,
      coordinateSet: coordinateSet,
      fixedCoordinates: xs,
      out,
    }
  }
}

/** Posterior of `count` combinations per block from its packed array. */
export function unpackCombinations(count: number, packed: Float64Array): BlockCombinationPosteriors {
  const pairs = (count * (count + 1)) / 2
  const width = count + 2 * pairs
  const place = (a: number, b: number) => (a >= b ? (a * (a + 1)) / 2 + b : (b * (b + 1)) / 2 + a)
  return {
    count,
    packed,
    mean: (block, k) => packed[block * width + k],
    covariance: (block, a, b) => packed[block * width + count + place(a, b)],
    covarianceWithoutFixed: (block, a, b) => packed[block * width + count + pairs + place(a, b)],
  }
}
