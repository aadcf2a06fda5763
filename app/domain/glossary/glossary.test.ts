import { expect, test } from 'vitest'
import { glossary, glossarySections, inSentence, type TermId } from './glossary'

const entries = Object.entries(glossary)

test('an id can stand in an address, and no two entries share a name', () => {
  for (const [id] of entries) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
  expect(new Set(entries.map(([, { name }]) => name)).size).toBe(entries.length)
})

test('every entry is one to three whole sentences, and what it refers to exists', () => {
  for (const [id, { meaning, see = [] }] of entries) {
    expect(meaning, id).toMatch(/^[A-Z].*\.$/)
    expect(meaning.match(/[.!?](\s|$)/g)!.length, id).toBeLessThanOrEqual(4)
    for (const other of see) expect(Object.keys(glossary), `${id} refers to ${other}`).toContain(other)
    expect(see, id).not.toContain(id)
  }
})

test('the page lists every entry once', () => {
  const listed = glossarySections.flatMap((section) => section.entries.map(({ id }) => id))
  expect([...listed].sort()).toEqual(entries.map(([id]) => id).sort())
})

test('a name reads on within a sentence', () => {
  expect(inSentence('severity' satisfies TermId)).toBe('severity')
  expect(inSentence('interval')).toBe('90\u00a0% interval')
})
