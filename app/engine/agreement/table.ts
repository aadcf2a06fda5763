/**
 * Values by unit and rater, row by row: `values[unit * raters + rater]`, NaN where a rater gave none.
 */
export interface RatingTable {
  units: number
  raters: number
  values: Float64Array
}

/** Only the units that every rater rated, as a table of the same raters. */
export function completeUnits({ units, raters, values }: RatingTable): RatingTable {
  const kept: number[] = []
  for (let unit = 0; unit < units; unit++) {
    const row = values.subarray(unit * raters, (unit + 1) * raters)
    if (!row.some(Number.isNaN)) kept.push(...row)
  }
  return { units: kept.length / Math.max(raters, 1), raters, values: Float64Array.from(kept) }
}
