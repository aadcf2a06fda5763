import { mustExist } from '~/domain/shared/must-exist'
/** Longest list that is drawn whole, and how many of each end are drawn of a longer one. */
export const DRAWN_WHOLE = 60
const EACH_END = 15

/** What a caterpillar draws: everything, or the two ends of a long list. */
export type TopAndBottom<T> = { top: T[]; bottom: T[]; between: number }

/** Highest first. */
export function topAndBottom<T>(list: readonly T[], value: (item: T) => number): TopAndBottom<T> {
  const sorted = list
    .map((item, at) => ({ item, at, value: value(item) }))
    .sort((a, b) => b.value - a.value || a.at - b.at)
    .map(({ item }) => item)
  if (sorted.length <= DRAWN_WHOLE) return { top: sorted, bottom: [], between: 0 }
  return {
    top: sorted.slice(0, EACH_END),
    bottom: sorted.slice(-EACH_END),
    between: sorted.length - 2 * EACH_END,
  }
}

export type Bin = { from: number; to: number; count: number }

/** Counts in bins of a width that reads well: 1, 2 or 5 times a power of ten, about `wanted` of them. */
export function histogram(values: readonly number[], wanted: number): Bin[] {
  if (values.length === 0) return []
  const low = values.reduce((m, x) => Math.min(m, x), Number.POSITIVE_INFINITY)
  const high = values.reduce((m, x) => Math.max(m, x), Number.NEGATIVE_INFINITY)
  const span = high - low
  const rough = (span > 1e-9 * Math.max(1, Math.abs(low), Math.abs(high)) ? span : 1) / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const width = [1, 2, 5, 10].map((m) => m * power).find((w) => w >= rough - 1e-12) ?? 10 * power
  const first = Math.floor(low / width)
  const bins = Array.from({ length: Math.floor(high / width) - first + 1 }, (_, i) => ({
    from: (first + i) * width,
    to: (first + i + 1) * width,
    count: 0,
  }))
  for (const x of values)
    mustExist(bins[Math.min(bins.length - 1, Math.floor(x / width) - first)], 'bin of the value').count++
  return bins
}
