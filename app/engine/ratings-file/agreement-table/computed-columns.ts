import { isMissing } from '~/tables'
import { isNumeric } from '../../model/table'
import type { ColumnCells } from './identifiers'

/** Rows on which a rater agrees with a figure of the others by chance seldom enough. */
const FEWEST_ROWS = 5
/** The same for whole numbers, which a lenient, a severe or a typical rater shares with the others' figures more often. */
const FEWEST_WHOLE_ROWS = 8
/** The same where the name is that of the figure. */
const FEWEST_ROWS_NAMED = 1
/** Ratings of categories such as 0 and 1 are often the same on every row. */
const FEWEST_LEVELS = 3
/** Fewest values that can be said to lie apart from the others. */
const FEWEST_VALUES = 3

interface Figure {
  what: string
  /** Holds for a rater by chance too easily, so that the name has to be that of the figure. */
  onlyNamed?: true
  of: (sorted: readonly number[]) => number
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
const mean = (values: readonly number[]) => total(values) / values.length
const deviation = (values: readonly number[], degrees: number) =>
  Math.sqrt(total(values.map((value) => (value - mean(values)) ** 2)) / degrees)
const median = (sorted: readonly number[]) =>
  ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2

const FIGURES: readonly Figure[] = [
  { what: 'mean', of: mean },
  { what: 'highest', of: (sorted) => sorted[sorted.length - 1] ?? Number.NaN },
  { what: 'lowest', of: (sorted) => sorted[0] ?? Number.NaN },
  { what: 'sum', of: total },
  { what: 'median', of: median },
  {
    what: 'difference of the highest and the lowest',
    of: (sorted) => (sorted[sorted.length - 1] ?? 0) - (sorted[0] ?? 0),
  },
  { what: 'standard deviation', onlyNamed: true, of: (sorted) => deviation(sorted, sorted.length - 1) },
  { what: 'standard deviation', onlyNamed: true, of: (sorted) => deviation(sorted, sorted.length) },
  { what: 'number', onlyNamed: true, of: (sorted) => sorted.length },
]

/** How many decimals a cell has: that far a computed figure may have been rounded. */
const roundingOf = (text: string) => 0.5 * 10 ** -(text.split('.')[1]?.length ?? 0) + 1e-9

/**
 * Which figure of the other columns a column holds on every row; null if none. Rows on which the others all agree say nothing,
 * since a rater may agree with them as well.
 */
export function figureOfOthers(column: ColumnCells, others: readonly ColumnCells[], named: boolean): string | null {
  if (others.length < 2) return null
  let left = named ? FIGURES : FIGURES.filter(({ onlyNamed }) => onlyNamed !== true)
  let rows = 0
  for (const [row, text] of column.texts.entries()) {
    if (isMissing(text)) continue
    if (!isNumeric(text)) return null
    const given = others.flatMap(({ texts }) => (isNumeric(texts[row] ?? '') ? [Number(texts[row])] : []))
    const sorted = given.sort((a, b) => a - b)
    if (sorted.length < 2) continue
    left = left.filter(({ of }) => Math.abs(of(sorted) - Number(text)) <= roundingOf(text))
    if (left.length === 0) return null
    if (sorted[0] !== sorted[sorted.length - 1]) rows++
  }
  const what = left[0]?.what ?? null
  const whole = what !== 'sum' && !column.texts.some((text) => text.includes('.'))
  const fewest = named ? FEWEST_ROWS_NAMED : whole ? FEWEST_WHOLE_ROWS : FEWEST_ROWS
  return rows >= fewest ? what : null
}

/** Whether a column has one and the same number on every row, where the others have several levels. */
export function isConstant(column: ColumnCells, others: readonly ColumnCells[]): boolean {
  const [first = ''] = column.texts
  if (column.texts.length < FEWEST_ROWS || others.length < 2 || !isNumeric(first)) return false
  if (column.texts.some((text) => text !== first)) return false
  const levels = new Set<string>()
  for (const { texts } of others)
    for (const text of texts) {
      if (isNumeric(text)) levels.add(text)
      if (levels.size >= FEWEST_LEVELS) return true
    }
  return false
}

/** Whether all numbers of a column lie above or below those of all others, whose ranges overlap. */
export function isOnOwnScale(column: ColumnCells, others: readonly ColumnCells[]): boolean {
  const own = rangeOf(column)
  const ranges = others.flatMap((other) => rangeOf(other) ?? [])
  if (own === null || own.count < FEWEST_VALUES || ranges.length < 2) return false
  const least = Math.min(...ranges.map((range) => range.least))
  const most = Math.max(...ranges.map((range) => range.most))
  const overlap = ranges.every((a) => ranges.some((b) => a !== b && a.least <= b.most && b.least <= a.most))
  // A lenient rater's lowest rating may lie above the others' highest; another scale reaches at least twice as high.
  return overlap && (own.least > Math.max(most, 0) * 2 || (own.most < least && own.most * 2 < least))
}

function rangeOf({ texts }: ColumnCells): { least: number; most: number; count: number } | null {
  let least = Infinity
  let most = -Infinity
  let count = 0
  for (const text of texts) {
    if (isMissing(text)) continue
    if (!isNumeric(text)) return null
    const value = Number(text)
    if (value < least) least = value
    if (value > most) most = value
    count++
  }
  return count === 0 ? null : { least, most, count }
}
