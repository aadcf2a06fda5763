import { similarNames } from '../similar-names'
import { type LevelSet, numberedLevels } from './level-sets'
import type { Notice } from './types'
import type { Spelling } from './spelling'

interface ValueNotices {
  missing: readonly Spelling[]
  /** Categories without an order. */
  words: readonly Spelling[]
  levels: readonly string[] | null
  /** A known set that holds all words. */
  offered: LevelSet | undefined
}

const MOST_NAMED = 20

/** What a person must know of how the cells of ratings were understood. */
export function noticesOfValues({ missing, words, levels, offered }: ValueNotices): Notice[] {
  const notices: Notice[] = []
  const say = (code: string, message: string) => notices.push({ code, message })
  const counts = new Map<string, number>()
  for (const { text, count } of missing) counts.set(text, (counts.get(text) ?? 0) + count)
  if (counts.size > 0) {
    const each = [...counts].sort(([, a], [, b]) => b - a).map(([text, count]) => `${quoted(text)} (${count})`)
    const named = [...counts.keys()].some((text) => text !== '')
    say(
      'MISSING_VALUES',
      `Cells taken as missing: ${some(each)}.${named ? ' If one of these is a rating, name it in --levels.' : ''}`,
    )
  }
  if (levels !== null)
    say(
      'LEVELS',
      `The levels count from 1 (${quoted(levels[0] ?? '')}) to ${levels.length} (${quoted(levels[levels.length - 1] ?? '')}); intraclass correlations, weighted kappa and the interval metric take the steps between them as equal.`,
    )
  if (words.length === 0) return notices
  const texts = [...new Set(words.map(({ text }) => text))]
  say(
    'CATEGORIES',
    `Among the values are ${texts.length} words whose order is not known: ${some(texts.map(quoted))}. ${orderOffered(
      texts,
      offered,
    )}`,
  )
  for (const group of similarNames(texts))
    say(
      'SIMILAR_CATEGORIES',
      `${group.map(quoted).join(' and ')} differ only in case, spaces or invisible signs and count as different categories; if they are one, write them alike or give --levels.`,
    )
  return notices
}

const quoted = (text: string) => (text === '' ? 'blank' : `"${text.slice(0, 40)}"`)
const some = (parts: readonly string[]) =>
  parts.length > MOST_NAMED ? `${parts.slice(0, MOST_NAMED).join(', ')} and more` : parts.join(', ')

/** How to name the order of these words: that of a known set, or of the numbers with which they begin. */
function orderOffered(words: readonly string[], known: LevelSet | undefined): string {
  if (known !== undefined) {
    const { levels, name } = known
    return `They look like ${quoted(levels[0] ?? '')} to ${quoted(levels[levels.length - 1] ?? '')}: give --levels "${levels.join(',')}" (or --levels ${name}) if that is their order.`
  }
  const numbered = numberedLevels(words)
  return `If they have one, name them from the lowest to the highest: --levels "${numbered === undefined ? 'A,B,C' : numbered.join(',')}".`
}
