import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactAgreement, pairKappa } from '../../agreement/kappa'
import { krippendorffAlpha } from '../../agreement/krippendorff'
import { BadInput } from '../bad-input'
import { agreementTable } from './agreement-table'
import { levelsFrom } from './code-values'
import { LEVEL_SETS, levelKey, levelSetOf } from './level-sets'
import type { AgreementOptions } from './types'

const OPTIONS: AgreementOptions = {
  metric: 'nominal',
  long: null,
  levels: null,
  unit: 'unit',
  raters: ['Ada', 'Ben', 'Cyd'],
  sheet: null,
  scale: null,
}
/** A wide table of these cells by three raters. */
const read = (cells: readonly (readonly string[])[], options: Partial<AgreementOptions> = {}) =>
  agreementTable(
    {
      header: ['unit', 'Ada', 'Ben', 'Cyd'],
      headerLine: 1,
      rowNames: false,
      rows: cells.map((row, at) => ({ line: at + 2, cells: [`U${at}`, ...row] })),
    },
    { ...OPTIONS, ...options },
  )

const nominal = (cells: readonly (readonly string[])[]) => {
  const { table } = read(cells)
  const column = (rater: number) => table.values.filter((_, at) => at % table.raters === rater)
  return {
    alpha: krippendorffAlpha(table, 'nominal'),
    kappa: pairKappa(column(0), column(1)).plain,
    exact: exactAgreement(table),
  }
}

const codes = ['-1', '0', '1', '2', 'yes', 'no', 'Ähnlich', '10']
const tables = fc.array(fc.array(fc.constantFrom(...codes), { minLength: 3, maxLength: 3 }), {
  minLength: 1,
  maxLength: 8,
})

test('the names of categories change nothing: any codes replaced by other words or numbers give the same figures', () => {
  fc.assert(
    fc.property(
      tables,
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c', '7', '-3', '0.5', 'x y', 'ja', 'nein', '100'), {
        minLength: codes.length,
        maxLength: codes.length,
      }),
      (cells, others) => {
        const renamed = cells.map((row) => row.map((cell) => others[codes.indexOf(cell)]!))
        const [before, after] = [nominal(cells), nominal(renamed)]
        expect(after.exact).toEqual(before.exact)
        for (const figure of ['alpha', 'kappa'] as const)
          if (before[figure] === null) expect(after[figure]).toBeNull()
          else expect(after[figure]).toBeCloseTo(before[figure], 12)
      },
    ),
    { numRuns: 500 },
  )
})

test('a number in two spellings is one category, a code with leading zeros is a name', () => {
  // pandas writes 1.0 in a column of whole numbers in which one is missing.
  expect(
    nominal([
      ['1', '1.0', 'x'],
      ['2', '2.0', 'x'],
    ]).exact.value,
  ).toBeCloseTo(1 / 3, 12)
  const { table } = read([
    ['01', '1', '1'],
    ['1', '1', '01'],
  ])
  expect(table.ordered).toBe(false)
  expect(exactAgreement(table).value).toBeCloseTo(1 / 3, 12)
})

describe('levels', () => {
  test('are matched whatever their case and spaces, numbers by value, and count from 1', () => {
    const { table } = read(
      [
        ['Strong  no', 'NO', 'yes'],
        ['Yes', '', 'strong yes'],
      ],
      {
        metric: 'ordinal',
        levels: ['Strong No', 'No', 'Yes', 'Strong Yes'],
      },
    )
    expect([...table.values]).toEqual([1, 2, 3, 3, Number.NaN, 4])
    expect([...read([['10', '20.0', '5']], { levels: ['5', '10', '20'] }).table.values]).toEqual([2, 3, 1])
  })

  test('win over words for a missing value', () => {
    expect([...read([['N/A', 'low', 'high']], { levels: ['N/A', 'low', 'high'] }).table.values]).toEqual([1, 2, 3])
    expect([...read([['N/A', 'low', 'high']], { levels: ['low', 'high'] }).table.values]).toEqual([Number.NaN, 1, 2])
  })

  test('of known sets have names, and every set is recognised by its words', () => {
    expect(levelsFrom('Quality')).toEqual(['Poor', 'Fair', 'Good', 'Very Good', 'Excellent'])
    expect(levelsFrom(' a , b ')).toEqual(['a', 'b'])
    for (const { levels } of LEVEL_SETS) {
      const found = levelSetOf(levels.map((level) => level.toUpperCase()))!
      expect(levels.every((level) => found.levels.map(levelKey).includes(levelKey(level)))).toBe(true)
    }
    expect(levelSetOf(['Definitely Not', 'Yes'])!.name).toBe('greenhouse')
    expect(levelSetOf(['Yes', 'Maybe'])).toBeUndefined()
  })

  test.each([['one'], ['a,,b'], ['']])('--levels "%s" is refused', (given) => {
    expect(() => levelsFrom(given)).toThrow('name at least two levels from the lowest to the highest')
  })

  test('a level that is named twice is refused', () => {
    expect(() => read([['a', 'b', 'a']], { levels: ['a', 'b', 'A'] })).toThrow(
      new BadInput('--levels names "A" twice (levels 1 and 3); name each level once'),
    )
  })
})
