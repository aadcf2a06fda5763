/**
 * Values by unit and rater, row by row: `values[unit * raters + rater]`, NaN where a rater gave none.
 */
export interface RatingTable {
  units: number
  raters: number
  values: Float64Array
}

export type NamedTable = RatingTable & {
  names: readonly string[]
  /** false: the values are categories without an order (words whose order nobody gave), numbered to be told apart. */
  ordered?: boolean
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

/**
 * A value at the 15 significant digits that a double is sure to keep: 0.1 + 0.2, which other programs write as
 * 0.30000000000000004, is the rating 0.3. Without this, equal ratings could differ by their rounding alone.
 */
export const withoutRounding = (value: number): number =>
  Number.isInteger(value) || Number.isNaN(value) ? value : Number(value.toPrecision(15))
