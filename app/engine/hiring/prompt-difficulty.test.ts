import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRecords, referencePath } from '../../../test/golden/references'
import { Rng } from '../probability/rng'
import { fitHiring } from './fit-hiring'
import type { HiringFit, HiringRating } from './types'

type Reference = {
  method: string
  objective: number
  variances: Record<string, number>
  prompts: Omit<HiringFit['prompts'][number], 'scorecards'>[]
}
const reference = JSON.parse(
  readFileSync(
    path.join(import.meta.dirname, '../../../test/golden/calibration/ref/hiring_prompt_difficulty.json'),
    'utf8',
  ),
) as Reference

const idOf = (name: string | undefined) => Number(name!.slice(1))

/** The data of the reference, as its `method` says. */
function ratingsOfReference(): HiringRating[] {
  const cards = new Map<string, number>()
  return readRecords(referencePath('hiring_drift_dif.csv')!).flatMap((row): HiringRating[] => {
    const [applicationId, interviewerId, criterion] = [idOf(row.candidate), idOf(row.interviewer), idOf(row.criterion)]
    if (applicationId % 5 !== 0) return []
    const pair = `${applicationId} ${interviewerId}`
    if (!cards.has(pair)) cards.set(pair, cards.size + 1)
    const month = Number(row.period) + 3
    const prompt = criterion <= 2 ? 'abc'[(applicationId + 2 * interviewerId) % 3] : criterion === 3 ? 'd' : undefined
    const level = Number(row.score)
    return [
      {
        applicationId,
        interviewerId,
        scorecardId: cards.get(pair)!,
        criterion: `ml-engineer/${row.criterion}`,
        level: prompt === 'b' && month > 6 ? Math.max(1, level - 1) : level,
        role: 'ml-engineer',
        seniority: row.group!,
        stage: null,
        period: `2026-0${month}`,
        ...(prompt === undefined ? {} : { prompt: `ml-engineer/${prompt}` }),
      },
    ]
  })
}

function fitted(ratings: readonly HiringRating[]): HiringFit {
  const fit = fitHiring({ ratings })
  if (!fit.ok) throw new Error(fit.error.message)
  return fit.value
}

const keyOf = ({ prompt, period }: { prompt: string; period: string | null }) => `${prompt} ${period ?? 'all'}`

describe('against dense numpy', () => {
  const fit = fitted(ratingsOfReference())

  test('the posterior mode is that of the reference', () => {
    expect(fit.objective).toBeCloseTo(reference.objective, 5)
    for (const { name, variance } of fit.components) expect(variance).toBeCloseTo(reference.variances[name]!, 5)
  })

  test.each(reference.prompts.map((row) => ({ key: keyOf(row), row })))('$key', ({ key, row }) => {
    const found = fit.prompts.find((one) => keyOf(one) === key)!
    expect(found.ratings).toBe(row.ratings)
    for (const name of ['residual', 'residualSe', 'effect', 'effectSe', 'p', 'q'] as const)
      expect(found[name], name).toBeCloseTo(row[name], 5)
  })

  test('what the fixed effects determine is not estimated: prompt d, the only one ever used for its criterion', () => {
    expect(fit.prompts.map(keyOf).sort()).toEqual(reference.prompts.map(keyOf).sort())
    expect(fit.prompts.map(keyOf)).not.toContain('ml-engineer/d all')
  })

  test('the prompt that was made harder is found in its quarter and not before', () => {
    const b = (period: string) => fit.prompts.find((one) => keyOf(one) === `ml-engineer/b ${period}`)!
    expect(b('2026-Q3')).toMatchObject({ effect: expect.closeTo(-0.904, 3) })
    expect(b('2026-Q3').q).toBeLessThan(1e-6)
    expect(b('2026-Q2').q).toBeGreaterThan(0.05)
  })
})

/** Ratings of `applications`, each with two scorecards of two criteria and one of two prompts. */
function simulated(seed: number, applications: number, prompts = ['x', 'y']): HiringRating[] {
  const rng = new Rng(seed)
  return Array.from({ length: applications }, (_, applicationId) =>
    [0, 1].flatMap((seat) =>
      ['k/one', 'k/two'].map((criterion): HiringRating => ({
        applicationId,
        interviewerId: (applicationId + seat) % 3,
        scorecardId: 2 * applicationId + seat,
        criterion,
        level: 1 + rng.below(4),
        role: 'k',
        seniority: 'mid',
        stage: null,
        period: applicationId % 2 === 0 ? '2026-03' : '2026-04',
        prompt: `k/${prompts[Math.floor(applicationId / 2) % prompts.length]}`,
      })),
    ),
  ).flat()
}

describe('for any ratings', () => {
  const seeds = fc.record({ seed: fc.nat(10_000), applications: fc.integer({ min: 6, max: 24 }) })
  const runs = { numRuns: 25 }

  test('residual and effect have one sign and one statistic, the residual is the smaller, and nothing is NaN', () => {
    fc.assert(
      fc.property(seeds, ({ seed, applications }) => {
        for (const row of fitted(simulated(seed, applications)).prompts) {
          const { residual, residualSe, effect, effectSe, p, q } = row
          for (const value of [residual, residualSe, effect, effectSe, p, q]) expect(value).toSatisfy(Number.isFinite)
          expect(residual / residualSe).toBeCloseTo(effect / effectSe, 8)
          expect(Math.abs(residual)).toBeLessThanOrEqual(Math.abs(effect) + 1e-12)
          expect(p).toBeGreaterThanOrEqual(0)
          expect(q).toBeGreaterThanOrEqual(p - 1e-12)
          expect(q).toBeLessThanOrEqual(1)
        }
      }),
      runs,
    )
  })

  test('neither the order of the ratings nor the names of prompts matter', () => {
    fc.assert(
      fc.property(seeds, ({ seed, applications }) => {
        const ratings = simulated(seed, applications)
        const { prompts } = fitted(ratings)
        expect(fitted([...ratings].reverse()).prompts).toEqual(prompts)
        const renamed = fitted(simulated(seed, applications, ['a', 'b'])).prompts
        expect(renamed.map(({ prompt: _, ...row }) => row)).toEqual(prompts.map(({ prompt: _, ...row }) => row))
      }),
      runs,
    )
  })

  test('no score, severity or variance depends on which prompt a rating belongs to', () => {
    const ratings = simulated(7, 20)
    const { prompts, ...fit } = fitted(ratings)
    const { prompts: none, ...without } = fitted(ratings.map(({ prompt: _, ...rating }) => rating))
    expect(prompts.length).toBeGreaterThan(0)
    expect(none).toEqual([])
    expect(without).toEqual(fit)
  })

  test('a prompt needs 10 scorecards of two interviewers, a quarter of it 5', () => {
    const keys = (applications: number) => fitted(simulated(3, applications)).prompts.map(keyOf)
    // Two scorecards each: of 9 applications x has 5 and y 4, so 10 and 8 scorecards.
    expect(keys(9)).toEqual(['k/x all', 'k/x 2026-Q1'])
    expect(keys(8)).toEqual([])
    const alone = simulated(3, 24).map((rating) => ({
      ...rating,
      interviewerId: rating.prompt === 'k/x' ? 1 : rating.interviewerId,
    }))
    expect(fitted(alone).prompts.map(({ prompt }) => prompt)).not.toContain('k/x')
  })
})
