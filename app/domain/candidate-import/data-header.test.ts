import { expect, test } from 'vitest'
import { dataInHeader } from './data-header'

test.each([
  [['Ada Lovelace', 'ada@example.org', '+44 20'], 'ada@example.org'],
  [['Ada Lovelace', 'Ada <ada@example.org>'], 'Ada <ada@example.org>'],
  [['Ada Lovelace', '+44 20'], '+44 20'],
  [['Ada Lovelace', '020 7946 0958'], '020 7946 0958'],
  [['Name', 'E-mail', 'Phone'], null],
  [['Name', 'E-mail (such as ada@example.org)'], null],
  [['Name', '2026-11-30', '12.11.2026', '2026'], null],
])('a first line of %j holds a person’s %s', (header, cell) => {
  expect(dataInHeader(header)).toBe(cell)
})
