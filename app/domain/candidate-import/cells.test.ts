import { expect, test } from 'vitest'
import { damageOf } from '~/tables'
import { addressesIn, phonesIn } from './cells'

const BOTH = ['a@example.org', 'b@example.org']
test.each([
  ['a@example.org (work), b@example.org (home)', BOTH],
  ['a@example.org / b@example.org', BOTH],
  ['a@example.org/b@example.org', BOTH],
  ['a@example.org and b@example.org', BOTH],
  ['a@example.org ::: b@example.org', BOTH],
  ['mailto:a@example.org?subject=hi', ['a@example.org']],
  ['none', []],
  ['No email', []],
  ['n/a', []],
  ['not provided', []],
])('the cell “%s” holds these addresses: %j', (cell, addresses) => {
  expect(addressesIn(cell)).toEqual({ addresses, wrong: null })
})

test.each([
  ['447946095800.0', ['447946095800']],
  ['tel:+44 20 7946 0958', ['+44 20 7946 0958']],
  ['+44 20 7946 0958 or 07700 900123', ['+44 20 7946 0958', '07700 900123']],
  ['+44 20 7946 0958 ::: 07700 900123', ['+44 20 7946 0958', '07700 900123']],
  ['none', []],
  ['unknown', []],
])('the cell “%s” holds these numbers: %j', (cell, phones) => {
  expect(phonesIn(cell, damageOf)).toEqual({ phones, wrong: null })
})

test('a long number that a German spreadsheet has shortened is a problem', () => {
  expect(phonesIn('4,42079E+11', damageOf).wrong).toMatch(/shortened/)
})

test('more telephone numbers than a candidate may have are refused, not cut', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, at) => `+49 30 ${1000 + at}`).join('; ')
  expect(phonesIn(numbers(20), damageOf).phones).toHaveLength(20)
  expect(phonesIn(numbers(21), damageOf)).toEqual({
    phones: [],
    wrong: 'There are more than 20 telephone numbers in one cell.',
  })
})
