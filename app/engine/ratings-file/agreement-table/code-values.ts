import { isMissing } from '~/tables'
import { isNumeric } from '../../model/table'
import { BadInput } from '../bad-input'
import { givesNoRating, levelKey, LEVEL_SETS, levelSetOf } from './level-sets'
import { isCodeOfDigits, isOddCode, isOddNumber } from './numbers'
import { noticesOfValues } from './value-notices'
import { placeOf, shown, type Spelling } from './spelling'
import type { AgreementOptions, Notice } from './types'

/** Largest value whose square is still far from infinity. */
const LARGEST_VALUE = 1e100

/** What the cells of a table mean. */
export interface CodedValues {
  /** By the text of a cell as it stands in the file; NaN where it is missing. */
  codes: Map<string, number>
  /** false: categories without a known order. */
  ordered: boolean
  notices: Notice[]
}

/**
 * Gives every spelling its number. Numbers stand for themselves, levels for their place in the order that was named, other words
 * are categories without an order; a number and a word are never the same.
 *
 * @param spellings by the text of a cell as it stands in the file
 * @throws BadInput without the file's name
 */
export function codeValues(
  spellings: ReadonlyMap<string, Spelling>,
  { metric, levels }: Pick<AgreementOptions, 'metric' | 'levels'>,
): CodedValues {
  const levelOf = levels === null ? null : levelFinder(levels)
  const codes = new Map<string, number>()
  const missing: Spelling[] = []
  const rest: [string, Spelling][] = []
  for (const [cell, spelling] of spellings) {
    const level = levelOf?.(spelling.text)
    if (level !== undefined) codes.set(cell, level)
    else if (isMissing(spelling.text) || givesNoRating(spelling.text)) {
      codes.set(cell, Number.NaN)
      missing.push(spelling)
    } else rest.push([cell, spelling])
  }
  const given = rest.map(([, spelling]) => spelling)
  if (levels !== null) {
    const [unknown] = given
    if (unknown !== undefined)
      throw new BadInput(
        `${placeOf(unknown)}: ${shown(unknown.text)} is none of the levels ${levels.map(shown).join(', ')}; correct it, leave it blank if it is missing, or name it in --levels`,
      )
    return { codes, ordered: true, notices: noticesOfValues({ missing, words: [], levels, offered: undefined }) }
  }
  const odd = given.find(({ text }) => (metric === 'nominal' ? isOddCode(text) : isOddNumber(text)))
  if (odd !== undefined)
    throw new BadInput(
      `${placeOf(odd)}: ${shown(odd.text)} is not a number; write one such as 3 or 2.5, or leave the cell blank if it is missing`,
    )
  const codeOfDigits = metric === 'nominal' && given.some(({ text }) => isCodeOfDigits(text))
  const words = given.filter(({ text }) => codeOfDigits || !isNumeric(text))
  if (words.length === 0) {
    for (const [cell, spelling] of rest) codes.set(cell, numberIn(spelling))
    return { codes, ordered: true, notices: noticesOfValues({ missing, words, levels, offered: undefined }) }
  }
  // Numbers among the words are codes like them, so no set of words is all of it.
  const offered = words.length === given.length ? levelSetOf(words.map(({ text }) => text)) : undefined
  if (metric !== 'nominal' && words.length < given.length) throw new BadInput(mixedSentence(words, given.length))
  const categories = new Map<string, number>()
  for (const [cell, { text }] of rest) {
    const key = !codeOfDigits && isNumeric(text) ? String(Number(text)) : `word ${text}`
    const code = categories.get(key) ?? categories.size
    categories.set(key, code)
    codes.set(cell, code)
  }
  return { codes, ordered: false, notices: noticesOfValues({ missing, words, levels, offered }) }
}

function numberIn(spelling: Spelling): number {
  const value = Number(spelling.text)
  if (Math.abs(value) > LARGEST_VALUE)
    throw new BadInput(`${placeOf(spelling)}: ${spelling.text.slice(0, 40)} is too large to compute with`)
  return value
}

/** Numbers beside words: most likely a slip of the pen or a column that holds no ratings. */
function mixedSentence(words: readonly Spelling[], given: number): string {
  const [first] = words
  if (first === undefined) throw new Error('There is no word among the values.')
  const others = words.length > 1 ? ` (and ${words.length - 1} more such words)` : ''
  return `${placeOf(first)}: ${shown(first.text)}${others} is not a number and ${given - words.length === 1 ? 'another value is' : 'other values are'}; write a number, leave a missing value blank, name the order of words with --levels, or give --metric nominal for categories`
}

/** Finds the place of a level, from 1; undefined for a text that is none. @throws BadInput where two levels are one */
function levelFinder(levels: readonly string[]): (text: string) => number | undefined {
  const exact = new Map(levels.map((level, at) => [level.normalize('NFC').trim(), at + 1]))
  const folded = new Map<string, number>()
  levels.forEach((level, at) => {
    const key = levelKey(level)
    const before = folded.get(key)
    if (before !== undefined)
      throw new BadInput(`--levels names ${shown(level)} twice (levels ${before} and ${at + 1}); name each level once`)
    folded.set(key, at + 1)
  })
  const numbers = new Map(levels.flatMap((level, at) => (isNumeric(level.trim()) ? [[Number(level), at + 1]] : [])))
  return (text) =>
    exact.get(text) ?? folded.get(levelKey(text)) ?? (isNumeric(text) ? numbers.get(Number(text)) : undefined)
}

/**
 * The levels that `--levels` gives: words separated by commas, or the name of a known set.
 * @throws BadInput for fewer than two, or a blank one
 */
export function levelsFrom(given: string): readonly string[] {
  const known = LEVEL_SETS.find(({ name }) => name === given.trim().toLowerCase())
  if (known !== undefined) return known.levels
  const levels = given.split(',').map((level) => level.trim())
  if (levels.length < 2 || levels.includes(''))
    throw new BadInput(
      `--levels ${given}: name at least two levels from the lowest to the highest, separated by commas, such as --levels "Strong No,No,Yes,Strong Yes", or a known set: ${LEVEL_SETS.map(({ name }) => name).join(', ')}.`,
    )
  return levels
}
