import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeAgreement } from '../../agreement/describe-agreement'
import { AgreementDocument } from '../../agreement/document'
import { Rng } from '../../probability/rng'
import { BadInput } from '../bad-input'
import { agreementTable } from './agreement-table'
import type { AgreementOptions } from './types'

const plain = fc.constantFrom('1', '2', '3', '4', ' 2', '3.0', '')
const word = fc.constantFrom('Yes', 'No', 'yes ', 'Strong Yes', 'No Decision', 'NA', '-', '.', 'None')
const odd = fc.constantFrom(
  '0x2',
  '1_0',
  '\u0661',
  '1e300',
  '-1e99',
  '0.1',
  '0.30000000000000004',
  '__proto__',
  '01',
  '1e-320',
)
const kinds = fc.constantFrom(
  plain,
  word,
  fc.oneof({ weight: 9, arbitrary: plain }, { weight: 1, arbitrary: word }),
  fc.oneof({ weight: 9, arbitrary: word }, { weight: 1, arbitrary: odd }),
  fc.oneof({ weight: 9, arbitrary: plain }, { weight: 1, arbitrary: odd }),
)
const name = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('Ada', 'Ben', 'ada', 'Zo\u00eb', 'Cyd', 'Dan', 'constructor') },
  { weight: 1, arbitrary: fc.constantFrom('Zoe\u0308', 'unit', 'id', '', 'Mean', '1', '2', 'rater', 'score') },
)
const tables = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 7 }), kinds)
  .chain(([columns, rows, cell]) =>
    fc.record({
      header: fc.uniqueArray(name, { minLength: columns, maxLength: columns }),
      cells: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      rowNames: fc.boolean(),
    }),
  )
const seldom = <T>(...some: T[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...some) })
const options: fc.Arbitrary<AgreementOptions> = fc.record({
  metric: fc.constantFrom('nominal', 'ordinal', 'interval', 'ratio'),
  long: seldom({ unit: 'Ada', rater: 'Ben', value: 'Cyd' }, { unit: 'unit', rater: 'unit', value: 'none' }),
  levels: seldom(['1', '2', '3', '4'], ['No', 'Yes', 'Strong Yes']),
  unit: seldom('unit', 'Ada'),
  raters: seldom(['Ada', 'Ben'], ['Ada']),
  scale: seldom<[number, number]>([1, 4]),
  sheet: fc.constant(null),
})

test('any table gives a sound document, or one sentence that says what is wrong', () => {
  let measured = 0
  fc.assert(
    fc.property(tables, options, ({ header, cells, rowNames }, given) => {
      const rows = cells.map((row, at) => ({ line: at + 2, cells: row }))
      const read = () => agreementTable({ header, headerLine: 1, rowNames, rows }, given)
      let table
      try {
        table = read()
      } catch (error) {
        expect(error).toBeInstanceOf(BadInput)
        expect((error as BadInput).message).toMatch(/^\S[^\n]{10,600}[^.]$/)
        return
      }
      measured++
      const rng = new Rng(1)
      const { units, raters } = table.table
      const document = AgreementDocument.parse({
        schema: 'assay.agreement/1',
        input: { units, raters, values: table.given, sha256: '' },
        ...describeAgreement(table.table, given.metric, () => rng.uniform()),
      })
      // JSON has no NaN: what is not known is null in the document already.
      expect(JSON.parse(JSON.stringify(document))).toEqual(document)
      for (const { estimate, lower, upper, p } of document.icc) {
        if (estimate === null) expect([lower, upper]).toEqual([null, null])
        else {
          expect(lower ?? estimate).toBeLessThanOrEqual(estimate)
          expect(upper ?? estimate).toBeGreaterThanOrEqual(estimate)
        }
        expect(p ?? 0).toBeLessThanOrEqual(1)
      }
      for (const { plain, linear, quadratic } of document.kappa)
        for (const kappa of [plain, linear, quadratic]) expect(kappa ?? 0).toBeLessThanOrEqual(1)
      expect(document.krippendorffAlpha.value ?? 0).toBeLessThanOrEqual(1)
    }),
    { numRuns: 1_500 },
  )
  expect(measured).toBeGreaterThan(150)
})
