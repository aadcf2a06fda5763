import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { damageOf, isMissing, readTable } from './index'

test('20: telephone numbers that a spreadsheet damaged', async () => {
  const bytes = readFileSync(new URL('../../test/golden/field-cases/ph.csv', import.meta.url))
  const { rows } = await readTable({ name: 'ph.csv', bytes })
  expect(rows.map(({ line, cells }) => [line, damageOf(cells[2]!)?.slice(0, 40)])).toEqual([
    [2, '"9.61123E+11" is a long number that a sp'],
    [3, '"#ERROR!" is an error of a spreadsheet f'],
    [4, '"=+4915100000" is a formula, not a value'],
  ])
})

test.each(['9.6E+11', '4,9E+12', '1e5', '#REF!', '#wert!', 'Err:502', '=A1', '=SUM(A1:A3)', '########'])(
  '%s is damage',
  (cell) => expect(damageOf(cell)).not.toBeNull(),
)

test.each([
  '+49 151 1234567',
  '',
  '#1 in sales',
  '1E',
  'E11',
  '=',
  '= equals',
  'C# developer',
  '##',
  'PTR-9.6E',
  '#N/A',
  '2.5',
])('%s is none', (cell) => expect(damageOf(cell)).toBeNull())

test('the spellings of a missing value, and words that are values', () => {
  for (const word of ['', ' ', 'NA', 'N/A', 'n/a', '#N/A', 'None', 'null', 'NULL', 'nan', 'NaN', '.', '-', ' NA '])
    expect(isMissing(word)).toBe(true)
  for (const word of ['0', 'no', 'none of these', 'N', 'Nan Goldin', '--', 'nil', 'false'])
    expect(isMissing(word)).toBe(false)
})
