import type { MixedProblem } from '../../design'
import { Rng } from '../../rng'
import { solveSymmetric } from '../../small'
import { planElimination } from '../blocks'
import { startingVariances } from '../start'
import { InnerOperator } from './operator'
import { dot, groupOuter, OuterSystem, type OuterGroups } from './outer-system'
import { arrangePanels, type Panels } from './panels'
import { wholeBlocks } from './whole-blocks'

export interface IterativeOptions {
  seed: number
  /** Draws per trace; default by size. */
  samples?: number
  onStep?: (what: string, iteration: number) => void
}

export interface IterativeFit {
  panels: Panels
  system: OuterSystem
  /** Per term, then the residual. */
  variances: Float64Array
  standardErrors: Float64Array
  /** Scaled outer solution and fixed effects (orthogonal coordinates, shift included). */
  outer: Float64Array
  betaOrthogonal: Float64Array
  /** Fixed effects without the shift that was taken off the response first. */
  fixedSolution: Float64Array
  /** Largest relative error of a variance that comes from drawing traces (one standard deviation). */
  samplingError: number
  iterations: number
  converged: boolean
}

const FLOOR = 1e-9
const SETTLED = 2e-5
/** Rows of the first, partial fit that gives the starting point. */
const PART = 200_000

/**
 * REML for sizes where the outer matrix is too large: average-information steps whose solves are conjugate gradients and
 * whose traces are drawn, with the same random numbers in every step, so that the answer depends on the seed and nothing
 * else. Random intercepts only. The criterion itself is not computed.
 */
export function fitIterative(problem: MixedProblem, options: IterativeOptions): IterativeFit {
  const plan = planElimination(problem)
  const shift = leastSquares(problem)
  const y = lessFixed(problem, shift)
  let start: Float64Array | null = null
  if (problem.n > 2 * PART) {
    const part = wholeBlocks(problem, y, plan.primary, PART)
    const rough = new Fitter(part.problem, part.y, options, 2, 'part')
    rough.run(startingVariances(part.problem, part.y), 1e-2)
    start = rough.variances
  }
  const samples = options.samples ?? drawsFor(problem, plan.outer)
  const fitter = new Fitter(problem, y, options, samples, 'all')
  const converged = fitter.run(start ?? startingVariances(problem, y), SETTLED)
  return {
    panels: fitter.panels,
    system: fitter.system,
    variances: fitter.variances,
    standardErrors: fitter.errors,
    outer: fitter.solution,
    betaOrthogonal: Float64Array.from(shift, (b, k) => b + fitter.fixed[k]),
    fixedSolution: fitter.fixed,
    samplingError: fitter.samplingError,
    iterations: fitter.iterations,
    converged,
  }
}

/** More draws for fewer levels, whose traces average less; fewer where a draw is expensive. */
function drawsFor(problem: MixedProblem, outer: readonly number[]): number {
  const fewest = outer.reduce((m, t) => Math.min(m, problem.random[t].levels), problem.n)
  const wanted = Math.ceil(8000 / fewest)
  const affordable = Math.floor(30_000_000 / problem.n)
  return Math.max(problem.n > 2_000_000 ? 2 : 4, Math.min(64, wanted, affordable))
}

class Fitter {
  readonly panels: Panels
  readonly problem: MixedProblem
  system!: OuterSystem
  variances!: Float64Array
  errors!: Float64Array
  solution: Float64Array
  fixed: Float64Array
  samplingError = 0
  iterations = 0
  private readonly groups: OuterGroups
  private readonly options: IterativeOptions
  private readonly label: string
  private readonly draws: Float64Array[]
  private readonly noise: Float64Array[]
  private information: Float64Array | null = null
  private readonly direct: (boolean | undefined)[] = []
  private readonly innerTerms: number[]
  private readonly outerTerms: number[]

  constructor(problem: MixedProblem, y: Float64Array, options: IterativeOptions, samples: number, label: string) {
    this.problem = problem
    this.options = options
    this.label = label
    const plan = planElimination(problem)
    this.innerTerms = plan.inner
    this.outerTerms = plan.outer
    this.panels = arrangePanels(problem, plan, y)
    this.groups = groupOuter(this.panels)
    const q = plan.outerRandom
    this.solution = new Float64Array(q)
    this.fixed = new Float64Array(problem.fixed.p)
    this.draws = Array.from({ length: samples }, () => new Float64Array(q))
    this.noise = Array.from({ length: samples }, (_, s) => {
      const rng = new Rng(options.seed, 1_000_003 + s)
      return Float64Array.from({ length: q }, () => rng.normal())
    })
  }

