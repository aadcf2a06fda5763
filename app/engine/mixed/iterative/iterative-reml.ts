import type { MixedProblem } from '../../model/design'
import { planElimination, type Plan } from '../block-elimination'
import type { FixedPrior, Prior } from '../prior'
import {
  boundedStep,
  priorStep,
  priorWeights,
  standardErrors,
  withPriorInformation,
  type ScoreAndInformation,
} from '../variance-steps'
import type { WorkerPool } from './worker-pool'
import type { RowTask } from './row-kernels'
import { INTERLEAVED } from './crossed-workspace'
import { CrossedSystem } from './crossed-system'
import type { CrossedData } from './crossed-workspace'
import { arrangeRows, type RowArrangement } from './row-patterns'
import { StochasticTraces } from './stochastic-traces'
import { averageInformation, degreesOfPrior } from './average-information'
import { samplingErrorOf } from './sampling-error'

export interface IterativeRemlSettings {
  seed: number
  estimator?: 'reml' | 'ml'
  prior?: Prior
  fixedPrior: FixedPrior | null
  samples?: number
  pool: WorkerPool<CrossedData, RowTask>
  onStep?: (what: 'part' | 'all', iteration: number) => void
}

/** Smallest variance ratio used while iterating; a component that stays there is at its boundary. */
const FLOOR = 1e-9
/** A step with a smaller relative change, or a smaller Newton decrement, is the last: what remains to be gained is a small part of it. */
const SETTLED = 1e-4
/** Predicted decrease of -2 ln L (or of -2 log posterior). */
const SETTLED_DECREMENT = 1e-5
/** Further draws are made while their error exceeds this, up to a number that the rows allow. */
const ENOUGH = 3e-4
const FEWEST = 4
const MOST = 256
const AFFORDABLE = 40_000_000
const MOST_STEPS = 60

/** Tolerances of the solves: of the response while far and when near, of the draws, of the information, of the answer. */
const FAR = 1e-4
const NEAR = 1e-6
const DRAWN = 2e-4
const FINAL = 1e-9

/** One fit of one arrangement of rows, step by step. */
export class IterativeReml {
  readonly arrangement: RowArrangement
  readonly system: CrossedSystem
  variances!: Float64Array
  errors!: Float64Array
  priorWeight: Float64Array | null = null
  readonly solution: Float64Array
  fixed: Float64Array
  samplingError = 0
  iterations = 0
  readonly problem: MixedProblem
  private readonly settings: IterativeRemlSettings
  private readonly label: 'part' | 'all'
  readonly plan: Plan
  private readonly draws: StochasticTraces
  private information: Float64Array | null = null
  private groupsAt: Float64Array | null = null
  private fixedDegrees = 0

  constructor(problem: MixedProblem, y: Float64Array, settings: IterativeRemlSettings, label: 'part' | 'all') {
    this.problem = problem
    this.settings = settings
    this.label = label
    this.plan = planElimination(problem)
    this.arrangement = arrangeRows(problem, this.plan, y, settings.pool.memory)
    this.system = new CrossedSystem(this.arrangement, settings.pool)
    this.draws = new StochasticTraces(
      this.system,
      settings.seed,
      settings.estimator !== 'ml' || settings.prior !== undefined,
    )
    this.solution = new Float64Array(this.system.q)
    this.fixed = new Float64Array(problem.fixed.p)
  }

