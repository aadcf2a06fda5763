import { expect, test } from 'vitest'
import { formatWait } from './wait'

test.each([
  [0, '1\u00a0second'],
  [1, '1\u00a0second'],
  [40.2, '41\u00a0seconds'],
  [90, '90\u00a0seconds'],
  [91, '2\u00a0minutes'],
  [900, '15\u00a0minutes'],
])('%s seconds are said as %s', (seconds, words) => {
  expect(formatWait(seconds)).toBe(words)
})