  /** Steps until the largest relative change falls below `settled`; true when it did. */
  run(start: Float64Array, settled: number): boolean {
    this.variances = start.slice()
    const terms = this.problem.random.length
    for (let step = 1; step <= 60; step++) {
      this.iterations = step
      this.options.onStep?.(this.label, step)
      this.prepare()
      const { score, zero } = this.score()
      const free = Array.from({ length: terms + 1 }, (_, g) => g).filter((g) => !(zero[g] && score[g] <= 0))
      const next = this.variances.slice()
      const move = boundedMove(this.information!, score, free, terms + 1)
      let change = 0
      for (const g of free) {
        const least = g < terms ? FLOOR * this.variances[terms] : 0.3 * this.variances[g]
        next[g] = Math.max(
          least,
          Math.max(
            0.2 * this.variances[g],
            Math.min(5 * this.variances[g] + 1e-3 * this.variances[terms], this.variances[g] + move[g]),
          ),
        )
        if (next[g] > 2 * FLOOR * this.variances[terms] || this.variances[g] > 2 * FLOOR * this.variances[terms])
          change = Math.max(
            change,
            Math.abs(next[g] - this.variances[g]) / Math.max(next[g], 1e-4 * this.variances[terms]),
          )
      }
      if (change < settled) return true
      this.variances = next
      // Once steps are short the information hardly changes, and it costs more than the score.
      if (change > 0.02) this.information = null
    }
    return false
  }

  private lambda(g: number): number {
    const s2 = this.variances[this.problem.random.length]
    return Math.max(FLOOR, this.variances[g] / s2)
  }

  /** Factors at the current variances and solves for the response. */
  private prepare(): void {
    const { panels, outerTerms } = this
    const op = new InnerOperator(
      panels,
      this.innerTerms.map((t) => this.lambda(t)),
    )
    const root = new Float64Array(this.solution.length)
    outerTerms.forEach((t, k) => root.fill(Math.sqrt(this.lambda(t)), panels.outerOffset[k], panels.outerOffset[k + 1]))
    this.system = new OuterSystem(panels, this.groups, op, root)
  }

