import { factorNamed, numbersNamed, type Table } from '../model/table'

/** How many times as high the ratings of one group must reach as all others' to be on another scale: beyond what severity explains. */
const MUCH = 8
/** The same where one side has fractions and the other whole numbers only. */
const MUCH_WITH_FRACTIONS = 3
const NAMED = 5
/** Beyond so many different ratings they are measurements, not levels. */
const MOST_LEVELS = 60
const LEAST_LEVELS = 3
const MUCH_GAP = 4

interface Range {
  least: number
  most: number
  fractions: boolean
}

/** Levels of a column whose ratings are on another scale than all others'; empty where none are. */
export interface OtherScale {
  column: string
  levels: string[]
  range: Range
  others: Range
}

/**
 * Ratings that seem to be on two scales, such as 0.2 to 1 beside 1 to 5, or 10 to 100 beside 1 to 10: a level of one of the
 * columns whose ratings do not overlap with those of the others and reach much lower or higher. null where there are none.
 */
export function otherScale(table: Table, score: string, columns: readonly string[]): OtherScale | null {
  const y = numbersNamed(table, score)
  for (const column of columns) {
    const { codes, levels } = factorNamed(table, column)
    const ranges: Range[] = levels.map(() => ({ least: Infinity, most: -Infinity, fractions: false }))
    for (let i = 0; i < y.length; i++) {
      if (codes[i] < 0) continue
      const range = ranges[codes[i]]
      if (y[i] < range.least) range.least = y[i]
      if (y[i] > range.most) range.most = y[i]
      if (!Number.isInteger(y[i])) range.fractions = true
    }
    const found = split(ranges)
    if (found !== null) return { column, ...found, levels: found.low.map((k) => levels[k]).slice(0, NAMED) }
  }
  return null
}

/** Levels in two groups that do not overlap, the lower one much lower. */
function split(ranges: readonly Range[]): { low: number[]; range: Range; others: Range } | null {
  const order = ranges
    .flatMap(({ most }, k) => (most > -Infinity ? [k] : []))
    .sort((a, b) => ranges[a].most - ranges[b].most)
  const above: Range[] = []
  for (let k = order.length - 1, rest: Range | null = null; k >= 0; k--)
    above[k] = rest = joined(rest, ranges[order[k]])
  let below: Range | null = null
  for (let k = 0; k + 1 < order.length; k++) {
    below = joined(below, ranges[order[k]])
    const others = above[k + 1]
    const much = below.fractions !== others.fractions ? MUCH_WITH_FRACTIONS : MUCH
    if (below.least >= 0 && below.least < below.most && below.most <= others.least && others.most >= much * below.most)
      return { low: order.slice(0, k + 1), range: below, others }
  }
  return null
}

function joined(a: Range | null, b: Range): Range {
  if (a === null) return { ...b }
  return {
    least: Math.min(a.least, b.least),
    most: Math.max(a.most, b.most),
    fractions: a.fractions || b.fractions,
  }
}

/**
 * A gap in the ratings of a few levels, such as 33 among 0 to 4, 99 among half points, or -9 below 1 to 4; null where there is
 * none, or the ratings are measurements.
 */
export function gapInLevels(table: Table, score: string): { below: number; above: number } | null {
  const values = new Set<number>()
  let last = Number.NaN
  for (const y of numbersNamed(table, score)) {
    if (y === last) continue
    last = y
    values.add(y)
    if (values.size > MOST_LEVELS) return null
  }
  const sorted = [...values].sort((a, b) => a - b)
  const whole = sorted.filter(Number.isInteger)
  const between = sorted.filter((v) => v > 0 && v < 1)
  // Fractions below 1 only, beside levels up to 3 and more: some ratings were divided by the highest level.
  if (between.length > 0 && between.length + whole.length === sorted.length && sorted[sorted.length - 1] >= 3)
    return { below: between[between.length - 1], above: 1 }
  const step = whole.length === sorted.length ? 1 : 0.5
  if (!sorted.every((value) => Number.isInteger(value / step))) return null
  const code = codeBelow(sorted)
  if (code !== null) return code
  // Below the gap stands a scale: three levels or more, no whole one left out.
  for (let k = LEAST_LEVELS; k < sorted.length && isRun(sorted.slice(0, k)); k++)
    if (sorted[k - 1] >= 2 && sorted[k] >= MUCH_GAP * sorted[k - 1]) return { below: sorted[k - 1], above: sorted[k] }
  return null
}

const isRun = (sorted: readonly number[]) => sorted.every((value, k) => k === 0 || value - sorted[k - 1] <= 1)

/** A code for a missing value such as -9, below a scale without negative levels; a scale from -2 to 2 has none. */
function codeBelow(sorted: readonly number[]): { below: number; above: number } | null {
  const levels = sorted.filter((value) => value >= 0)
  const below = sorted.filter((value) => value < 0).at(-1)
  if (below === undefined || levels.length < LEAST_LEVELS || !isRun(levels.slice(0, LEAST_LEVELS))) return null
  const beyond = -below > levels[levels.length - 1]
  return beyond || (below === sorted[0] && below === -1 && levels[0] >= 1) ? { below, above: levels[0] } : null
}
