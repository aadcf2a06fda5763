import type { OuterGroups } from './preconditioner-blocks'
import { InnerOperator, type Factors } from './nested-elimination'
import type { Panels } from './row-patterns'

/** All that the passes over the rows need, as plain data that threads can share. */
export interface OuterData {
  panels: Omit<Panels, 'problem' | 'plan'>
  /** Number of inner terms, of fixed effects and of outer columns. */
  inner: number
  p: number
  q: number
  fixedTable: Float64Array
  /** Patterns of fixed effects. */
  fixedKinds: number
  factors: Factors
  groups: OuterGroups
  /** Square root of the variance ratio of each outer column: the scaling between effects and what is solved for. */
  root: Float64Array
  /** Inverse of the scaled diagonal block of each group: the preconditioner. */
  groupInverse: Float64Array
}

/** One thread's view of the data, with scratch room. Row ranges are positions in the sorted rows. */
export class OuterWork {
  readonly data: OuterData
  readonly op: InnerOperator
  readonly r: Float64Array
  /** Room for four vectors side by side: over rows, and over inner effects. */
  readonly lanes: Float64Array
  readonly laneSums: Float64Array
  readonly laneEffects: Float64Array
  /** Per outer term and row of a block: group, place in it, and scale of the column. */
  readonly nearGroup: Int32Array
  readonly nearPlace: Int32Array
  readonly nearScale: Float64Array
  /** The outer columns where there are two in one group, one of them the same over each row of a complete table; or null. */
  readonly plainTable: { byRow: Int32Array; byCell: Int32Array } | null

  constructor(data: OuterData) {
    this.data = data
    const { panels } = data
    this.op = new InnerOperator(panels.patterns, data.factors, panels.largest)
    this.r = new Float64Array(Math.max(1, panels.longest))
    this.lanes = new Float64Array(4 * Math.max(1, panels.longest))
    this.laneSums = new Float64Array(4 * Math.max(1, panels.largest))
    this.laneEffects = new Float64Array(4 * Math.max(1, panels.largest))
    const most = panels.outer.length * panels.longest
    this.nearGroup = new Int32Array(most)
    this.nearPlace = new Int32Array(most)
    this.nearScale = new Float64Array(most)
    const first = panels.byTableRow.indexOf(true)
    const plain = panels.outer.length === 2 && first >= 0 && panels.slopes.every((s) => s === null)
    this.plainTable =
      plain && data.groups.together ? { byRow: panels.outer[first], byCell: panels.outer[1 - first] } : null
  }

  eachBlock(chunk: number, visit: (block: number, from: number, rows: number) => void): void {
    const { chunkStart, rowStart } = this.data.panels
    const end = chunkStart[chunk + 1]
    for (let b = chunkStart[chunk]; b < end; b++) visit(b, rowStart[b], rowStart[b + 1] - rowStart[b])
  }

  /** r = Z v over some rows; v starts at `at`. */
  gather(from: number, m: number, v: Float64Array, at: number, r: Float64Array): void {
    const { outer, slopes } = this.data.panels
    for (let k = 0; k < outer.length; k++) {
      const columns = outer[k]
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
    const { outer, slopes } = this.data.panels
    for (let k = 0; k < outer.length; k++) {
      const columns = outer[k]
      const slope = slopes[k]
      if (slope === null) for (let i = 0; i < m; i++) out[at + columns[from + i]] += r[i]
      else for (let i = 0; i < m; i++) out[at + columns[from + i]] += r[i] * slope[from + i]
    }
  }

  /** out += X'r over some rows; out starts at `at`. */
  scatterFixed(from: number, m: number, r: Float64Array, out: Float64Array, at: number): void {
    const { p, fixedTable, panels } = this.data
    for (let i = 0; i < m; i++) {
      const row = panels.fixedPattern[from + i] * p
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
    const { y, fixedPattern } = this.data.panels
    this.gather(from, m, v, 0, r)
    for (let i = 0; i < m; i++) r[i] = y[from + i] - r[i] - parts[fixedPattern[from + i]]
  }
}
