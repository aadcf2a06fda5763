import { describe, expect, test } from 'vitest'
import { readTable, referencePath } from '../../../../test/golden/references'
import { buildDesign } from '../../design'
import { parseFormula } from '../../formula'
import { fitMixed } from '../fit'
import { posteriorOf } from '../posterior'
import { fitIterative } from './fit-iterative'
import { NearPosterior } from './near-posterior'

const FORMULA =
  'score ~ criterion + (1|candidate) + (1|interviewer) + (1|candidate:interviewer) + (1|candidate:criterion) + (1|interviewer:criterion)'

/** hiring_small is a complete table per candidate, hiring_sparse has gaps: both ways through the inner elimination. */
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
    exact.variances.forEach((v, g) => expect(Math.abs(near.variances[g] / v - 1)).toBeLessThan(4 * near.samplingError))
    expect(near.standardErrors[0]).toBeCloseTo(exact.standardErrors[0], 3)
  })

  test('gives nearly the exact effects and their standard deviations', () => {
    const posterior = new NearPosterior(near)
    const truth = posteriorOf(exact)
    problem.random.forEach((_, t) => {
      const mine = posterior.effects(t)
      const theirs = truth.effects(t)
      theirs.mean.forEach((m, l) => expect(Math.abs(mine.mean[l] - m)).toBeLessThan(0.01))
      theirs.sd.forEach((s, l) => expect(Math.abs(mine.sd[l] / s - 1)).toBeLessThan(0.07))
    })
    truth.fixed().estimate.forEach((b, k) => expect(Math.abs(posterior.fixed().estimate[k] - b)).toBeLessThan(0.005))
  })
})

test('the same seed gives the same bytes, another seed another draw', () => {
  const parsed = parseFormula(FORMULA)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const { problem } = buildDesign(parsed.value, readTable(referencePath('hiring_sparse.csv')!), new Set())
  const fit = (seed: number) => [...fitIterative(problem, { seed, samples: 4 }).variances]
  expect(fit(3)).toEqual(fit(3))
  expect(fit(3)).not.toEqual(fit(4))
})
