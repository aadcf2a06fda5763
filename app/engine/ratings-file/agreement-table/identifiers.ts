import { isMissing } from '~/tables'
import { isNumeric } from '../../model/table'
import { levelKey } from './level-sets'

/** The cells of one column, trimmed, and what they hold. */
export interface ColumnCells {
  name: string
  texts: readonly string[]
}

/** Rows that run from one number to the next are no chance from this many on. */
const FEW = 5

/**
 * Whether a column of whole numbers looks like an identifier among these columns of ratings: it counts the rows, or its numbers all
 * differ and lie above every other value. Ranks differ too, but then another column holds the same numbers.
 */
export function looksLikeNumbering(column: ColumnCells, others: readonly ColumnCells[]): boolean {
  const { texts } = column
  if (texts.length < 3 || !texts.every(isNumeric)) return false
  const values = texts.map(Number)
  const set = new Set(values)
  if (set.size < values.length || !values.every(Number.isInteger)) return false
  const rest = others.map((other) => other.texts.filter(isNumeric).map(Number))
  if (
    rest.some(
      (numbers) =>
        numbers.length === values.length && new Set(numbers).size === set.size && numbers.every((v) => set.has(v)),
    )
  )
    return false
  const given = rest.flat()
  if (given.length === 0) return false
  const [least, most] = extremes(values)
  const [leastOther, mostOther] = extremes(given)
  const counts = values.every((value, at) => at === 0 || value === (values[at - 1] ?? 0) + 1)
  const permutation = most - least + 1 === values.length
  const beyond = most > mostOther || (least === 0 && leastOther > 0)
  return (
    (counts && (beyond || values.length >= FEW)) || (permutation && beyond && values.length >= FEW) || least > mostOther
  )
}

function extremes(values: readonly number[]): [number, number] {
  let least = Infinity
  let most = -Infinity
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}

/** Of two words, two raters may by chance have none in common. */
const FEWEST_WORDS = 3

export type WordColumn =
  /** Words that all differ and stand in no other column: names of the units. */
  | 'names'
  /** Words that stand in no other column although the other columns have values in common: perhaps no ratings. */
  | 'apart'

/**
 * Whether a column of words holds something else than the columns of ratings beside it; null if it does not, or has too few words to
 * tell, or holds levels that were named.
 */
export function wordsApart(
  column: ColumnCells,
  others: readonly ColumnCells[],
  levels: readonly string[] | null,
): WordColumn | null {
  const words = column.texts.filter((text) => !isMissing(text))
  if (words.length < FEWEST_WORDS || words.every(isNumeric)) return null
  const named = new Set(levels?.map(levelKey))
  if (words.every((text) => named.has(levelKey(text)))) return null
  const elsewhere = new Map<string, number>()
  for (const { texts } of others) for (const text of new Set(texts)) elsewhere.set(text, (elsewhere.get(text) ?? 0) + 1)
  if (words.some((text) => elsewhere.has(text))) return null
  const differ = new Set(words).size === words.length
  if (differ && words.length === column.texts.length) return 'names'
  const shared = [...elsewhere].some(([text, columns]) => columns > 1 && !isMissing(text))
  return shared ? 'apart' : null
}
