import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRecords, readReference, referencePath } from '../../../test/golden/references'
import { adverseImpact } from '../decision/adverse-impact'
import { fQuantile, fUpperTail } from '../probability/beta'
import { describeAgreement } from './describe-agreement'
import { icc } from './icc'
import { exactAgreement, pairKappa } from './kappa'
import { krippendorffAlpha, type Metric } from './krippendorff'
import type { RatingTable } from './table'

type Reference = {
  shrout_fleiss_1979: {
    icc: {
      type: string
      ICC: number
      F: number
      df1: number
      df2: number
      'lower bound': number
      'upper bound': number
    }[]
  }
  krippendorff_2011: { alpha: [number, number, number, number] }
  irr_anxiety: Record<string, number>
  irr_video: Record<string, number>
  adverse_impact: {
    sel1: number
    n1: number
    sel2: number
    n2: number
    impact_ratio: number
    four_fifths_flag: boolean
    fisher_two_sided_p: number
    z_pooled: number
    z_two_sided_p: number
  }[]
}
/** Made with R 4.2.2: psych 2.2.9, irr 0.84.1, alpha by definition, fisher.test, prop.test without correction. */
const reference = readReference<Reference>('ref/reliability_and_fairness.json')
const metrics: Metric[] = ['nominal', 'ordinal', 'interval', 'ratio']

const wide = (rows: (number | null)[][]): RatingTable => ({
  units: rows.length,
  raters: rows[0]!.length,
  values: Float64Array.from(rows.flat().map((value) => value ?? Number.NaN)),
})

/** Shrout & Fleiss (1979), table 2: six targets, four judges. */
const shroutFleiss = wide([
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
])

