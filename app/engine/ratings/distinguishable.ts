import { crossFactors } from '../model/design'
import type { RandomTermFormula } from '../model/formula'
import { factorNamed, numbersNamed, type FactorColumn, type Table } from '../model/table'

export interface DroppedTerm {
  term: RandomTermFormula
  levels: number
  reason: string
}

/**
 * Splits random terms into those whose variance the data can tell apart and those they cannot: constant over the levels of a
 * fixed factor (one level only is the simplest case), one row per level (it is the residual), or the same grouping of rows as
 * an earlier term.
 */
export function distinguishable(
  terms: readonly RandomTermFormula[],
  fixed: readonly string[],
  table: Table,
): { kept: RandomTermFormula[]; dropped: DroppedTerm[] } {
  const kept: { term: RandomTermFormula; index: Int32Array; levels: number }[] = []
  const dropped: DroppedTerm[] = []
  for (const term of terms) {
    const { index, count: levels } = crossFactors(table, term.factors)
    const drop = (reason: string) => dropped.push({ term, levels, reason })
    const absorbing = term.slope === null && fixed.find((f) => constantOver(factorNamed(table, f), index))
    const twin = kept.find(
      (k) => k.levels === levels && k.term.slope === term.slope && samePartition(k.index, index, levels),
    )
    if (levels <= 1 && term.slope === null) drop('it has one level only, which the fixed effects already contain')
    else if (absorbing) drop(`it is constant within ${absorbing}, whose fixed effect already contains it`)
    else if (levels === table.rows && term.slope === null)
      drop('every row is a level of its own, so it cannot be separated from the residual')
    else if (twin) drop(`it groups the rows exactly as ${twin.term.name} does`)
    else if (term.slope !== null && constantSlope(table, term.slope)) drop('its slope column is 0 throughout')
    else kept.push({ term, index, levels })
  }
  return { kept: kept.map((k) => k.term), dropped }
}

/** Whether every level of a fixed factor lies in one level of the term. */
function constantOver({ codes, levels }: FactorColumn, index: Int32Array): boolean {
  const inside = new Int32Array(levels.length).fill(-1)
  for (let i = 0; i < codes.length; i++) {
    if (inside[codes[i]] === -1) inside[codes[i]] = index[i]
    else if (inside[codes[i]] !== index[i]) return false
  }
  return true
}

function samePartition(a: Int32Array, b: Int32Array, levels: number): boolean {
  const image = new Int32Array(levels).fill(-1)
  for (let i = 0; i < a.length; i++) {
    if (image[a[i]] === -1) image[a[i]] = b[i]
    else if (image[a[i]] !== b[i]) return false
  }
  return true
}

function constantSlope(table: Table, slope: string): boolean {
  return numbersNamed(table, slope).every((x) => x === 0)
}