  /** Steps until they hardly change anything (below `settled`, relative); true when that was reached. */
  run(start: Float64Array, settled = SETTLED): boolean {
    const { problem, settings } = this
    const terms = problem.random.length
    this.variances = start.slice()
    this.draws.extend(settings.samples ?? FEWEST)
    let change = 1
    let quick = 1
    for (let step = 1; step <= MOST_STEPS; step++) {
      this.iterations = step
      settings.onStep?.(this.label, step)
      this.prepare()
      const scoreAndInformation = this.scoreAndInformation(change > 0.05 ? FAR : NEAR)
      const next =
        settings.prior === undefined
          ? boundedStep(this.variances, scoreAndInformation, terms, FLOOR)
          : priorStep(this.variances, scoreAndInformation, settings.prior)
      // Steps that shrink fast leave a part of themselves that shrinks as fast.
      quick = step > 1 && next.change < 0.2 * change ? next.change / change : 1
      change = next.change
      this.variances = next.variances
      if (change > 0.1) this.information = null
      if (quick * change >= settled && (settled > SETTLED || next.decrement > SETTLED_DECREMENT)) continue
      if (settings.samples !== undefined || this.samplingError < ENOUGH || !this.drawMore()) return true
    }
    return false
  }

  private drawMore(): boolean {
    const most = Math.max(FEWEST, Math.min(MOST, Math.floor(AFFORDABLE / this.problem.n)))
    if (this.draws.count >= most) return false
    // Their error falls with the root of their number.
    const wanted = Math.ceil(this.draws.count * Math.max(2, (this.samplingError / ENOUGH) ** 2))
    this.draws.extend(Math.min(most, INTERLEAVED * Math.ceil(wanted / INTERLEAVED)))
    return true
  }

  /** Exact factors, preconditioner and solution at the variances found. */
  finish(): void {
    this.prepare()
    this.system.refreshPreconditioner()
    const { fixed } = this.system.solve([this.system.response()], [this.solution], [FINAL])
    this.fixed = fixed[0]
    const terms = this.problem.random.length
    const s2 = this.variances[terms]
    this.variances = this.variances.map((v, g) => (g < terms && v <= 2 * FLOOR * s2 ? 0 : v))
  }

  private lambda(g: number): number {
    return Math.max(FLOOR, this.variances[g] / this.variances[this.problem.random.length])
  }

  private prepare(): void {
    const { fixedPrior } = this.settings
    const s2 = this.variances[this.problem.random.length]
    this.system.prepare(
      this.plan.nested.map((t) => this.lambda(t)),
      this.plan.crossed.map((t) => this.lambda(t)),
      fixedPrior && fixedPrior.precision.map((x) => x * s2),
    )
    const old = this.groupsAt
    if (old === null || this.variances.some((v, g) => v > 1.1 * old[g] || v < 0.9 * old[g])) {
      this.system.refreshPreconditioner()
      this.groupsAt = this.variances.slice()
    }
  }

  /** Score of every variance, and the average information (kept from an earlier step where that is near). */
  private scoreAndInformation(tolerance: number): ScoreAndInformation {
    const { system, draws, problem, plan, arrangement } = this
    const terms = problem.random.length
    const s2 = this.variances[terms]
    const { fixed } = system.solve(
      [system.response(), ...draws.sides()],
      [this.solution, ...draws.solutions],
      [tolerance, ...draws.solutions.map(() => DRAWN)],
      [true, ...draws.projected()],
    )
    this.fixed = fixed[0]
    const pass = this.scorePass(fixed.slice(1))
    const score = new Float64Array(terms + 1)
    let effectiveDegrees = 0
    const deviations = draws.solutions.map(() => new Float64Array(terms))
    const finish = (g: number, square: number, exact: number, drawn: readonly number[]) => {
      const mean = drawn.reduce((t, x) => t + x, 0) / drawn.length
      drawn.forEach((x, s) => (deviations[s][g] = mean - x))
      score[g] = 0.5 * (square - (exact - mean) / (this.lambda(g) * s2))
      effectiveDegrees += exact - mean
    }
    const blockDegrees = this.degreesOfBlocks()
    plan.nested.forEach((t, a) => {
      const l = this.lambda(t)
      finish(
        t,
        pass.levelSumSquares[a] / s2 ** 2,
        blockDegrees[a] - pass.control[a] / l,
        pass.drawn.map((d) => d[a] / l),
      )
    })
    const crossed = draws.crossed()
    plan.crossed.forEach((t, k) => {
      const [from, to] = [arrangement.crossedOffset[k], arrangement.crossedOffset[k + 1]]
      let square = 0
      for (let c = from; c < to; c++) square += (this.solution[c] / (system.crossedSd[c] * s2)) ** 2
      finish(
        t,
        square,
        to - from - crossed.exact[k],
        crossed.drawn.map((d) => d[k]),
      )
    })
    const known = this.settings.estimator === 'ml' && this.settings.prior === undefined ? 0 : problem.fixed.p
    const degrees = problem.n - known - effectiveDegrees + this.fixedDegrees
    score[terms] = 0.5 * (pass.residualSquares / s2 ** 2 - degrees / s2)
    if (this.information === null) {
      this.information = averageInformation(this)
      this.fixedDegrees = degreesOfPrior(system, this.settings.fixedPrior, s2)
    }
    const derivatives = { score, information: this.information }
    this.assess(derivatives, deviations)
    return derivatives
  }

