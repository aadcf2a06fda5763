import { expect, test } from 'vitest'
import { waitInWords } from './wait'

test.each([
  [0, '1 second'],
  [1, '1 second'],
  [40.2, '41 seconds'],
  [90, '90 seconds'],
  [91, '2 minutes'],
  [900, '15 minutes'],
])('%s seconds are said as %s', (seconds, words) => {
  expect(waitInWords(seconds)).toBe(words)
})
