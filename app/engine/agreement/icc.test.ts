import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeAgreement } from './describe-agreement'
import { icc, type IccType } from './icc'
import { exactAgreement, pairKappa } from './kappa'
import { krippendorffAlpha, type Metric } from './krippendorff'
import type { RatingTable } from './table'

const METRICS: readonly Metric[] = ['nominal', 'ordinal', 'interval', 'ratio']

const tableOf = (rows: readonly (readonly number[])[]): RatingTable => ({
  units: rows.length,
  raters: rows[0]!.length,
  values: Float64Array.from(rows.flat()),
})
const rowOf = (table: RatingTable, type: IccType) => icc(table).find((row) => row.type === type)!
const warningsOf = (table: RatingTable) => {
  const names = Array.from({ length: table.raters }, (_, rater) => `R${rater}`)
  return describeAgreement({ ...table, names }, 'ordinal', () => 0.5).warnings
}

/** 4 x 2, 5 x 2 and 8 x 3: right values by numpy 2.4.6 and scipy 1.17.1 from the formulas of McGraw and Wong (1996). */
const fourByTwo = tableOf([
  [1, 1],
  [2, 1],
  [1, 1],
  [2, 3],
])
const fiveByTwo = tableOf([
  [1, 2],
  [3, 2],
  [2, 4],
  [4, 3],
  [2, 2],
])
const eightByThree = tableOf([
  [1, 4, 2],
  [4, 1, 3],
  [2, 3, 3],
  [3, 2, 2],
  [1, 4, 3],
  [4, 2, 2],
  [2, 3, 2],
  [3, 1, 3],
])

describe('the mean of k raters has a pole where ICC2 is -1 / (k - 1)', () => {
  test.each([
    ['4 x 2', fourByTwo, [4 / 7, -1.160415743, 0.967960731], [8 / 11, 0.983719559]],
    ['5 x 2', fiveByTwo, [2 / 9, -1.048964132, 0.888263433], [4 / 11, 0.940825753]],
  ] as const)('%s: the lower bound beyond it is null, with a reason', (_, table, single, mean) => {
    const one = rowOf(table, 'ICC2')
    expect(one.estimate).toBeCloseTo(single[0], 9)
    expect(one.lower).toBeCloseTo(single[1], 8)
    expect(one.upper).toBeCloseTo(single[2], 8)
    const two = rowOf(table, 'ICC2k')
    expect(two).toMatchObject({ lower: null, gap: 'POLE' })
    expect(two.estimate).toBeCloseTo(mean[0], 9)
    expect(two.upper).toBeCloseTo(mean[1], 8)
    expect(warningsOf(table)).toContainEqual({
      code: 'ICC_INTERVAL',
      message: expect.stringContaining(
        'the lower bound of ICC2k; the bound of ICC2 lies at or below -1/(k-1) = -1',
      ) as string,
    })
  })

  test('8 x 3: an estimate beyond it is null (the total variance is not positive), the others stay', () => {
    const rows = Object.fromEntries(icc(eightByThree).map((row) => [row.type, row]))
    expect(rows.ICC2k).toMatchObject({ estimate: null, lower: null, upper: null })
    expect(rows.ICC2!.estimate).toBeCloseTo(-5 / 9, 9)
    expect(rows.ICC2!.lower).toBeCloseTo(-0.597209364, 8)
    expect(rows.ICC2!.upper).toBeCloseTo(-0.372724225, 8)
    expect(rows.ICC1k!.estimate).toBeCloseTo(-13, 9)
    expect(rows.ICC3k!.estimate).toBeCloseTo(-15, 9)
    expect(warningsOf(eightByThree)).toContainEqual({
      code: 'ICC_VARIANCE',
      message: expect.stringMatching(/^ICC2k is null: the estimated total variance is not positive/) as string,
    })
  })
})

test('raters who differ by a constant: ICC2 has an interval although its F is infinite', () => {
  const shifted = tableOf([
    [1, 2],
    [2, 3],
    [4, 5],
    [3, 4],
  ])
  const row = rowOf(shifted, 'ICC2')
  expect(row).toMatchObject({ f: null, p: 0 })
  expect(row.estimate).toBeCloseTo(10 / 13, 9)
  expect(row.lower).toBeCloseTo(0.003842475538, 9)
  expect(row.upper).toBeCloseTo(0.983092346025, 9)
  expect(rowOf(shifted, 'ICC3')).toMatchObject({ estimate: 1, lower: null, upper: null, gap: 'NO_F' })
})

const values = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map(Number),
  fc.constantFrom(0.1, 0.2, 0.3, 0.1 + 0.2, 1 / 3, 2.5),
)
const sizes = fc.tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 5 }))
const tables = sizes.chain(([units, raters]) =>
  fc
    .array(fc.array(values, { minLength: raters, maxLength: raters }), { minLength: units, maxLength: units })
    .map(tableOf),
)

test('every interval holds its estimate and ends at 1 or below, in 5,000 small tables', () => {
  let bounds = 0
  fc.assert(
    fc.property(tables, (table) => {
      for (const { estimate, lower, upper, gap } of icc(table)) {
        if (estimate === null) {
          expect([lower, upper]).toEqual([null, null])
          continue
        }
        expect(estimate).toBeLessThanOrEqual(1)
        if (lower !== null) expect(lower).toBeLessThanOrEqual(estimate)
        if (upper !== null) {
          expect(upper).toBeGreaterThanOrEqual(estimate)
          expect(upper).toBeLessThanOrEqual(1)
        }
        expect(gap === null).toBe(lower !== null && upper !== null)
        bounds += lower === null ? 0 : 1
      }
    }),
    { numRuns: 5_000 },
  )
  expect(bounds).toBeGreaterThan(10_000)
})

test('equal ratings give null for every coefficient and no p, whatever their rounding', () => {
  const sum = Array.from({ length: 10 }, () => 0.1).reduce((a, b) => a + b)
  const spellings: (readonly number[])[] = [
    [3],
    [0.1],
    [0.7],
    [1 / 3],
    [2.9],
    [0.1 + 0.2, 0.3],
    [sum, 1],
    [1e-9],
    [-7e12 / 9],
  ]
  const flat = fc
    .constantFrom(...spellings)
    .chain((same) =>
      sizes.chain(([units, raters]) =>
        fc
          .array(fc.constantFrom(...same), { minLength: units * raters, maxLength: units * raters })
          .map((all): RatingTable => ({ units, raters, values: Float64Array.from(all) })),
      ),
    )
  fc.assert(
    fc.property(flat, (table) => {
      for (const { estimate, lower, upper, f, p } of icc(table))
        expect([estimate, lower, upper, f, p]).toEqual([null, null, null, null, null])
      for (const metric of METRICS) if (metric !== 'ratio') expect(krippendorffAlpha(table, metric)).toBeNull()
      const column = (rater: number) => table.values.filter((_, at) => at % table.raters === rater)
      expect(pairKappa(column(0), column(1))).toMatchObject({ plain: null, linear: null, quadratic: null })
      expect(exactAgreement(table).value).toBe(1)
    }),
    { numRuns: 2_000 },
  )
})
