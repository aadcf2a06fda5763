import { describe, expect, test } from 'vitest'
import { readTable, referencePath } from '../../../../test/golden/references'
import { buildDesign } from '../../model/design'
import { parseFormula } from '../../model/parse-formula'
import { fitMixed } from '../fit-mixed'
import { posteriorOf, toOrthogonal } from '../posterior'
import { fitIterative, iterativeRefusal } from './fit-iterative'
import { ApproximatePosterior } from './approximate-posterior'

const FORMULA =
  'score ~ criterion + (1|candidate) + (1|interviewer) + (1|candidate:interviewer) + (1|candidate:criterion) + (1|interviewer:criterion)'

/** hiring_small is a complete table per candidate, hiring_sparse has gaps: both ways through the nested elimination. */
describe.each(['hiring_small', 'hiring_sparse'])('the iterative path on %s', (name) => {
  const parsed = parseFormula(FORMULA)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const { problem } = buildDesign(parsed.value, readTable(referencePath(`${name}.csv`)!), new Set())
  const exact = fitMixed(problem, { estimator: 'reml' })
  const near = fitIterative(problem, { seed: 1, samples: 60 })

  test('finds the exact variances within the sampling error it states', () => {
    expect(near.converged).toBe(true)
    expect(near.samplingError).toBeGreaterThan(0)
    expect(near.samplingError).toBeLessThan(0.2)
    exact.variances.forEach((v, g) => expect(Math.abs(near.variances[g]! / v - 1)).toBeLessThan(4 * near.samplingError))
    expect(near.standardErrors[0]).toBeCloseTo(exact.standardErrors[0]!, 3)
  })

  test('gives nearly the exact effects and their standard deviations', () => {
    const posterior = new ApproximatePosterior(near)
    const truth = posteriorOf(exact)
    problem.random.forEach((_, t) => {
      const mine = posterior.effects(t)
      const theirs = truth.effects(t)
      theirs.mean.forEach((m, l) => expect(Math.abs(mine.mean[l]! - m)).toBeLessThan(0.01))
      theirs.sd.forEach((s, l) => expect(Math.abs(mine.sd[l]! / s - 1)).toBeLessThan(0.07))
    })
    truth.fixed().estimate.forEach((b, k) => expect(Math.abs(posterior.fixed().estimate[k]! - b)).toBeLessThan(0.005))
  })
})

test('the same seed gives a bit-identical fit, another seed another draw', () => {
  const parsed = parseFormula(FORMULA)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const { problem } = buildDesign(parsed.value, readTable(referencePath('hiring_sparse.csv')!), new Set())
  const fit = (seed: number) => [...fitIterative(problem, { seed, samples: 4 }).variances]
  expect(fit(3)).toEqual(fit(3))
  expect(fit(3)).not.toEqual(fit(4))
})

