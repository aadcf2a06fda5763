import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldForSearch } from './fold-for-search'

const SAME: [string, string[]][] = [
  ['angel', ['Ángel', 'ÁNGEL', 'A\u0301ngel', 'ａｎｇｅｌ']],
  ['asa', ['ÅSA', 'åsa', 'Asa', '\u212bsa']],
  ['weiss', ['Weiß', 'WEISS', 'WEIẞ', 'weiss']],
  ['lukasz', ['Łukasz', 'łukasz']],
  ['isik', ['Işık', 'IŞIK', 'ışık', 'isik']],
  ['istanbul', ['İstanbul', 'ISTANBUL']],
  ['nguyen thi anh', ['Nguyễn Thị Ánh', 'NGUYỄN THỊ ÁNH']],
  ['dat', ['Đạt', 'đạt']],
  ['soren aeroskobing', ['Søren Ærøskøbing']],
  ['thordis', ['Þórdís']],
  ["o'brien", ['O’Brien', "O'BRIEN", 'Oʼbrien']],
  ['anna-lena', ['Anna‑Lena', 'Anna–Lena']],
  ['σισυφοσ', ['Σίσυφος', 'ΣΊΣΥΦΟΣ']],
  ['артем', ['Артём', 'АРТЕМ']],
  ['محمد', ['مُحَمَّد']],
  ['שלום', ['שָׁלוֹם']],
  ['office', ['oﬃce']],
]

describe('what people type for the same name is the same', () => {
  test.each(SAME)('%s', (folded, spellings) => {
    for (const spelling of spellings) expect(foldForSearch(spelling), spelling).toBe(folded)
  })
})

test('marks without which another word is written stay', () => {
  expect(foldForSearch('か')).not.toBe(foldForSearch('が'))
  expect(foldForSearch('किरण')).not.toBe(foldForSearch('करण'))
  expect(foldForSearch('김민수')).toBe('김민수')
})

test('a compatibility form of a dash is a hyphen', () => expect(foldForSearch('Anne\ufe31Marie')).toBe('anne-marie'))

test('every single character, folded again, stays as it is', () => {
  const changed: string[] = []
  for (let code = 0; code < 0x110000; code++) {
    if (code >= 0xd800 && code < 0xe000) continue
    const folded = foldForSearch(String.fromCodePoint(code))
    if (foldForSearch(folded) !== folded) changed.push(code.toString(16))
  }
  expect(changed).toEqual([])
})

test('folding again changes nothing, and a part of a text is found in the folded whole', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 })
  fc.assert(
    fc.property(text, fc.constantFrom('', 'Ångström ', 'ß', 'İ', 'Σ'), (rest, begin) => {
      const folded = foldForSearch(begin + rest)
      expect(foldForSearch(folded)).toBe(folded)
      expect(folded.startsWith(foldForSearch(begin).trimEnd())).toBe(true)
    }),
    { numRuns: 500 },
  )
})
