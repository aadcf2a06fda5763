import { describe, expect, test } from 'vitest'
import { readReference, readTable, referencePath } from '../../../test/golden/references'
import { solveMixed } from '../mixed/fit-job'
import { diagnoseRatings } from './diagnostics'
import { fittedByExactPath, prepareRatings, jobWithCandidateQueries } from './prepare-ratings'
import { finishRatings } from './finish-ratings'
import type { RatingsRequest } from './types'
import type { RoleColumns } from './roles'

const ROLES: RoleColumns = { candidate: 'candidate', interviewer: 'interviewer', criterion: 'criterion' }
const request = (roles: RoleColumns): RatingsRequest => ({
  score: 'score',
  roles,
  formula: null,
  estimator: 'reml',
  prior: 'none',
  scale: [1, 4],
  weights: null,
  bar: null,
  costs: { fp: 1, fn: 1 },
  seed: 1,
  allEffects: false,
})
const prepared = (file: string, roles = ROLES) => {
  const result = prepareRatings(readTable(referencePath(file)!), request(roles))
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
const document = (file: string) => {
  const p = prepared(file)
  return finishRatings(p, fittedByExactPath(solveMixed(jobWithCandidateQueries(p))))
}

interface Pairs {
  pairs: { a: string; b: string; variance: number | null }[]
}
interface Links {
  components: number
  contrast_only: Pairs
  hiring_small: Pairs
  hiring_sparse: Pairs
}

describe('linking', () => {
  const links = readReference<Links>('ref/hiring_disconnected_links.json')
  test.each([
    ['hiring_disconnected', links.contrast_only],
    ['hiring_small', links.hiring_small],
    ['hiring_sparse', links.hiring_sparse],
  ])('%s: variance of differences on common candidates alone', (name, { pairs }) => {
    const { linking } = document(`${name}.csv`)
    for (const pair of pairs) {
      const mine = linking!.contrasts.find((c) => c.a === pair.a && c.b === pair.b)!
      if (pair.variance === null) expect(mine.variance).toBeNull()
      else expect(mine.variance).toBeCloseTo(pair.variance, 7)
    }
  })
  test('two halves that share nobody are two components, and a warning says what that means', () => {
    const d = document('hiring_disconnected.csv')
    expect(d.linking!.components).toBe(links.components)
    expect(d.linking!.sizes).toEqual([
      { candidates: 30, interviewers: 6 },
      { candidates: 30, interviewers: 6 },
    ])
    expect(d.warnings.map((w) => w.code)).toContain('NOT_CONNECTED')
    expect(document('hiring_small.csv').linking!.components).toBe(1)
  })
})

describe('interviewers', () => {
  const d = document('hiring_small.csv')
  test('noise is near 1 for raters as noisy as the model says', () => {
    const noise = d.interviewers!.map((i) => i.noise!)
    for (const x of noise) {
      expect(x).toBeGreaterThan(0.6)
      expect(x).toBeLessThan(1.5)
    }
    expect(noise.reduce((s, x) => s + x, 0) / noise.length).toBeCloseTo(1, 1)
  })
  test('scale use is around 1 and says who uses it widely', () => {
    const use = d.interviewers!.map((i) => i.scaleUse!)
    expect(Math.exp(use.reduce((s, x) => s + Math.log(x), 0) / use.length)).toBeCloseTo(1, 1)
  })
})

interface Tests {
  REML_criterion: number
  drift: { interviewer: string; slope: number; t: number; p: number; q: number }[]
  differential: { interviewer: string; group: string; estimate: number; t: number; p: number; q: number }[]
}

test('drift and differential functioning: estimates, tests and flags of the reference', () => {
  const reference = readReference<Tests>('ref/hiring_drift_dif_tests.json')
  const audit = diagnoseRatings(prepared('hiring_drift_dif.csv', { ...ROLES, period: 'period', group: 'group' }), [])
  expect(audit.drift).toHaveLength(reference.drift.length)
  audit.drift!.forEach((d, i) => {
    const r = reference.drift[i]
    expect(d.interviewer).toBe(r!.interviewer)
    expect(Math.abs(d.slope! - r!.slope)).toBeLessThan(1e-5)
    expect(Math.abs(d.t! / r!.t - 1)).toBeLessThan(1e-4)
    expect(Math.abs(d.p! - r!.p)).toBeLessThan(1e-5)
    expect(Math.abs(d.q! - r!.q)).toBeLessThan(1e-5)
  })
  expect(audit.differential).toHaveLength(reference.differential.length)
  audit.differential!.forEach((d, i) => {
    const r = reference.differential[i]
    expect([d.interviewer, d.group]).toEqual([r!.interviewer, r!.group])
    expect(Math.abs(d.estimate! - r!.estimate)).toBeLessThan(1e-5)
    expect(Math.abs(d.t! - r!.t)).toBeLessThan(1e-4)
    expect(Math.abs(d.q! - r!.q)).toBeLessThan(1e-5)
  })
  expect(audit.drift!.filter((d) => d.q! < 0.05).map((d) => d.interviewer)).toEqual(['I003'])
  expect(audit.differential!.filter((d) => d.q! < 0.05).map((d) => d.interviewer)).toEqual(['I008'])
})