  private score(): { score: Float64Array; zero: boolean[] } {
    const { panels, problem, system, innerTerms, outerTerms } = this
    const { op, q, p, root } = system
    const terms = problem.random.length
    const s2 = this.variances[terms]
    const side = () => ({ z: new Float64Array(q), x: new Float64Array(p) })
    const sides = [side(), ...this.draws.map(side)]
    const r = new Float64Array(panels.longest)
    const rng = new Rng(this.options.seed)
    const sigma = Math.sqrt(s2)
    const innerRoot = innerTerms.map((t) => Math.sqrt(this.lambda(t)))
    const effect = new Float64Array(panels.largest)
    for (let b = 0; b < panels.blocks; b++) {
      const from = panels.rowStart[b]
      const pattern = panels.patterns[panels.pattern[b]]
      const m = pattern.rows
      for (let i = 0; i < m; i++) r[i] = panels.y[from + i]
      op.apply(panels.pattern[b], r)
      system.scatter(b, r, sides[0].z, sides[0].x)
      for (let s = 0; s < this.draws.length; s++) {
        rng.reset(this.options.seed, b * this.draws.length + s)
        for (let c = 0; c < pattern.size; c++) effect[c] = sigma * innerRoot[pattern.term[c]] * rng.normal()
        for (let i = 0; i < m; i++) r[i] = sigma * rng.normal()
        for (let k = 0, i = 0; k < pattern.local.length; k++) {
          r[i] += effect[pattern.local[k]]
          if (++i === m) i = 0
        }
        op.apply(panels.pattern[b], r)
        system.scatter(b, r, sides[s + 1].z, sides[s + 1].x)
      }
    }
    sides.forEach(({ z }, s) => {
      for (let c = 0; c < q; c++) z[c] = z[c] * root[c] + (s === 0 ? 0 : sigma * this.noise[s - 1][c])
    })
    const solved = system.solve(sides, [this.solution, ...this.draws], 1e-7)
    this.fixed = solved.fixed[0]
    const pass = this.effectsPass(solved.fixed)

    const score = new Float64Array(terms + 1)
    const zero = Array.from({ length: terms + 1 }, (_, g) => g < terms && this.variances[g] <= 2 * FLOOR * s2)
    const samples = this.draws.length
    let resolvedAll = 0
    const spread = new Float64Array(terms + 1)
    const perSample = Array.from({ length: samples }, () => new Float64Array(terms))
    const finish = (g: number, square: number, exact: number, drawn: readonly number[]) => {
      const v = this.lambda(g) * s2
      const mean = drawn.reduce((t, x) => t + x, 0) / samples
      drawn.forEach((x, s) => (perSample[s][g] = x))
      score[g] = 0.5 * (square - (exact - mean) / v)
      resolvedAll += exact - mean
    }
    innerTerms.forEach((t, a) =>
      finish(
        t,
        pass.pullSquares[a],
        pass.resolved[a],
        pass.drawn.map((d) => d[a] / (this.lambda(t) * s2)),
      ),
    )
    outerTerms.forEach((t, k) => {
      const [from, to] = [panels.outerOffset[k], panels.outerOffset[k + 1]]
      let square = 0
      for (let c = from; c < to; c++) square += (this.solution[c] / (root[c] * s2)) ** 2
      const drawn = this.draws.map((d, s) => {
        // Two unbiased draws of the trace: the second is the quieter one when the data say little.
        let own = 0
        let mixed = 0
        let plain = 0
        for (let c = from; c < to; c++) {
          own += d[c] ** 2 / s2
          mixed += (this.noise[s][c] * d[c]) / sigma
          plain += this.noise[s][c] ** 2
        }
        return [own, mixed - plain + (to - from)]
      })
      // The choice stays as it was first made: the drawn score must not jump between steps.
      this.direct[k] ??= drawn.reduce((t, [own]) => t + own, 0) < 0.5 * (to - from) * samples
      finish(
        t,
        square,
        to - from,
        drawn.map(([own, control]) => (this.direct[k] ? own : control)),
      )
    })
    const degrees = problem.n - p - resolvedAll
    score[terms] = 0.5 * (pass.ee / s2 ** 2 - degrees / s2)
    if (this.information === null) this.information = this.averageInformation(pass.f)
    // Error of the variances from the draws, through the same step that would be taken.
    const free = Array.from({ length: terms + 1 }, (_, g) => g).filter((g) => !zero[g])
    this.errors = errorsOf(this.information, free, terms + 1)
    if (samples > 1) {
      for (let s = 0; s < samples; s++) {
        const shift = new Float64Array(terms + 1)
        let all = 0
        for (let g = 0; g < terms; g++) {
          const mean = perSample.reduce((t, x) => t + x[g], 0) / samples
          const off = perSample[s][g] - mean
          shift[g] = (0.5 * off) / (this.lambda(g) * s2)
          all += off
        }
        shift[terms] = (-0.5 * all) / s2
        const move = boundedMove(this.information, shift, free, terms + 1)
        for (const g of free) spread[g] += move[g] ** 2 / (samples - 1) / samples
      }
      this.samplingError = free.reduce((t, g) => Math.max(t, Math.sqrt(spread[g]) / this.variances[g]), 0)
    }
    return { score, zero }
  }

