import { expect, test } from 'vitest'
import { emptyQuote } from './draft-shape'
import { timedLines } from './pasted-quotes'

test.each([
  ['12:30 “v42 is out.”', { at: '12:30', text: '“v42 is out.”' }],
  ['[00:12:30] Candidate: “v42 is out.”', { at: '12:30', speaker: 'candidate', text: '“v42 is out.”' }],
  ['1:12:30 - interviewer: Why?', { at: '72:30', speaker: 'interviewer', text: 'Why?' }],
  ['  5:05\tDraws it.  ', { at: '05:05', text: 'Draws it.' }],
])('the line %j is a quote', (line, quote) => {
  expect(timedLines(line)).toEqual({ quotes: [{ ...emptyQuote(), ...quote }], rest: '' })
})

test.each(['12:3 x', '12:75 x', '12:30', '12:30x', 'At 12:30 x', '1.2:30 x', ''])('the line %j is none', (line) => {
  expect(timedLines(line)).toEqual({ quotes: [], rest: line })
})

test('lines without a time stay, in their order', () => {
  const { quotes, rest } = timedLines('Opening.\r\n12:30 One.\n\nAside.\n13:00 Two.\nEnd.')
  expect(quotes.map(({ text }) => text)).toEqual(['One.', 'Two.'])
  expect(rest).toBe('Opening.\n\nAside.\nEnd.')
})
