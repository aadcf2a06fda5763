import { type RatingTable, withoutRounding } from './table'

/** Units that were rated at least twice and alike: which levels, and how often each. */
export interface UnitPattern {
  levels: Int32Array
  counts: Int32Array
  /** Number of ratings of one such unit. */
  given: number
}

export interface PairableUnits {
  /** Values that occur in pairable units, ascending. */
  levels: Float64Array
  patterns: UnitPattern[]
  /** Index of each unit's pattern. */
  patternOf: Int32Array
}

/** The units of a table that were rated at least twice, as counts of levels; a single rating pairs with nothing. */
export function pairableUnits({ units, raters, values }: RatingTable): PairableUnits {
  const used = new Set<number>()
  const patterns = new Map<string, number[]>()
  const patternOf: number[] = []
  const places = new Map<string, number>()
  for (let unit = 0; unit < units; unit++) {
    const given: number[] = []
    for (let rater = 0; rater < raters; rater++) {
      const value = withoutRounding(values[unit * raters + rater])
      if (!Number.isNaN(value)) given.push(value)
    }
    if (given.length < 2) continue
    given.sort((a, b) => a - b)
    for (const value of given) used.add(value)
    const key = given.join(' ')
    const place = places.get(key) ?? patterns.size
    if (place === patterns.size) {
      places.set(key, place)
      patterns.set(key, given)
    }
    patternOf.push(place)
  }
  const levels = Float64Array.from(used).sort()
  const levelOf = new Map(Array.from(levels, (level, at) => [level, at]))
  return {
    levels,
    patterns: Array.from(patterns.values(), (given) => patternFrom(given, levelOf)),
    patternOf: Int32Array.from(patternOf),
  }
}

function patternFrom(given: readonly number[], levelOf: ReadonlyMap<number, number>): UnitPattern {
  const counts = new Map<number, number>()
  for (const value of given) {
    const level = levelOf.get(value) ?? 0
    counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  return { levels: Int32Array.from(counts.keys()), counts: Int32Array.from(counts.values()), given: given.length }
}
