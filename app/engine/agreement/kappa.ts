import { type RatingTable, withoutRounding } from './table'

export interface PairKappa {
  /** Units that both rated. */
  n: number
  /** Agreement beyond chance; null where both used one single level throughout (0/0) or share no unit. */
  plain: number | null
  /** The same with disagreements weighed by their distance, and by its square. */
  linear: number | null
  quadratic: number | null
}

/**
 * Cohen's kappa of two raters over the units that both rated, plain and weighted by distance between levels. Levels are
 * the values that either of the two used; weights use the values themselves, not their ranks.
 *
 * @see Cohen (1960), Educ. Psychol. Meas. 20: 37-46; Cohen (1968), Psychol. Bull. 70: 213-220
 */
export function pairKappa(first: ArrayLike<number>, second: ArrayLike<number>): PairKappa {
  const pairs: [number, number][] = []
  for (let unit = 0; unit < first.length; unit++)
    if (!Number.isNaN(first[unit]) && !Number.isNaN(second[unit]))
      pairs.push([withoutRounding(first[unit]), withoutRounding(second[unit])])
  return {
    n: pairs.length,
    plain: weighted(pairs, (a, b) => (a === b ? 0 : 1)),
    linear: weighted(pairs, (a, b) => Math.abs(a - b)),
    quadratic: weighted(pairs, (a, b) => (a - b) ** 2),
  }
}

/** 1 - observed / expected disagreement, the expectation over all pairings of the two margins. */
function weighted(pairs: readonly [number, number][], distance: (a: number, b: number) => number): number | null {
  const [first, second] = [0, 1].map((side) => countBy(pairs.map((pair) => pair[side])))
  let expected = 0
  for (const [a, m] of first) for (const [b, n] of second) expected += m * n * distance(a, b)
  if (expected === 0) return null
  const observed = pairs.reduce((sum, [a, b]) => sum + distance(a, b), 0)
  return 1 - (observed * pairs.length) / expected
}

function countBy(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/**
 * Share of pairs of values on the same unit that are equal, over all pairs of raters.
 * @returns null with 0 pairs where no unit was rated twice
 */
export function exactAgreement({ units, raters, values }: RatingTable): { value: number | null; pairs: number } {
  const rounded = values.map(withoutRounding)
  let equal = 0
  let pairs = 0
  for (let unit = 0; unit < units; unit++)
    for (let a = 0; a < raters; a++)
      for (let b = 0; b < a; b++) {
        const [x, y] = [rounded[unit * raters + a], rounded[unit * raters + b]]
        if (Number.isNaN(x) || Number.isNaN(y)) continue
        pairs++
        if (x === y) equal++
      }
  return { value: pairs === 0 ? null : equal / pairs, pairs }
}
