import { pairableUnits, type UnitPattern } from './pairable-units'
import type { RatingTable } from './table'

export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/**
 * Krippendorff's alpha: 1 - observed / expected disagreement over all pairs of values within units. Takes any number of
 * raters and missing values; a unit with one value alone pairs with nothing and is left out.
 *
 * The ratio metric is for values on a ratio scale, none of them negative; with a negative value the result is null.
 *
 * R's irr 0.84.1 differs on complete tables of more than two raters: it does not divide the pairs of a unit by its m - 1 other
 * ratings, so its number of values is m - 1 times too large, and n - 1 becomes n - 1 / (m - 1). The tests compare with the values
 * that Krippendorff published and, for irr's data, with alpha by its definition.
 * @see Krippendorff (2011), Computing Krippendorff's alpha-reliability
 */
export function krippendorffAlpha(table: RatingTable, metric: Metric): number | null {
  if (!metricApplies(table, metric)) return null
  const { levels, patterns, patternOf } = pairableUnits(table)
  return alphaOf(levels, patterns, patternCounts(patternOf, patterns.length), metric)
}

/** How many units have each pattern. */
export function patternCounts(patternOf: Int32Array, patterns: number): Float64Array {
  const times = new Float64Array(patterns)
  for (const pattern of patternOf) times[pattern]++
  return times
}

/** Whether a metric is defined for these values: the ratio metric, only without a negative one. */
export const metricApplies = ({ values }: RatingTable, metric: Metric): boolean =>
  metric !== 'ratio' || values.every((value) => !(value < 0))

/**
 * Alpha of units of these patterns, each as many times as said. Ordinal distances count the values that lie between two levels, so
 * they are those of these units: a resample has its own.
 * @returns null where fewer than two levels occur: the expected disagreement is then 0
 */
export function alphaOf(
  levels: Float64Array,
  patterns: readonly UnitPattern[],
  times: Float64Array,
  metric: Metric,
): number | null {
  const totals = new Float64Array(levels.length)
  let n = 0
  for (let u = 0; u < patterns.length; u++) {
    if (times[u] === 0) continue
    const { levels: at, counts, given } = patterns[u]
    for (let k = 0; k < at.length; k++) totals[at[k]] += times[u] * counts[k]
    n += times[u] * given
  }
  if (totals.reduce((used, count) => used + (count > 0 ? 1 : 0), 0) < 2) return null
  const places = metric === 'ordinal' ? midRanks(totals) : levels
  const distance = distanceOf(metric, places)
  let observed = 0
  for (let u = 0; u < patterns.length; u++) {
    const { levels: at, counts, given } = patterns[u]
    // Units of a single level have no disagreement.
    if (times[u] === 0 || at.length < 2) continue
    let sum = 0
    for (let a = 1; a < at.length; a++)
      for (let b = 0; b < a; b++) sum += counts[a] * counts[b] * distance(at[a], at[b])
    observed += (times[u] * sum) / (given - 1)
  }
  const alpha = 1 - ((n - 1) * observed) / expected(metric, places, totals, n)
  return Number.isFinite(alpha) ? alpha : null
}

/** Values below each level and half of those at it: the ordinal distance of two levels is the difference of these. */
function midRanks(totals: Float64Array): Float64Array {
  let below = 0
  return totals.map((count) => {
    below += count
    return below - count / 2
  })
}

/** Squared distance of two levels, given by their indexes. */
function distanceOf(metric: Metric, places: Float64Array): (a: number, b: number) => number {
  if (metric === 'nominal') return (a, b) => (a === b ? 0 : 1)
  if (metric === 'ratio') return (a, b) => (a === b ? 0 : ((places[a] - places[b]) / (places[a] + places[b])) ** 2)
  return (a, b) => (places[a] - places[b]) ** 2
}

/** Sum of the squared distances over all pairs of the n values, whatever their units. */
function expected(metric: Metric, places: Float64Array, totals: Float64Array, n: number): number {
  let sum = 0
  if (metric === 'nominal') {
    for (const count of totals) sum += count * (n - count)
    return sum / 2
  }
  if (metric === 'ratio') {
    const distance = distanceOf(metric, places)
    for (let a = 1; a < totals.length; a++)
      if (totals[a] > 0) for (let b = 0; b < a; b++) sum += totals[a] * totals[b] * distance(a, b)
    return sum
  }
  let mean = 0
  for (let a = 0; a < totals.length; a++) mean += (totals[a] * places[a]) / n
  for (let a = 0; a < totals.length; a++) sum += totals[a] * (places[a] - mean) ** 2
  return n * sum
}
