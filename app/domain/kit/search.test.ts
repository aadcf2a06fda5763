import { expect, test } from 'vitest'
import { findInKit, searchWords, type SearchEntry } from './search'

const entry = (id: string, name: string, text: string): SearchEntry => ({ kind: 'prompt', id, name, text })
const entries = [
  entry('first', 'Serve recommendations', 'A cache in front of the store keeps the hot keys.'),
  entry('second', 'Caches go cold', 'After a deploy the hit rate falls.'),
  entry('third', 'Über alles', 'The naïve plan: one store, no Cachet.'),
]
const found = (query: string) => findInKit(entries, query).map(({ id }) => id)

test('every word has to occur, at the beginning of a word, whatever its case and accents', () => {
  expect(found('cache store')).toEqual(['first', 'third'])
  expect(found('CACHE hot')).toEqual(['first'])
  expect(found('naive')).toEqual(['third'])
  expect(found('uber')).toEqual(['third'])
  expect(found('ache')).toEqual([])
})

test('places whose name says it come first', () => {
  expect(found('cache')).toEqual(['second', 'first', 'third'])
})

test('a query without a word finds nothing', () => {
  expect(found(' ?! ')).toEqual([])
  expect(searchWords('a a b')).toEqual(['a', 'b'])
})

test('the snippet shows the words that were looked for and joins to the text', () => {
  const [hit] = findInKit(entries, 'hot store')
  expect(hit?.snippet.filter((piece) => piece.found).map(({ text }) => text)).toEqual(['store', 'hot'])
  expect(hit?.snippet.map(({ text }) => text).join('')).toBe('A cache in front of the store keeps the hot keys.')
})

test('a long text is cut between words, round the place', () => {
  const long = `${'before '.repeat(60)}needle ${'after '.repeat(60)}`.trim()
  const [hit] = findInKit([entry('long', 'Long', long)], 'needle')
  const text = hit!.snippet.map((piece) => piece.text).join('')
  expect(text).toMatch(/^… before .* needle after .* …$/)
  expect(text.length).toBeLessThan(240)
})

test('the snippet is the one where the words stand together', () => {
  const text = `cause ${'and so on '.repeat(60)}the contradicted cause is let go`
  const [hit] = findInKit([entry('one', 'One', text)], 'cause contradicted')
  expect(hit!.snippet.flatMap((piece) => (piece.found ? [piece.text] : []))).toEqual(['contradicted', 'cause'])
})

test('letters that fold to several are found by them, and marked whole where they stand', () => {
  const text = 'An der Straße: Łódź, Ærø und Cafe\u0301s, „ﬁnal“.'
  const marked = (query: string) =>
    findInKit([entry('one', 'One', text)], query)[0]
      ?.snippet.map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
      .join('')
  expect(marked('strasse lodz')).toBe('An der [Straße]: [Łódź], Ærø und Cafe\u0301s, „ﬁnal“.')
  expect(marked('stras')).toBe('An der [Straß]e: Łódź, Ærø und Cafe\u0301s, „ﬁnal“.')
  expect(marked('aero cafes final')).toBe('An der Straße: Łódź, [Ærø] und [Cafe\u0301s], „[ﬁnal]“.')
})