describe('the other estimators, iteratively', () => {
  const parsed = parseFormula(FORMULA)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const table = readTable(referencePath('hiring_sparse.csv')!)
  const { problem } = buildDesign(parsed.value, table, new Set())
  const near = (found: Float64Array, truth: Float64Array, error: number) =>
    truth.forEach((v, g) => expect(Math.abs(found[g]! / v - 1)).toBeLessThan(4 * error))

  test('ML takes the fixed effects as known', () => {
    const exact = fitMixed(problem, { estimator: 'ml' })
    const fit = fitIterative(problem, { seed: 1, samples: 60, estimator: 'ml' })
    near(fit.variances, exact.variances, fit.samplingError)
    const reml = fitMixed(problem, { estimator: 'reml' })
    // The interviewers' variance is where the two estimators differ most.
    expect(Math.abs(fit.variances[1]! - exact.variances[1]!)).toBeLessThan(
      Math.abs(fit.variances[1]! - reml.variances[1]!),
    )
  })

  test('a prior gives the posterior mode, with its share in each variance', () => {
    const p = problem.fixed.p
    const covariance = new Float64Array(p * p)
    for (let k = 0; k < p; k++) covariance[k * p + k] = k === 0 ? 0.25 : 0.06
    const prior = {
      nu: 4,
      scale: Float64Array.of(0.225, 0.075, 0.11, 0.075, 0.02, 0.24),
      mean: Float64Array.from({ length: p }, (_, k) => (k === 0 ? 2.6 : 0)),
      covariance,
    }
    const exact = fitMixed(problem, { estimator: 'reml', prior })
    const fit = fitIterative(problem, { seed: 1, samples: 60, prior })
    near(fit.variances, exact.variances, fit.samplingError)
    exact.priorWeight!.forEach((w, g) => expect(Math.abs(fit.priorWeight![g]! - w)).toBeLessThan(0.02))
    const [posterior, truth] = [new ApproximatePosterior(fit).fixed(), posteriorOf(exact).fixed()]
    truth.estimate.forEach((b, k) => expect(posterior.estimate[k]).toBeCloseTo(b, 2))
    truth.se.forEach((s, k) => expect(posterior.se[k]).toBeCloseTo(s, 2))
  })

  test('a slope of a term that crosses the largest one', () => {
    const rows = problem.n
    const time = Float64Array.from({ length: rows }, (_, i) => ((i * 7) % 5) - 2)
    const drift = Float64Array.from({ length: 40 }, (_, j) => 0.2 * Math.sin(j * 1.7))
    const person = table.factors.get('interviewer')!.codes
    const numbers = new Map(table.numbers)
    numbers.set('time', time)
    numbers.set(
      'score',
      problem.y.map((y, i) => y + drift[person[i]!]! * time[i]!),
    )
    const sloped = parseFormula(`${FORMULA} + (0 + time|interviewer)`)
    if (!sloped.ok) throw new Error(sloped.error.message)
    const other = buildDesign(sloped.value, { ...table, numbers }, new Set()).problem
    const exact = fitMixed(other, { estimator: 'reml' })
    const fit = fitIterative(other, { seed: 1, samples: 60 })
    expect(exact.variances[5]).toBeGreaterThan(0.01)
    near(fit.variances, exact.variances, fit.samplingError)
    const [found, truth] = [new ApproximatePosterior(fit).effects(5), posteriorOf(exact).effects(5)]
    truth.mean.forEach((m, l) => expect(Math.abs(found.mean[l]! - m)).toBeLessThan(0.01))
  })

  test('weighted sums of blocks have the exact posterior up to the stated error of the sd', () => {
    const fit = fitIterative(problem, { seed: 1, samples: 60 })
    const posterior = new ApproximatePosterior(fit)
    const exact = fitMixed(problem, { estimator: 'reml' })
    const truth = posteriorOf(exact)
    const { p } = problem.fixed
    const x = Float64Array.from({ length: p }, (_, k) => (k === 0 ? 1 : 1 / (p + 1)))
    const blockCombinations = {
      count: 1,
      combinationOfRow: new Int32Array(problem.n).fill(-1),
      commonTerms: [[0, 1]] as const,
      termsByCombination: [],
      fixedCoordinates: [x],
      coordinateSet: new Int32Array(90),
    }
    const answers = posterior.combinations(blockCombinations)!
    const largestSdError = posterior.largestSdError(blockCombinations, [1], 90)!
    expect(largestSdError).toBeLessThan(0.05)
    for (let c = 0; c < 90; c++) {
      const combination = truth.project({
        fixed: toOrthogonal(x, problem.fixed.r, p),
        effects: [{ term: 0, level: c, weight: 1 }],
      })
      expect(Math.abs(answers.mean(c, 0) - combination.mean)).toBeLessThan(0.01)
      const sd = Math.sqrt(truth.covariance(combination, combination))
      expect(Math.abs(Math.sqrt(answers.covariance(c, 0, 0)) / sd - 1)).toBeLessThan(largestSdError + 0.02)
    }
  })
})

test('what this path cannot fit is named', () => {
  const nested = parseFormula('score ~ 1 + (1|candidate) + (1|candidate:interviewer)')
  if (!nested.ok) throw new Error(nested.error.message)
  const { problem } = buildDesign(nested.value, readTable(referencePath('hiring_sparse.csv')!), new Set())
  expect(iterativeRefusal(problem)).toBe('the model has nothing that crosses its largest term')
})
