import type { RatingTable } from './table'

export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio'

export interface Alpha {
  /** null where no unit was rated twice, or all paired values are equal: then chance agreement is certain too (0/0). */
  value: number | null
  lower: number | null
  upper: number | null
}

type Counts = {
  levels: Float64Array
  /** by unit: counts of each level, units rated at least twice. */ units: Float64Array[]
}

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
  const counts = pairable(table)
  return metricApplies(table, metric) ? alphaOf(counts, distances(counts, metric)) : null
}

/**
 * Alpha with a bootstrap percentile interval: units are resampled with replacement. `draw()` gives numbers in [0, 1), so the
 * same generator gives the same interval. Bounds are null where alpha is, or with fewer than two pairable units.
 */
export function alphaWithInterval(
  table: RatingTable,
  metric: Metric,
  options: { confidence: number; samples: number; draw: () => number },
): Alpha {
  const counts = pairable(table)
  const distance = distances(counts, metric)
  const value = metricApplies(table, metric) ? alphaOf(counts, distance) : null
  if (value === null || counts.units.length < 2) return { value, lower: null, upper: null }
  const sampled: number[] = []
  for (let s = 0; s < options.samples; s++) {
    const units = counts.units.map(() => counts.units[Math.floor(options.draw() * counts.units.length)])
    // In a resample of equal values alpha is 0/0. It counts as 1, since no pair of values disagrees: leaving such resamples out
    // would keep only those with more disagreement and shift the interval down.
    sampled.push(alphaOf({ levels: counts.levels, units }, distance) ?? 1)
  }
  sampled.sort((a, b) => a - b)
  const at = (p: number) => sampled[Math.min(sampled.length - 1, Math.max(0, Math.round(p * (sampled.length - 1))))]
  return { value, lower: at((1 - options.confidence) / 2), upper: at((1 + options.confidence) / 2) }
}

/** Whether a metric is defined for these values: the ratio metric, only without a negative one. */
export const metricApplies = ({ values }: RatingTable, metric: Metric): boolean =>
  metric !== 'ratio' || values.every((value) => !(value < 0))

function pairable({ units, raters, values }: RatingTable): Counts {
  const levels = Float64Array.from(new Set(values.filter((value) => !Number.isNaN(value)))).sort()
  const place = new Map([...levels].map((level, index) => [level, index]))
  const rows: Float64Array[] = []
  for (let unit = 0; unit < units; unit++) {
    const row = new Float64Array(levels.length)
    let given = 0
    for (let rater = 0; rater < raters; rater++) {
      const value = values[unit * raters + rater]
      if (Number.isNaN(value)) continue
      const at = place.get(value)
      if (at === undefined) throw new Error(`The value ${value} is not among the levels.`)
      row[at]++
      given++
    }
    if (given >= 2) rows.push(row)
  }
  return { levels, units: rows }
}

/** Squared distance of two levels; ordinal distances count the values that lie between them. */
function distances({ levels, units }: Counts, metric: Metric): (a: number, b: number) => number {
  switch (metric) {
    case 'nominal':
      return (a, b) => (a === b ? 0 : 1)
    case 'interval':
      return (a, b) => (levels[a] - levels[b]) ** 2
    case 'ratio':
      return (a, b) => {
        const sum = levels[a] + levels[b]
        return a === b ? 0 : ((levels[a] - levels[b]) / sum) ** 2
      }
    case 'ordinal': {
      const totals = new Float64Array(levels.length)
      for (const row of units) row.forEach((count, level) => (totals[level] += count))
      const upTo = new Float64Array(levels.length + 1)
      totals.forEach((count, level) => (upTo[level + 1] = upTo[level] + count))
      return (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        return a === b ? 0 : (upTo[high + 1] - upTo[low] - (totals[low] + totals[high]) / 2) ** 2
      }
    }
  }
}

function alphaOf({ levels, units }: Counts, distance: (a: number, b: number) => number): number | null {
  const totals = new Float64Array(levels.length)
  let observed = 0
  let n = 0
  for (const row of units) {
    let given = 0
    for (let a = 0; a < row.length; a++) {
      given += row[a]
      totals[a] += row[a]
    }
    let sum = 0
    for (let a = 0; a < row.length; a++)
      if (row[a] > 0) for (let b = 0; b < a; b++) if (row[b] > 0) sum += row[a] * row[b] * distance(a, b)
    observed += sum / (given - 1)
    n += given
  }
  let expected = 0
  for (let a = 0; a < totals.length; a++)
    if (totals[a] > 0) for (let b = 0; b < a; b++) if (totals[b] > 0) expected += totals[a] * totals[b] * distance(a, b)
  const alpha = 1 - ((n - 1) * observed) / expected
  return n > 0 && expected > 0 && Number.isFinite(alpha) ? alpha : null
}
