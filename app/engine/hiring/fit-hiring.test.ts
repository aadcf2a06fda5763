import { describe, expect, test } from 'vitest'
import { readRecords, readReference, referencePath } from '../../../test/golden/references'
import { fitHiring } from './fit-hiring'
import type { HiringFit, HiringRating } from './types'
import { updateOneApplication } from './update-one-application'

interface Cold {
  objective: number
  variance_components: Record<string, number>
  prior_weight: Record<string, number>
  mu: { criterion: string; estimate: number; sd: number }[]
  candidates: { candidate: string; score: number; sd: number; reliability: number; p_above_3: number }[]
  interviewers: { interviewer: string; severity: number; sd: number }[]
}

const number = (text: string) => Number(text.slice(1))
const ratings = readRecords(referencePath('hiring_small.csv')!).map((r): HiringRating => ({
  applicationId: number(r.candidate!),
  interviewerId: number(r.interviewer!),
  scorecardId: number(r.candidate!) * 1000 + number(r.interviewer!),
  criterion: `kit/${r.criterion}`,
  level: Number(r.score),
  role: 'kit',
  seniority: 'senior',
  stage: null,
}))
const fit = (rows: readonly HiringRating[], more = {}): HiringFit => {
  const result = fitHiring({ ratings: rows, ...more })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
const first8 = ratings.filter((r) => r.applicationId <= 8)

const THEIR_NAME: Record<string, string> = {
  application: 'candidate',
  scorecard: 'candidate:interviewer',
  'application:criterion': 'candidate:criterion',
  residual: 'Residual',
}

describe.each([
  ['hiring_cold_1', ratings.filter((r) => r.applicationId === 1 && r.interviewerId === 18)],
  ['hiring_cold_8', first8],
] as const)('%s', (name, rows) => {
  const reference = readReference<Cold>(`ref/${name}.json`)
  const value = fit(rows)

  test('finds the posterior mode of the reference', () => {
    expect(value.converged).toBe(true)
    expect(value.objective).toBeCloseTo(reference.objective, 6)
    for (const c of value.components) {
      const theirs = THEIR_NAME[c.name] ?? c.name
      expect(c.variance).toBeCloseTo(reference.variance_components[theirs]!, 6)
      expect(c.priorWeight).toBeCloseTo(reference.prior_weight[theirs]!, 5)
      expect(c.assumed).toBe(reference.prior_weight[theirs]! > 0.5)
    }
  })
  test('gives scores, severities and means of criteria of the reference', () => {
    value.applications.forEach((a, i) => {
      const r = reference.candidates[i]
      expect(a.score).toBeCloseTo(r!.score, 6)
      expect(a.sd).toBeCloseTo(r!.sd, 6)
      expect(a.reliability).toBeCloseTo(r!.reliability, 6)
      expect(a.probabilityAboveBar).toBeCloseTo(r!.p_above_3, 6)
    })
    value.interviewers.forEach((p, i) => {
      expect(p.severity).toBeCloseTo(reference.interviewers[i]!.severity, 6)
      expect(p.sd).toBeCloseTo(reference.interviewers[i]!.sd, 6)
    })
    for (const m of reference.mu) {
      expect(value.state.criteria[`kit/${m.criterion}`]!.mean).toBeCloseTo(m.estimate, 6)
      expect(Math.sqrt(value.state.criteria[`kit/${m.criterion}`]!.variance)).toBeCloseTo(m.sd, 6)
    }
  })
})

describe('a hiring fit', () => {
  test('takes the raw mean to the score in steps that add up', () => {
    for (const { steps, score } of fit(first8).applications) {
      const sum = steps.rawMean + steps.severity + steps.halo + steps.shrinkage + steps.other
      expect(sum).toBeCloseTo(score, 13)
    }
  })
  test('does not depend on the order of the ratings', () => {
    expect(fit([...first8].reverse())).toEqual(fit(first8))
  })
  test('names nobody’s severity from one interview, and some from many', () => {
    expect(fit(first8.slice(0, 5)).interviewers.map((p) => p.reported)).toEqual([false])
    expect(fit(ratings).interviewers.some((p) => p.reported)).toBe(true)
  })
  test('counts a criterion with weight that nobody scored as uncertain, not as absent', () => {
    const weights = { 1: { 'kit/K1': 1, 'kit/K2': 1, 'kit/unseen': 2 } }
    const a = fit(first8, { weightsByApplication: weights }).applications[0]
    const unseen = a!.criteria.find((c) => c.criterion === 'kit/unseen')!
    expect(unseen.raters).toBe(0)
    expect(unseen.sd).toBeGreaterThan(a!.criteria[0]!.sd)
    expect(a!.criteria.map((c) => c.criterion)).toEqual(['kit/K1', 'kit/K2', 'kit/unseen'])
    expect(a!.score).toBeCloseTo((a!.criteria[0]!.score + a!.criteria[1]!.score + 2 * unseen.score) / 4, 12)
  })
  test('drops halo and criterion terms where nothing tells them apart, and says so', () => {
    const value = fit(first8.filter((r) => r.criterion === 'kit/K1'))
    expect(value.terms).toEqual(['application', 'interviewer', 'residual'])
    expect(value.warnings.map((w) => w.code)).toEqual(['HALO_LEFT_OUT', 'ONE_CRITERION'])
    expect(value.scorecards).toEqual([])
  })
  test('says where the prior decides what the ratings cannot tell, and keeps all of it defined', () => {
    const first = new Map<number, number>()
    for (const r of ratings) if (!first.has(r.applicationId)) first.set(r.applicationId, r.scorecardId)
    const each = fit(ratings.filter((r) => first.get(r.applicationId) === r.scorecardId))
    expect(each.warnings).toEqual([
      {
        code: 'HALO_IN_CANDIDATE',
        message: expect.stringMatching(/^Every application has one scorecard.*The prior decides/),
      },
    ])
    expect(each.applications.every((a) => a.reliability > 0 && a.sd > 0)).toBe(true)
    const by18 = fit(ratings.filter((r) => r.interviewerId === 18))
    expect(by18.warnings.map((w) => w.code)).toEqual(['HALO_IN_CANDIDATE', 'ONE_INTERVIEWER'])
    expect(by18.warnings[1]!.message).toContain('The prior stands in for them')
    expect(fit(ratings).warnings).toEqual([])
  })
  test('answers even when every rating is the same', () => {
    const value = fit(first8.map((r) => ({ ...r, level: 3 })))
    expect(value.converged).toBe(true)
    for (const a of value.applications) {
      expect(a.score).toBeGreaterThan(2.5)
      expect(a.score).toBeLessThan(3.2)
      expect(a.sd).toBeGreaterThan(0)
    }
  })
  test('keeps an application’s own seniority in its score and puts stages at their mean', () => {
    const mixed = first8.map((r) => ({
      ...r,
      seniority: r.applicationId % 2 ? 'junior' : 'senior',
      stage: r.interviewerId % 2 ? 'screen' : 'onsite',
    }))
    const value = fit(mixed)
    expect(Object.keys(value.state.fixed)).toEqual(['kit/senior', 'stage/screen'])
    expect(value.state.fixed['kit/senior']!.ownValue).toBe(true)
    expect(value.state.fixed['stage/screen']!.mean).toBeGreaterThan(0)
    expect(value.applications).toHaveLength(8)
  })
  test('refuses nothing to fit and levels off the scale', () => {
    expect(fitHiring({ ratings: [] })).toMatchObject({ ok: false, error: { code: 'NO_RATINGS' } })
    expect(fitHiring({ ratings: [{ ...ratings[0]!, level: 5 }] })).toMatchObject({
      ok: false,
      error: { code: 'LEVEL_OUTSIDE_SCALE' },
    })
  })
})

describe('bringing one application up to date', () => {
  const value = fit(ratings)
  test('repeats the score of the fit it rests on, and its interval closely', () => {
    for (const a of value.applications) {
      const updated = updateOneApplication(value.state, {
        applicationId: a.applicationId,
        ratings: ratings.filter((r) => r.applicationId === a.applicationId),
      })
      expect(updated.score).toBeCloseTo(a.score, 9)
      expect(updated.steps.severity).toBeCloseTo(a.steps.severity, 9)
      expect(updated.steps.halo).toBeCloseTo(a.steps.halo, 9)
      expect(Math.abs(updated.sd / a.sd - 1)).toBeLessThan(0.1)
      expect(Math.abs(updated.reliability - a.reliability)).toBeLessThan(0.1)
    }
  })
  test('takes a rating by someone who was not in the fit', () => {
    const rows = ratings.filter((r) => r.applicationId === 3)
    const extra: HiringRating = { ...rows[0]!, interviewerId: 999, scorecardId: 5_000_000, level: 4 }
    const before = updateOneApplication(value.state, { applicationId: 3, ratings: rows })
    const after = updateOneApplication(value.state, { applicationId: 3, ratings: [...rows, extra] })
    expect(after.score).toBeGreaterThan(before.score)
    expect(after.sd).toBeLessThan(before.sd)
  })
  test('takes well under a millisecond', () => {
    const rows = ratings.filter((r) => r.applicationId === 3)
    const times = Array.from({ length: 200 }, () => {
      const start = performance.now()
      updateOneApplication(value.state, { applicationId: 3, ratings: rows })
      return performance.now() - start
    }).sort((a, b) => a - b)
    expect(times[100]).toBeLessThan(1)
  })
})