  /** One pass that needs the solutions: residuals, pulls of the inner effects, drawn traces, and the working vectors' products. */
  private effectsPass(fixed: readonly Float64Array[]) {
    const { panels, problem, system, innerTerms, outerTerms } = this
    const { op, q, p, root } = system
    const { table } = problem.fixed
    const terms = problem.random.length
    const s2 = this.variances[terms]
    const scaled = [this.solution, ...this.draws].map((v) => v.map((x, c) => x * root[c]))
    const outerPull = this.solution.map((x, c) => x / (root[c] * s2))
    const wantInformation = this.information === null
    const count = terms + 1
    const gram = new Float64Array(count * count)
    const sides = Array.from({ length: wantInformation ? count : 0 }, () => ({
      z: new Float64Array(q),
      x: new Float64Array(p),
    }))
    const f = Array.from({ length: count }, () => new Float64Array(panels.longest))
    const mf = new Float64Array(panels.longest)
    const r = new Float64Array(panels.longest)
    const pull = new Float64Array(panels.largest)
    const pullSquares = innerTerms.map(() => 0)
    const resolved = innerTerms.map(() => 0)
    const drawn = this.draws.map(() => innerTerms.map(() => 0))
    let ee = 0
    for (let b = 0; b < panels.blocks; b++) {
      const from = panels.rowStart[b]
      const id = panels.pattern[b]
      const pattern = panels.patterns[id]
      const m = pattern.rows
      for (let s = 0; s < scaled.length; s++) {
        const v = scaled[s]
        const beta = fixed[s]
        for (let i = 0; i < m; i++) {
          const row = from + i
          let x = 0
          for (let k = 0; k < panels.outer.length; k++) x += v[panels.outer[k][row]]
          const at = panels.fixedPattern[row] * p
          for (let k = 0; k < p; k++) x += table[at + k] * beta[k]
          r[i] = s === 0 ? panels.y[row] - x : x
        }
        if (s > 0) {
          const x = op.effects(id, r)
          for (let c = 0; c < pattern.size; c++) drawn[s - 1][pattern.term[c]] += x[c] * x[c]
          continue
        }
        op.apply(id, r)
        for (let i = 0; i < m; i++) ee += r[i] * r[i]
        pull.fill(0, 0, pattern.size)
        for (let k = 0, i = 0; k < pattern.local.length; k++) {
          pull[pattern.local[k]] += r[i] / s2
          if (++i === m) i = 0
        }
        const { diagonal } = op.factors[id]
        for (let c = 0; c < pattern.size; c++) {
          pullSquares[pattern.term[c]] += pull[c] * pull[c]
          resolved[pattern.term[c]] += 1 - diagonal[c]
        }
        if (!wantInformation) continue
        innerTerms.forEach((t, a) => {
          for (let i = 0; i < m; i++) f[t][i] = pull[pattern.local[a * m + i]]
        })
        outerTerms.forEach((t, k) => {
          for (let i = 0; i < m; i++) f[t][i] = outerPull[panels.outer[k][from + i]]
        })
        for (let i = 0; i < m; i++) f[terms][i] = r[i] / s2
        for (let g = 0; g < count; g++) {
          for (let i = 0; i < m; i++) mf[i] = f[g][i]
          op.apply(id, mf)
          for (let h = 0; h <= g; h++) {
            let sum = 0
            for (let i = 0; i < m; i++) sum += mf[i] * f[h][i]
            gram[g * count + h] += sum
          }
          system.scatter(b, mf, sides[g].z, sides[g].x)
        }
      }
    }
    for (const { z } of sides) for (let c = 0; c < q; c++) z[c] *= root[c]
    return { ee, pullSquares, resolved, drawn, f: { gram, sides } }
  }

  private averageInformation({
    gram,
    sides,
  }: {
    gram: Float64Array
    sides: { z: Float64Array; x: Float64Array }[]
  }): Float64Array {
    const { system } = this
    const count = sides.length
    const starts = sides.map(() => new Float64Array(system.q))
    const { fixed } = system.solve(sides, starts, 1e-4)
    const s2 = this.variances[count - 1]
    const out = new Float64Array(count * count)
    for (let g = 0; g < count; g++) {
      for (let h = 0; h <= g; h++) {
        const taken = dot(sides[h].z, starts[g]) + dot(sides[h].x, fixed[g])
        out[g * count + h] = out[h * count + g] = (0.5 * (gram[g * count + h] - taken)) / s2
      }
    }
    return out
  }
}

function boundedMove(information: Float64Array, score: Float64Array, free: readonly number[], k: number): Float64Array {
  const m = free.length
  const a = new Float64Array(m * m)
  free.forEach((g, i) => free.forEach((h, j) => (a[i * m + j] = information[g * k + h])))
  const x = solveSymmetric(
    a,
    Float64Array.from(free, (g) => score[g]),
    m,
  )
  const out = new Float64Array(k)
  free.forEach((g, i) => (out[g] = x[i]))
  return out
}

function errorsOf(information: Float64Array, free: readonly number[], k: number): Float64Array {
  const out = new Float64Array(k).fill(-1)
  for (const g of free) {
    const unit = new Float64Array(k)
    unit[g] = 1
    const v = boundedMove(information, unit, free, k)[g]
    if (v > 0) out[g] = Math.sqrt(v)
  }
  return out
}

function leastSquares(problem: MixedProblem): Float64Array {
  const { p, pattern, table } = problem.fixed
  const beta = new Float64Array(p)
  for (let i = 0; i < problem.n; i++)
    for (let k = 0; k < p; k++) beta[k] += (table[pattern[i] * p + k] * problem.y[i]) / problem.n
  return beta
}

function lessFixed(problem: MixedProblem, beta: Float64Array): Float64Array {
  const { p, pattern, table } = problem.fixed
  const y = problem.y.slice()
  for (let i = 0; i < problem.n; i++) for (let k = 0; k < p; k++) y[i] -= table[pattern[i] * p + k] * beta[k]
  return y
}
