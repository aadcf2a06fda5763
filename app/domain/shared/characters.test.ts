import { expect, test } from 'vitest'
import { asLine, asQuery, asText, isBlank, problemInLine, problemInText } from './characters'

test.each([
  ['a right-to-left override', 'Ada\u202eevaL', 'Remove the hidden text-direction mark (U+202E) after “Ada”.'],
  ['an isolate', '\u2067Ada', 'Remove the hidden text-direction mark (U+2067) at the beginning.'],
  ['a left-to-right mark', 'Ada\u200e Lovelace', 'Remove the hidden text-direction mark (U+200E) after “Ada”.'],
  ['an escape sequence', 'Ada \u001b[31m', 'Remove the control character (U+001B) after “Ada”.'],
  ['a line break', 'Ada\nLovelace', 'Remove the line break (U+000A) after “Ada”.'],
  ['a tab', 'Ada\tLovelace', 'Remove the tab (U+0009) after “Ada”.'],
  ['a zero-width space', 'A\u200bda', 'Remove the invisible character (U+200B) after “A”.'],
  ['a soft hyphen', 'Love\u00adlace', 'Remove the invisible character (U+00AD) after “Love”.'],
  ['a Hangul filler', '\u3164', 'Remove the invisible character (U+3164) at the beginning.'],
  ['a braille blank', 'A\u2800', 'Remove the invisible character (U+2800) after “A”.'],
  ['a tag', 'Ada\u{e0041}', 'Remove the invisible character (U+E0041) after “Ada”.'],
  ['a joiner between Latin letters', 'A\u200dda', 'Remove the invisible character (U+200D) after “A”.'],
  ['a non-joiner at the end', 'نامه\u200c', 'Remove the invisible character (U+200C) after “نامه”.'],
  ['a selector after a Latin letter', 'A\ufe0f', 'Remove the invisible character (U+FE0F) after “A”.'],
  ['a lone surrogate', 'Ada\ud800', 'Remove the invisible character (U+D800) after “Ada”.'],
  ['NUL', 'A\u0000', 'Remove the control character (U+0000) after “A”.'],
])('a line with %s is refused, saying what and where', (_, line, sentence) => {
  expect(problemInLine(line)).toBe(sentence)
})

test.each([
  ['a Persian non-joiner', 'می\u200cخواهم'],
  ['a Sinhala joiner', 'ශ්\u200dරී'],
  ['a Malayalam joiner', 'നന്\u200dമ'],
  ['an ideographic variant, as in Japanese names', '葛\u{e0100}城'],
  ['a family', 'Room 👨‍👩‍👧'],
  ['a coloured heart', '❤\ufe0f'],
  ['Vietnamese, composed or not', 'Nguyễn Thị Ánh'.normalize('NFD')],
  ['Hebrew with points', 'שָׁלוֹם'],
  ['an apostrophe and a hyphen', 'Siobhán O’Neill-Müller'],
])('a line with %s is kept', (_, line) => expect(problemInLine(line)).toBeNull())

test('a line is composed, and every space in it is one ordinary space', () => {
  expect(asLine(' Zoe\u0308\u00a0\u3000Kru\u0308ger ')).toBe('Zoë Krüger')
})

test('a text keeps its lines and tabs, and refuses what breaks or reorders it', () => {
  expect(asText('a\r\n\tb\rc')).toBe('a\n\tb\nc')
  expect(problemInText('a\r\n\tb \u200fשלום\u200f')).toBeNull()
  expect(problemInText('first line\nsecond \u202eline')).toBe(
    'Remove the hidden text-direction mark (U+202E) after “first line second”.',
  )
  expect(problemInText('x\u0007')).toBe('Remove the control character (U+0007) after “x”.')
})

test('a long run of accents is refused: composing it takes quadratic time', () => {
  const run = `a${'\u0300\u0316'.repeat(16)}`
  for (const problemIn of [problemInLine, problemInText]) expect(problemIn(run)).toMatch(/30 accents/)
})

test('a query is searched for without what is unseen', () => {
  expect(asQuery('Zoe\u0308\u200b ')).toBe('Zoë')
  expect(asQuery('\u202eada\u0000lovelace')).toBe('ada lovelace')
  expect(asQuery(`a${'\u0300'.repeat(100)}`)).toBe('')
})

test('a text without anything to see is blank', () => {
  for (const text of ['', ' \n\t', '\u200b\u2060', '\u3164', '\u00a0\u2800']) expect(isBlank(text)).toBe(true)
  for (const text of ['a', '.', 'ا', '🙂']) expect(isBlank(text)).toBe(false)
})
