import { expect, test } from 'vitest'
import type { HiringDiagnostics } from '~/engine'
import { diagnosticsView } from './diagnostics-view'

const found: HiringDiagnostics = {
  panel: { criteria: 3, sizes: [{ raters: 1, corrected: 0.5, uncorrected: 0.4 }] },
  levels: {
    values: [1, 2, 3, 4],
    interviewers: [{ interviewerId: 2, given: [0, 1, 7, 2], scorecards: 3, scaleUse: null }],
  },
  links: {
    nodes: [
      { interviewerId: 1, component: 0, applications: 4 },
      { interviewerId: 2, component: 0, applications: 2 },
    ],
    edges: [{ a: 0, b: 1, shared: 2, only: true }],
    components: [{ interviewers: 2, applications: 4 }],
    interviewers: 2,
    worst: [{ a: 1, b: 9, se: 0.2 }],
  },
  drift: {
    periods: ['2026-09', '2026-10', '2026-12'],
    tested: [1, 2].map((interviewerId) => ({ interviewerId, slope: -0.3, t: -3, p: 0.003, q: 0.006 })),
    severityTrends: [1, 2].map((interviewerId) => ({
      interviewerId,
      points: [
        { period: '2026-09', severity: 0.1 },
        { period: '2026-12', severity: 0.4 },
      ],
    })),
    leftOut: null,
  },
  differential: { tested: [], leftOut: 'nobody has 10 scorecards in each of two seniorities yet' },
}
const people = new Map([
  [1, { name: 'Ada Okafor', reported: true }],
  [2, { name: 'Björn Lind', reported: false }],
])

test('a change towards severity is positive, with its interval and a place for each month', () => {
  const { drift } = diagnosticsView(found, people, false)!
  expect(drift.span).toBe('September 2026 to December 2026')
  const [ada] = drift.rows
  expect(ada).toMatchObject({ name: 'Ada Okafor', change: 0.3, significant: true, trend: [0.1, null, 0.4] })
  expect([ada!.lower, ada!.upper].map((x) => x.toFixed(3))).toEqual(['0.136', '0.464'])
})

test('an interviewer whose severity is not reported has no severity trend', () => {
  const rows = diagnosticsView(found, people, false)!.drift.rows
  expect(rows.map(({ name, trend }) => [name, trend === null])).toEqual([
    ['Ada Okafor', false],
    ['Björn Lind', true],
  ])
})

test('the severity trends of a run that was stored under the earlier key are read too', () => {
  const { severityTrends, ...drift } = found.drift
  const stored = JSON.parse(JSON.stringify({ ...found, drift: { ...drift, courses: severityTrends } })) as typeof found
  expect(diagnosticsView(stored, people, false)).toEqual(diagnosticsView(found, people, false))
})

test('what counts submissions is kept from those who are blind anywhere, and only that', () => {
  const { counted, ...rest } = diagnosticsView(found, people, true)!
  expect(counted).toBeNull()
  expect(rest).toEqual((({ counted: _, ...open }) => open)(diagnosticsView(found, people, false)!))
})

test('people who have left are numbers', () => {
  expect(diagnosticsView(found, people, false)!.counted!.links.worst).toEqual([
    { a: 'Ada Okafor', b: 'Former user 9', se: 0.2 },
  ])
})