/** Krippendorff (2011), section C: four observers, twelve units, values missing. */
const krippendorff = wide([
  [1, 1, null, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [null, 5, 5, 5],
  [null, null, 1, 1],
  [null, null, 3, null],
])

const file = (name: string) => {
  const path = referencePath(name)
  return path === null ? null : wide(readRecords(path).map((row) => Object.values(row).map(Number)))
}

test('intraclass correlations, their F and intervals are those of psych', () => {
  const ours = icc(shroutFleiss)
  for (const theirs of reference.shrout_fleiss_1979.icc) {
    const row = ours.find(({ type }) => type === theirs.type)!
    expect(row.estimate).toBeCloseTo(theirs.ICC, 9)
    expect(row.f).toBeCloseTo(theirs.F, 8)
    expect([row.df1, row.df2]).toEqual([theirs.df1, theirs.df2])
    expect(row.lower).toBeCloseTo(theirs['lower bound'], 7)
    expect(row.upper).toBeCloseTo(theirs['upper bound'], 7)
  }
})

test.each(metrics.map((metric, at) => [metric, at] as const))(
  'alpha with the %s metric is as published',
  (metric, at) => {
    expect(krippendorffAlpha(krippendorff, metric)).toBeCloseTo(reference.krippendorff_2011.alpha[at]!, 9)
  },
)

describe.each(['irr_anxiety', 'irr_video'] as const)('%s', (name) => {
  const table = file(`${name}.csv`)
  const theirs = reference[name]

  test.skipIf(table === null)('ICC and kappa agree with irr, alpha with its definition', () => {
    const rows = icc(table!)
    const estimate = (type: string) => rows.find((row) => row.type === type)!.estimate
    expect(estimate('ICC1')).toBeCloseTo(theirs.icc_oneway_single!, 9)
    expect(estimate('ICC2')).toBeCloseTo(theirs.icc_twoway_agree_single!, 9)
    expect(estimate('ICC3')).toBeCloseTo(theirs.icc_twoway_cons_single!, 9)
    expect(estimate('ICC2k')).toBeCloseTo(theirs.icc_twoway_agree_avg!, 9)
    expect(estimate('ICC3k')).toBeCloseTo(theirs.icc_twoway_cons_avg!, 9)
    expect(krippendorffAlpha(table!, 'ordinal')).toBeCloseTo(theirs.kripp_ordinal!, 9)
    expect(krippendorffAlpha(table!, 'interval')).toBeCloseTo(theirs.kripp_interval!, 9)
    expect(krippendorffAlpha(table!, 'nominal')).toBeCloseTo(theirs.kripp_nominal!, 9)
    const column = (rater: number) => table!.values.filter((_, at) => at % table!.raters === rater)
    const kappa = pairKappa(column(0), column(1))
    expect(kappa.plain).toBeCloseTo(theirs.kappa_12!, 9)
    expect(kappa.linear).toBeCloseTo(theirs.lwk_12!, 9)
    expect(kappa.quadratic).toBeCloseTo(theirs.qwk_12!, 9)
  })
})

test('the impact ratio, Fisher’s test and Z are those of R', () => {
  for (const theirs of reference.adverse_impact) {
    const ours = adverseImpact(theirs.sel1, theirs.n1, theirs.sel2, theirs.n2)
    expect(ours.impactRatio).toBeCloseTo(theirs.impact_ratio, 9)
    expect(ours.belowFourFifths).toBe(theirs.four_fifths_flag)
    expect(ours.fisherP).toBeCloseTo(theirs.fisher_two_sided_p, 9)
    expect(ours.z).toBeCloseTo(theirs.z_pooled, 8)
    expect(ours.zP).toBeCloseTo(theirs.z_two_sided_p, 9)
  }
})

describe('what is not defined is null, never NaN', () => {
  test('one rater, one unit, all values equal', () => {
    for (const table of [
      wide([[1], [2]]),
      wide([[1, 2, 3]]),
      wide([
        [2, 2],
        [2, 2],
      ]),
    ])
      expect(icc(table).map(({ estimate }) => estimate)).toEqual([null, null, null, null, null, null])
    expect(
      krippendorffAlpha(
        wide([
          [2, 2],
          [2, 2],
        ]),
        'ordinal',
      ),
    ).toBeNull()
    expect(
      krippendorffAlpha(
        wide([
          [1, null],
          [null, 2],
        ]),
        'interval',
      ),
    ).toBeNull()
    expect(pairKappa([3, 3], [3, 3])).toEqual({ n: 2, plain: null, linear: null, quadratic: null })
    expect(exactAgreement(wide([[1, null]]))).toEqual({ value: null, pairs: 0 })
  })

  test('alpha with the ratio metric and a negative value', () => {
    const table = wide([
      [-1, -1],
      [-2, -3],
      [0, -1],
    ])
    expect(krippendorffAlpha(table, 'ratio')).toBeNull()
    expect(krippendorffAlpha(table, 'interval')).not.toBeNull()
    expect(describeAgreement({ ...table, names: ['a', 'b'] }, 'ratio', () => 0)).toMatchObject({
      krippendorffAlpha: { value: null, lower: null, upper: null },
      warnings: expect.arrayContaining([expect.objectContaining({ code: 'RATIO_SIGN' })]) as unknown,
    })
  })

  test('perfect agreement is 1, with an interval that is not known', () => {
    const rows = icc(
      wide([
        [1, 1],
        [2, 2],
        [4, 4],
      ]),
    )
    expect(rows.map(({ estimate, lower }) => [estimate, lower])).toEqual(Array(6).fill([1, null]))
    for (const metric of metrics)
      expect(
        krippendorffAlpha(
          wide([
            [1, 1],
            [2, 2],
            [4, 4],
          ]),
          metric,
        ),
      ).toBe(1)
  })

  test('nobody in a group', () => {
    expect(adverseImpact(0, 0, 3, 9)).toMatchObject({ rate1: null, impactRatio: null, z: null, fisherP: 1 })
    expect(() => adverseImpact(5, 4, 1, 2)).toThrow(RangeError)
  })
})

const tables = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 8 })).chain(([raters, units]) =>
  fc.array(fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { minLength: raters, maxLength: raters }), {
    minLength: units,
    maxLength: units,
  }),
)

test('the order of raters and units does not matter', () => {
  fc.assert(
    fc.property(tables, (rows) => {
      const turned = wide(rows.map((row) => [...row].reverse()).reverse())
      for (const metric of metrics) {
        const [a, b] = [krippendorffAlpha(wide(rows), metric), krippendorffAlpha(turned, metric)]
        if (a === null) expect(b).toBeNull()
        else expect(b).toBeCloseTo(a, 10)
      }
      expect(exactAgreement(turned)).toEqual(exactAgreement(wide(rows)))
    }),
  )
})

test('interval measures do not change when all values are shifted and stretched', () => {
  fc.assert(
    fc.property(tables, fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 7 }), (rows, shift, stretch) => {
      const moved = wide(rows.map((row) => row.map((value) => (value === null ? null : value * stretch + shift))))
      const [a, b] = [krippendorffAlpha(wide(rows), 'interval'), krippendorffAlpha(moved, 'interval')]
      if (a === null) expect(b).toBeNull()
      else expect(b).toBeCloseTo(a, 9)
      const [before, after] = [icc(wide(rows)), icc(moved)]
      before.forEach(({ estimate }, at) => {
        if (estimate === null) expect(after[at]!.estimate).toBeNull()
        else expect(after[at]!.estimate).toBeCloseTo(estimate, 7)
      })
    }),
  )
})

test('the quantile of F undoes its tail', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
      (p, df1, df2) => {
        expect(1 - fUpperTail(fQuantile(p, df1, df2), df1, df2)).toBeCloseTo(p, 9)
      },
    ),
  )
})
