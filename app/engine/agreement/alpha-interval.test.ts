import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Rng } from '../probability/rng'
import { ALPHA_SCENARIOS, alphaCovered, populationAlpha } from '../simulation/alpha-coverage'
import { alphaWithInterval } from './alpha-interval'
import { describeAgreement } from './describe-agreement'
import { krippendorffAlpha, type Metric } from './krippendorff'
import type { RatingTable } from './table'

const tableOf = (rows: readonly (readonly number[])[]): RatingTable => ({
  units: rows.length,
  raters: rows[0]!.length,
  values: Float64Array.from(rows.flat()),
})
const interval = (table: RatingTable, metric: Metric, samples = 10_000) => {
  const rng = new Rng(1)
  return alphaWithInterval(table, metric, { confidence: 0.95, samples, draw: () => rng.uniform() })
}
const warningsOf = (table: RatingTable) => {
  const rng = new Rng(1)
  const names = Array.from({ length: table.raters }, (_, rater) => `R${rater}`)
  return describeAgreement({ ...table, names }, 'ordinal', () => rng.uniform()).warnings
}

test('ordinal distances are those of each resample', () => {
  const table = tableOf([
    [2, 1],
    [4, 4],
    [4, 4],
    [4, 4],
    [4, 3],
    [2, 2],
    [3, 4],
    [1, 1],
    [4, 4],
    [3, 3],
    [3, 4],
    [3, 3],
  ])
  const { value, lower, upper } = interval(table, 'ordinal')
  expect(value).toBeCloseTo(0.760416666667, 9)
  // 0.209 to 0.956 from 200,000 resamples by numpy 2.4.6; with the distances of the whole table 0.281 to 0.983.
  expect(lower).toBeGreaterThan(0.17)
  expect(lower).toBeLessThan(0.25)
  expect(upper).toBeGreaterThan(0.945)
  expect(upper).toBeLessThan(0.97)
})

describe('what resamples cannot tell is null, with a reason', () => {
  const agreeing = (units: number) => Array.from({ length: units }, () => [1, 1])

  test('one disagreement among 14 units: 36 % of the resamples do not vary, so there is no interval', () => {
    const table = tableOf([...agreeing(13), [1, 2]])
    const { value, lower, upper, gap, flat } = interval(table, 'ordinal')
    expect(value).toBe(0)
    expect([lower, upper, gap]).toEqual([null, null, 'FLAT'])
    // (13/14)^14 = 0.354 leave out the one unit that varies.
    expect(flat).toBeCloseTo((13 / 14) ** 14, 1)
    expect(warningsOf(table)).toContainEqual({
      code: 'ALPHA_NO_INTERVAL',
      message: expect.stringMatching(/is null: 3[4-7] % of 10000 resamples of units hold one single value/) as string,
    })
  })

  test('two disagreements among 14 units: the upper bound lies among the 12 % that do not vary', () => {
    const table = tableOf([...agreeing(12), [1, 2], [2, 2]])
    const { value, lower, upper, gap, flat } = interval(table, 'ordinal')
    expect(upper).toBeNull()
    expect(lower).toBeLessThanOrEqual(value!)
    expect(gap).toBe('UPPER_FLAT')
    expect(flat).toBeCloseTo((12 / 14) ** 14, 1)
    expect(warningsOf(table).map(({ code }) => code)).toContain('ALPHA_UPPER_BOUND')
  })

  test('perfect agreement and a single pairable unit have no interval', () => {
    const perfect = tableOf([
      [1, 1],
      [2, 2],
      [3, 3],
      [1, 1],
    ])
    expect(interval(perfect, 'ordinal')).toMatchObject({ value: 1, lower: null, upper: null, gap: 'NO_SPREAD' })
    expect(warningsOf(perfect).map(({ code }) => code)).toContain('ALPHA_NO_INTERVAL')
    const one = tableOf([
      [1, 2, 2],
      [Number.NaN, 3, Number.NaN],
    ])
    expect(interval(one, 'ordinal')).toMatchObject({ lower: null, upper: null, gap: 'ONE_UNIT' })
  })
})

test('an interval holds its alpha, in tables of every metric', () => {
  const rows = fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 3, max: 10 })).chain(([raters, units]) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: raters, maxLength: raters }), {
      minLength: units,
      maxLength: units,
    }),
  )
  fc.assert(
    fc.property(rows, fc.constantFrom<Metric>('nominal', 'ordinal', 'interval', 'ratio'), (cells, metric) => {
      const table = tableOf(cells)
      const { value, lower, upper } = interval(table, metric, 300)
      expect(value).toBe(krippendorffAlpha(table, metric))
      if (value === null) return
      if (lower !== null) expect(lower).toBeLessThanOrEqual(value)
      if (upper !== null) expect(upper).toBeGreaterThanOrEqual(value)
    }),
    { numRuns: 1_000 },
  )
})

// 12 units and 2 raters, as above, and the scenario that the percentile interval alone covers least, 93 %.
test.each([0, 5])(
  'intervals cover the alpha of the population at their nominal rate, scenario %i',
  { timeout: 120_000 },
  (at) => {
    const scenario = ALPHA_SCENARIOS[at]!
    const truth = populationAlpha(scenario)
    const covered = Array.from({ length: 2_000 }, (_, seed) => alphaCovered(scenario, truth, seed + 1))
    const known = covered.filter((one) => one !== null)
    expect(known.length).toBeGreaterThan(1_950)
    const share = known.filter(Boolean).length / known.length
    expect(share).toBeGreaterThan(0.935)
    expect(share).toBeLessThan(0.965)
  },
)

test('the alpha of a population is that of a very large study of it', () => {
  const scenario = { units: 100_000, raters: 2, metric: 'interval', noise: 0.5 } as const
  const rng = new Rng(3)
  const cuts = [-0.84, 0, 0.84].map((cut) => cut * Math.hypot(1, scenario.noise))
  const values = new Float64Array(2 * scenario.units)
  for (let unit = 0; unit < scenario.units; unit++) {
    const latent = rng.normal()
    for (let rater = 0; rater < 2; rater++) {
      const rating = latent + scenario.noise * rng.normal()
      values[2 * unit + rater] = 1 + cuts.filter((cut) => cut < rating).length
    }
  }
  const study = krippendorffAlpha({ units: scenario.units, raters: 2, values }, 'interval')!
  expect(Math.abs(populationAlpha(scenario) - study)).toBeLessThan(0.01)
})
