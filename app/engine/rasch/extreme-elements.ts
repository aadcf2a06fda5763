import type { RaschData } from './data'

/** An element whose ratings, as far as they can be used, are all the lowest or all the highest: no finite measure fits it. */
export interface ExtremeElement {
  facet: number
  level: number
  end: 'lowest' | 'highest'
  /** The rows it is measured by, all other elements in them being known. */
  rows: Int32Array
}

export interface ExtremeSplit {
  /** In the order in which they were set aside. */
  extremes: ExtremeElement[]
  /** Elements left without rows because all that they met is extreme: they cannot be placed. */
  unplaced: { facet: number; level: number }[]
  /** The rows that the other elements are estimated from, ascending; null where they are all rows. */
  rows: Int32Array | null
}

/**
 * Sets aside extreme elements, facet by facet, until none is left among the remaining rows. Without an element's rows another may
 * become extreme, so this is repeated; which elements remain does not depend on the order.
 */
export function splitExtremes({ category, facets }: RaschData): ExtremeSplit {
  const kept = new Uint8Array(category.length).fill(1)
  const extremes: ExtremeElement[] = []
  const gone = facets.map(({ levels }) => new Uint8Array(levels))
  for (let found = true; found;) {
    found = false
    facets.forEach(({ index, levels }, facet) => {
      const range = rangeOf(category, kept)
      if (range === null || range.least === range.most) return
      const low = new Int32Array(levels)
      const high = new Int32Array(levels)
      const count = new Int32Array(levels)
      for (let i = 0; i < category.length; i++) {
        if (kept[i] === 0) continue
        count[index[i]]++
        if (category[i] === range.least) low[index[i]]++
        if (category[i] === range.most) high[index[i]]++
      }
      const now: ExtremeElement[] = []
      for (let level = 0; level < levels; level++) {
        if (count[level] === 0 || (low[level] < count[level] && high[level] < count[level])) continue
        const end = high[level] === count[level] ? 'highest' : 'lowest'
        now.push({ facet, level, end, rows: new Int32Array(count[level]) })
        gone[facet][level] = 1
      }
      if (now.length === 0) return
      found = true
      extremes.push(...now)
      const byLevel = new Map(now.map((element) => [element.level, { element, at: 0 }]))
      for (let i = 0; i < category.length; i++) {
        const own = kept[i] === 1 ? byLevel.get(index[i]) : undefined
        if (own === undefined) continue
        own.element.rows[own.at++] = i
        kept[i] = 0
      }
    })
  }
  if (extremes.length === 0) return { extremes, unplaced: [], rows: null }
  const rows = Int32Array.from(category.keys()).filter((i) => kept[i] === 1)
  const unplaced = facets.flatMap(({ index, levels }, facet) => {
    const met = new Uint8Array(levels)
    for (const i of rows) met[index[i]] = 1
    const rated = new Uint8Array(levels)
    for (const level of index) rated[level] = 1
    return Array.from({ length: levels }, (_, level) => level)
      .filter((level) => rated[level] === 1 && met[level] === 0 && gone[facet][level] === 0)
      .map((level) => ({ facet, level }))
  })
  return { extremes, unplaced, rows }
}

function rangeOf(category: Int32Array, kept: Uint8Array): { least: number; most: number } | null {
  let least = Infinity
  let most = -Infinity
  for (let i = 0; i < category.length; i++) {
    if (kept[i] === 0) continue
    if (category[i] < least) least = category[i]
    if (category[i] > most) most = category[i]
  }
  return most < least ? null : { least, most }
}
