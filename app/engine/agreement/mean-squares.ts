import type { RatingTable } from './table'

export interface MeanSquares {
  /** Between units. */
  between: number
  /** Between raters. */
  raters: number
  /** Within units: raters and error together. */
  within: number
  /** What neither the unit nor the rater explains. */
  error: number
}

/**
 * Mean squares of the two-way table without replication, at least two units and two raters, no value missing.
 * @returns all 0 if and only if all values are equal
 */
export function meanSquares({ units: n, raters: k, values }: RatingTable): MeanSquares {
  // Measured from the first value: equal values then give sums of exactly 0, and large ones lose no digits.
  const origin = values[0] ?? 0
  const unitMeans = new Float64Array(n)
  const raterMeans = new Float64Array(k)
  let grand = 0
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++) {
      const value = values[i * k + j] - origin
      unitMeans[i] += value / k
      raterMeans[j] += value / n
      grand += value / (n * k)
    }
  let between = 0
  let raters = 0
  let within = 0
  let error = 0
  for (let i = 0; i < n; i++) {
    between += k * (unitMeans[i] - grand) ** 2
    for (let j = 0; j < k; j++) {
      const value = values[i * k + j] - origin
      within += (value - unitMeans[i]) ** 2
      error += (value - unitMeans[i] - raterMeans[j] + grand) ** 2
    }
  }
  for (let j = 0; j < k; j++) raters += n * (raterMeans[j] - grand) ** 2
  // A sum that is nothing but rounding is 0: otherwise perfect agreement would look like a little less.
  const total = between + within
  const clean = (sum: number) => (sum <= 1e-13 * total ? 0 : sum)
  return {
    between: clean(between) / (n - 1),
    raters: clean(raters) / (k - 1),
    within: clean(within) / (n * (k - 1)),
    error: clean(error) / ((n - 1) * (k - 1)),
  }
}
