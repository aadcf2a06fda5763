import { type RatingTable, withoutRounding } from './table'

/** One unit that was rated at least twice: which levels, and how often each. */
export interface PairableUnit {
  levels: Int32Array
  counts: Int32Array
  /** Number of its ratings. */
  given: number
}

export interface PairableUnits {
  /** Values that occur in pairable units, ascending. */
  levels: Float64Array
  units: PairableUnit[]
}

/** The units of a table that were rated at least twice, as counts of levels; a single rating pairs with nothing. */
export function pairableUnits({ units, raters, values }: RatingTable): PairableUnits {
  const rows: Map<number, number>[] = []
  for (let unit = 0; unit < units; unit++) {
    const row = new Map<number, number>()
    let given = 0
    for (let rater = 0; rater < raters; rater++) {
      const value = withoutRounding(values[unit * raters + rater])
      if (Number.isNaN(value)) continue
      row.set(value, (row.get(value) ?? 0) + 1)
      given++
    }
    if (given >= 2) rows.push(row)
  }
  const levels = Float64Array.from(new Set(rows.flatMap((row) => [...row.keys()]))).sort()
  const place = new Map(Array.from(levels, (level, at) => [level, at]))
  return {
    levels,
    units: rows.map((row) => ({
      levels: Int32Array.from(row.keys(), (value) => place.get(value) ?? 0),
      counts: Int32Array.from(row.values()),
      given: [...row.values()].reduce((sum, count) => sum + count, 0),
    })),
  }
}
