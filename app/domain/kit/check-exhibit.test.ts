import { stringify } from 'csv-stringify/sync'
import { expect, test } from 'vitest'
import { csvRows, exhibitMistakes } from './check-exhibit'

test('cells are read as they were written: empty ones at both ends, commas and quotation marks in quotes', () => {
  const rows = [
    ['a', 'b', 'c'],
    ['', '1', ''],
    ['', '', 'x'],
    ['one, two', 'say "yes"', ''],
    ['"', ',', '5"'],
  ]
  expect(csvRows(stringify(rows))).toEqual(rows)
  expect(csvRows(stringify(rows).replaceAll('\n', '\r\n'))).toEqual(rows)
})

test('a row that begins with an empty cell is as wide as the others', () => {
  const exhibit = {
    id: 'x',
    name: 'X',
    rows: 'one',
    columns: { a: 'a', b: 'b' },
    shows: '',
    hides: '',
    csv: 'a,b\n,1\n',
  }
  expect(exhibitMistakes(exhibit)).toEqual([])
})
