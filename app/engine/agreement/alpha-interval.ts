import { alphaOf, metricApplies, patternCounts, type Metric } from './krippendorff'
import { pairableUnits } from './pairable-units'
import type { RatingTable } from './table'

/** Why the interval of an alpha, or its upper bound, is null although alpha is not. */
export type AlphaGap =
  /** Only one unit was rated twice, so there is nothing to resample. */
  | 'ONE_UNIT'
  /** Every resample gives the same alpha, as with perfect agreement: the data do not show how far it could be off. */
  | 'NO_SPREAD'
  /** More than a fifth of the resamples hold one single value: a single unit holds all the variation there is. */
  | 'FLAT'
  /** So many resamples hold one single value that the upper bound lies among them. */
  | 'UPPER_FLAT'

/**
 * With one unit apart from n - 1 that agree on one value, (1 - 1/n)^n of the resamples leave it out, 25 to 37 %, and the others say
 * nothing of how units like it would be rated; with two such units it is 14 % at most.
 */
const MOST_FLAT = 0.2

export interface Alpha {
  /** null where no unit was rated twice, or all paired values are equal: then chance agreement is certain too (0/0). */
  value: number | null
  lower: number | null
  upper: number | null
  gap: AlphaGap | null
  /** Share of the resamples that hold one single value. */
  flat: number
}

/**
 * Alpha with a bootstrap percentile interval: units are resampled with replacement, and alpha is computed anew in each resample,
 * its ordinal distances included. `draw()` gives numbers in [0, 1), so the same generator gives the same interval.
 *
 * In a resample that holds one single value alpha is 0/0. No pair of values disagrees there, so it stands above every other alpha:
 * leaving such resamples out would keep only those with more disagreement and shift the interval down. A bound that lies among
 * them is not known and null.
 */
export function alphaWithInterval(
  table: RatingTable,
  metric: Metric,
  options: { confidence: number; samples: number; draw: () => number },
): Alpha {
  const { levels, patterns, patternOf } = pairableUnits(table)
  const units = patternOf.length
  const times = patternCounts(patternOf, patterns.length)
  const value = metricApplies(table, metric) ? alphaOf(levels, patterns, times, metric) : null
  const without = (gap: AlphaGap | null, flat = 0): Alpha => ({ value, lower: null, upper: null, gap, flat })
  if (value === null) return without(null)
  if (units < 2) return without('ONE_UNIT')
  const sampled: number[] = []
  for (let s = 0; s < options.samples; s++) {
    times.fill(0)
    for (let unit = 0; unit < units; unit++) times[patternOf[Math.floor(options.draw() * units)]]++
    sampled.push(alphaOf(levels, patterns, times, metric) ?? Infinity)
  }
  sampled.sort((a, b) => a - b)
  const defined = sampled.filter((alpha) => alpha !== Infinity)
  const flat = 1 - defined.length / sampled.length
  if (defined[0] === defined[defined.length - 1]) return without('NO_SPREAD', flat)
  if (flat > MOST_FLAT) return without('FLAT', flat)
  const quantile = (p: number) =>
    sampled[Math.min(sampled.length - 1, Math.max(0, Math.round(p * (sampled.length - 1))))]
  const lower = quantile((1 - options.confidence) / 2)
  const upper = quantile((1 + options.confidence) / 2)
  return upper === Infinity
    ? { value, lower, upper: null, gap: 'UPPER_FLAT', flat }
    : { value, lower, upper, gap: null, flat }
}
