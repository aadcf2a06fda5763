import { describe, expect, test } from 'vitest'
import { readRecords, referencePath } from '../../../test/golden/references'
import { hiringDiagnostics } from './diagnostics'
import type { HiringRating } from './types'

const idOf = (name: string) => Number(name.slice(1))

/** A reference file as ratings of the product: its periods are months, its groups seniorities. */
function ratingsOf(name: string): HiringRating[] {
  const cards = new Map<string, number>()
  return readRecords(referencePath(name)!).map((row) => {
    const pair = `${row.candidate} ${row.interviewer}`
    if (!cards.has(pair)) cards.set(pair, cards.size + 1)
    return {
      applicationId: idOf(row.candidate!),
      interviewerId: idOf(row.interviewer!),
      scorecardId: cards.get(pair)!,
      criterion: `ml-engineer/${row.criterion}`,
      level: Number(row.score),
      role: 'ml-engineer',
      seniority: row.group ?? 'senior',
      stage: null,
      period: `2026-${String(10 + Number(row.period ?? 1)).slice(-2)}`,
    }
  })
}

const VARIANCES = {
  application: 0.224884,
  scorecard: 0.099923,
  'application:criterion': 0.055614,
  interviewer: 0.079438,
  'interviewer:criterion': 0.0111,
  residual: 0.334329,
}
const diagnosed = (ratings: readonly HiringRating[]) =>
  hiringDiagnostics({ ratings, scale: [1, 4], variances: VARIANCES })

describe('a dataset with one interviewer who drifts and one who differs between groups', () => {
  const ratings = ratingsOf('hiring_drift_dif.csv').map((r) => ({
    ...r,
    // Six months across the turn of the year.
    period: ['', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04'][Number(r.period!.slice(-2)) - 10]!,
  }))
  const { drift, differential } = diagnosed(ratings)

  test('the tests are those of the reference', () => {
    expect(drift.leftOut).toBeNull()
    const found = drift.tested.filter(({ q }) => q <= 0.05)
    expect(found.map(({ interviewerId }) => interviewerId)).toEqual([3])
    expect(found[0]!.slope).toBeCloseTo(0.2815, 4)
    expect(found[0]!.t).toBeCloseTo(7.3018, 3)
    const gaps = differential.tested.filter(({ q }) => q <= 0.05)
    expect(gaps.map(({ interviewerId, group }) => [interviewerId, group])).toEqual([[8, 'B']])
    expect(gaps[0]!.estimate).toBeCloseTo(-0.60161, 4)
  })

  test('the severity trend over the months falls for an interviewer who grows more lenient', () => {
    const course = drift.severityTrends.find(({ interviewerId }) => interviewerId === 3)!.points
    expect(course.map(({ period }) => period)).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
    ])
    expect(course.at(-1)!.severity - course[0]!.severity).toBeLessThan(-1)
  })
})

test('reliability by number of raters, as the reference has it for five criteria', () => {
  const { panel } = diagnosed(ratingsOf('hiring_small.csv'))
  expect(panel.criteria).toBe(5)
  expect(panel.sizes.map(({ corrected }) => corrected!.toFixed(3)).slice(0, 3)).toEqual(['0.583', '0.736', '0.807'])
})

test('two halves that share nobody are two components; the least sure pair is compared inside one', () => {
  const ratings = ratingsOf('hiring_disconnected.csv')
  const { links, levels } = diagnosed(ratings)
  expect(links.components).toEqual([
    { interviewers: 6, applications: 30 },
    { interviewers: 6, applications: 30 },
  ])
  const component = new Map(links.nodes.map((node) => [node.interviewerId, node.component]))
  expect(links.worst).toHaveLength(5)
  for (const { a, b } of links.worst) expect(component.get(a)).toBe(component.get(b))
  const given = levels.interviewers.reduce((s, one) => s + one.given.reduce((t, n) => t + n, 0), 0)
  expect(given).toBe(ratings.length)
})

test('with too little data nothing is tested and the reason is given', () => {
  const { drift, differential, levels } = diagnosed(ratingsOf('hiring_small.csv').slice(0, 40))
  expect(drift).toMatchObject({ tested: [], severityTrends: [], leftOut: expect.stringContaining('3 months') })
  expect(differential).toMatchObject({ tested: [], leftOut: expect.stringContaining('10 scorecards') })
  expect(levels.interviewers.some(({ scaleUse }) => scaleUse === null)).toBe(true)
})
