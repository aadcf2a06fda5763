import { expect, test } from 'vitest'
import { openLevels, SLIP_KINDS, slipColumns, slipsOf, slipWords, toggleSlip } from './slips'

test('a press records a slip, another takes it back, in an order of their own', () => {
  const two = toggleSlip(toggleSlip([], 'not-reached'), 'asked-early')
  expect(two).toEqual(['asked-early', 'not-reached'])
  expect(toggleSlip(two, 'asked-early')).toEqual(['not-reached'])
  expect(slipWords(two)).toBe('asked early, not reached')
})

test('the row of a rating gives back what was recorded', () => {
  for (const kind of SLIP_KINDS) expect(slipsOf(slipColumns([kind]))).toEqual([kind])
  expect(slipsOf(slipColumns([]))).toEqual([])
  expect(slipsOf(slipColumns(SLIP_KINDS))).toEqual(SLIP_KINDS)
})

test('what was asked early closes the levels from the gate on; other slips leave to the rules what is open', () => {
  const gates = [
    { level: 4 as const, question: 8 },
    { level: 3 as const, question: 3 },
  ]
  expect(openLevels([], gates)).toBeNull()
  expect(openLevels(['asked-early'], gates)).toBe(
    'Levels 3 and 4 are open only if shown before the slip. Level 1 stands if level 2 was not shown. Otherwise choose “not assessed”, and write “at least 2” if that was shown.',
  )
  expect(openLevels(['asked-early'], [{ level: 2, question: 1 }])).toMatch(
    /^Levels 2 to 4 .* Otherwise choose “not assessed”\.$/,
  )
  expect(openLevels(['asked-early'], [{ level: 4, question: 1 }])).toMatch(/Levels 1 and 2 stand .* “at least 3”/)
  const rules = openLevels(['hint-given'], gates)
  expect(rules).toMatch(/shown before the slip, or if an earlier “no”/)
  expect(openLevels(['asked-early'], [])).toBe(rules)
  expect(openLevels(['not-reached'], gates)).toBe(rules)
})
