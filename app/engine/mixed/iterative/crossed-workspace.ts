import type { PreconditionerBlocks } from './preconditioner-blocks'
import { NestedElimination, type NestedFactors } from './nested-elimination'
import type { RowArrangement } from './row-patterns'

/** Vectors that go through the rows side by side: entry c of vector s stands at c * INTERLEAVED + s. One alone is not interleaved. */
export const INTERLEAVED = 4

/** All that the passes over the rows need, as plain data that threads can share. */
export interface CrossedData {
  arrangement: Omit<RowArrangement, 'problem' | 'plan'>
  /** Number of nested terms, of fixed effects and of crossed columns. */
  nestedTerms: number
  p: number
  q: number
  fixedTable: Float64Array
  /** Patterns of fixed effects. */
  fixedKinds: number
  factors: NestedFactors
  groups: PreconditionerBlocks
  /** Square root of the variance ratio of each crossed column: the scaling between effects and what is solved for. */
  crossedSd: Float64Array
  /** Inverse of the scaled diagonal block of each group: the preconditioner. */
  groupInverse: Float64Array
}

/** One thread's view of the data, with scratch space. Row ranges are positions in the sorted rows. */
export class CrossedWorkspace {
  readonly data: CrossedData
  readonly elimination: NestedElimination
  readonly r: Float64Array
  /** Space for four vectors side by side: over rows, and over nested effects. */
  readonly interleaved: Float64Array
  readonly interleavedSums: Float64Array
  readonly interleavedEffects: Float64Array
  /** Per crossed term and row of a block: group, place in it, and scale of the column. */
  readonly approximateGroup: Int32Array
  readonly approximatePlace: Int32Array
  readonly approximateScale: Float64Array
  /** The crossed columns where there are two in one group, one of them the same over each row of a complete table; or null. */
  readonly plainTable: { byRow: Int32Array; byCell: Int32Array } | null

  constructor(data: CrossedData) {
    this.data = data
    const { arrangement } = data
    this.elimination = new NestedElimination(arrangement.patterns, data.factors, arrangement.largestPattern)
    this.r = new Float64Array(Math.max(1, arrangement.longestBlock))
    this.interleaved = new Float64Array(4 * Math.max(1, arrangement.longestBlock))
    this.interleavedSums = new Float64Array(4 * Math.max(1, arrangement.largestPattern))
    this.interleavedEffects = new Float64Array(4 * Math.max(1, arrangement.largestPattern))
    const most = arrangement.crossed.length * arrangement.longestBlock
    this.approximateGroup = new Int32Array(most)
    this.approximatePlace = new Int32Array(most)
    this.approximateScale = new Float64Array(most)
    const first = arrangement.byTableRow.indexOf(true)
    const plain = arrangement.crossed.length === 2 && first >= 0 && arrangement.slopes.every((s) => s === null)
    this.plainTable =
      plain && data.groups.together
        ? { byRow: arrangement.crossed[first], byCell: arrangement.crossed[1 - first] }
        : null
  }

  eachBlock(chunk: number, visit: (block: number, from: number, rows: number) => void): void {
    const { chunkStart, rowStart } = this.data.arrangement
    const end = chunkStart[chunk + 1]
    for (let b = chunkStart[chunk]; b < end; b++) visit(b, rowStart[b], rowStart[b + 1] - rowStart[b])
  }

  /** r = Z v over some rows; v starts at `at`. */
  gather(from: number, m: number, v: Float64Array, at: number, r: Float64Array): void {
    const { crossed, slopes } = this.data.arrangement
    for (let k = 0; k < crossed.length; k++) {
      const columns = crossed[k]
      const slope = slopes[k]
      if (slope !== null) {
        if (k === 0) r.fill(0, 0, m)
        for (let i = 0; i < m; i++) r[i] += v[at + columns[from + i]] * slope[from + i]
      } else if (k === 0) for (let i = 0; i < m; i++) r[i] = v[at + columns[from + i]]
      else for (let i = 0; i < m; i++) r[i] += v[at + columns[from + i]]
    }
  }

  /** out += Z'r over some rows; out starts at `at`. */
  scatter(from: number, m: number, r: Float64Array, out: Float64Array, at: number): void {
    const { crossed, slopes } = this.data.arrangement
    for (let k = 0; k < crossed.length; k++) {
      const columns = crossed[k]
      const slope = slopes[k]
      if (slope === null) for (let i = 0; i < m; i++) out[at + columns[from + i]] += r[i]
      else for (let i = 0; i < m; i++) out[at + columns[from + i]] += r[i] * slope[from + i]
    }
  }

  /** out += X'r over some rows; out starts at `at`. */
  scatterFixed(from: number, m: number, r: Float64Array, out: Float64Array, at: number): void {
    const { p, fixedTable, arrangement } = this.data
    for (let i = 0; i < m; i++) {
      const row = arrangement.fixedPattern[from + i] * p
      for (let k = 0; k < p; k++) out[at + k] += fixedTable[row + k] * r[i]
    }
  }

  /** X beta of each pattern of fixed effects. */
  fixedParts(beta: readonly number[]): Float64Array {
    const { p, fixedTable } = this.data
    const out = new Float64Array(p === 0 ? this.data.fixedKinds : fixedTable.length / p)
    for (let g = 0; g < out.length; g++) for (let k = 0; k < p; k++) out[g] += fixedTable[g * p + k] * beta[k]
    return out
  }

  /** r = y - Z v - X beta, `parts` holding X beta by pattern. */
  residuals(from: number, m: number, v: Float64Array, parts: Float64Array, r: Float64Array): void {
    const { y, fixedPattern } = this.data.arrangement
    this.gather(from, m, v, 0, r)
    for (let i = 0; i < m; i++) r[i] = y[from + i] - r[i] - parts[fixedPattern[from + i]]
  }
}