  /** Per nested term: effective degrees of freedom of its effects given the crossed and fixed effects, one block at a time. */
  private degreesOfBlocks(): Float64Array {
    const { patterns, pattern } = this.arrangement
    const { diagonal } = this.system.data.factors
    const times = new Float64Array(patterns.count)
    for (const id of pattern) times[id]++
    const out = new Float64Array(this.plan.nested.length)
    for (let id = 0; id < patterns.count; id++)
      for (let e = patterns.effectStart[id]; e < patterns.effectStart[id + 1]; e++)
        out[patterns.term[e]] += times[id] * (1 - diagonal[e])
    return out
  }

  private scorePass(fixed: readonly Float64Array[]) {
    const { system, arrangement, draws } = this
    const { pool, crossedSd, q } = system
    const nested = this.plan.nested.length
    const chunks = arrangement.chunks
    const solution = pool.memory.floats(q)
    for (let c = 0; c < q; c++) solution[c] = this.solution[c] * crossedSd[c]
    const pairs = draws.pairs(fixed)
    const width = 1 + nested + pairs.pairs * nested
    const out = pool.memory.floats(chunks * width)
    pool.run({ do: 'score', solution, beta: [...this.fixed], ...pairs, out }, chunks)
    const control = pool.memory.floats(chunks * nested)
    pool.run({ do: 'control', out: control }, chunks)
    const sum = (from: Float64Array, step: number, at: number) => {
      let s = 0
      for (let c = 0; c < chunks; c++) s += from[c * step + at]
      return s
    }
    const list = (length: number, f: (i: number) => number) => Array.from({ length }, (_, i) => f(i))
    return {
      residualSquares: sum(out, width, 0),
      levelSumSquares: list(nested, (a) => sum(out, width, 1 + a)),
      drawn: list(pairs.pairs, (s) => s).map((s) => list(nested, (a) => sum(out, width, 1 + nested + s * nested + a))),
      control: list(nested, (a) => sum(control, nested, a)),
    }
  }

  /** Standard errors, weight of the prior and sampling error of the traces, at the variances of this step. */
  private assess({ information }: ScoreAndInformation, deviations: readonly Float64Array[]): void {
    const { prior } = this.settings
    const terms = this.problem.random.length
    const atFloor = (g: number) => g < terms && this.variances[g] <= 2 * FLOOR * this.variances[terms]
    const free = Array.from({ length: terms + 1 }, (_, g) => g).filter((g) => !atFloor(g))
    const whole = prior ? withPriorInformation(information, this.variances, prior) : information
    this.errors = standardErrors(whole, free, terms + 1)
    this.priorWeight = prior ? priorWeights(this.variances, information, prior) : null
    if (deviations.length < 2) return
    const ratios = Float64Array.from({ length: terms }, (_, g) => this.lambda(g))
    this.samplingError = samplingErrorOf(deviations, whole, free, ratios, this.variances)
  }
}
