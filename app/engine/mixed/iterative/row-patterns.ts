import type { MixedProblem } from '../../model/design'
import { groupRows, type Plan } from '../block-elimination'
import type { Memory } from './worker-pool'

/**
 * How the rows of a block fall on its nested effects, the same for every block with the same gaps. Patterns are packed: pattern
 * i has `rows[i]` rows and `size[i]` nested effects; of row r and nested term a (place in the plan) the effect is
 * local[localStart[i] + a * rows[i] + r], and term[effectStart[i] + e] is the nested term of effect e.
 */
export interface Patterns {
  count: number
  rows: Int32Array
  size: Int32Array
  localStart: Int32Array
  local: Int32Array
  effectStart: Int32Array
  term: Int32Array
  /** Rows x columns where the block is a complete table of its second and third nested term; 0 otherwise. */
  tableRows: Int32Array
  tableColumns: Int32Array
}

/** Rows sorted by block and, inside it, by nested effects; crossed columns and fixed patterns in that order. */
export interface RowArrangement {
  problem: MixedProblem
  plan: Plan
  blocks: number
  /** Blocks of chunk c: chunkStart[c] .. chunkStart[c + 1]. */
  chunks: number
  chunkStart: Int32Array
  rowStart: Int32Array
  /** Original row of each sorted row. */
  rows: Int32Array
  y: Float64Array
  pattern: Int32Array
  patterns: Patterns
  /** Per crossed term: crossed column of each sorted row, and its multiplier (null for an intercept). */
  crossed: Int32Array[]
  slopes: (Float64Array | null)[]
  /** Per crossed term: whether its column is one for the whole row of every complete table. */
  byTableRow: boolean[]
  crossedOffset: Int32Array
  fixedPattern: Int32Array
  longestBlock: number
  largestPattern: number
}

/** Rows above which the work is cut finer. */
const LARGE = 2_000_000

/** Sorts the rows and finds the patterns. The nested terms must be intercepts. */
export function arrangeRows(problem: MixedProblem, plan: Plan, y: Float64Array, memory: Memory): RowArrangement {
  const { random, fixed, n } = problem
  const primary = random[plan.primary]
  const grouped = groupRows(primary.index, primary.levels)
  const blocks = primary.levels
  const rows = memory.ints(n)
  rows.set(grouped.rows)
  const rowStart = memory.ints(blocks + 1)
  rowStart.set(grouped.start)
  const finder = new PatternFinder(plan.nested.map((t) => random[t]))
  const pattern = memory.ints(blocks)
  let longest = 0
  for (let b = 0; b < blocks; b++) {
    pattern[b] = finder.find(rows, rowStart[b], rowStart[b + 1])
    longest = Math.max(longest, rowStart[b + 1] - rowStart[b])
  }
  const crossedOffset = memory.ints(plan.crossed.length + 1)
  plan.crossed.forEach((t, k) => (crossedOffset[k + 1] = crossedOffset[k] + random[t].levels))
  const crossed = plan.crossed.map((t, k) => {
    const { index } = random[t]
    const out = memory.ints(n)
    for (let i = 0; i < n; i++) out[i] = crossedOffset[k] + index[rows[i]]
    return out
  })
  const slopes = plan.crossed.map((t) => {
    const { slope } = random[t]
    if (slope === null) return null
    const out = memory.floats(n)
    for (let i = 0; i < n; i++) out[i] = slope[rows[i]]
    return out
  })
  const sorted = memory.floats(n)
  const fixedPattern = memory.ints(n)
  for (let i = 0; i < n; i++) {
    sorted[i] = y[rows[i]]
    fixedPattern[i] = fixed.pattern[rows[i]]
  }
  const patterns = finder.packed(memory)
  const chunks = n > LARGE ? 8 : 4
  const chunkStart = memory.ints(chunks + 1)
  for (let c = 1, b = 0; c <= chunks; c++) {
    while (b < blocks && (c === chunks || rowStart[b] < (n * c) / chunks)) b++
    chunkStart[c] = b
  }
  const arrangement: RowArrangement = {
    problem,
    plan,
    blocks,
    chunks,
    chunkStart,
    rowStart,
    rows,
    y: sorted,
    pattern,
    patterns,
    crossed,
    slopes,
    byTableRow: [],
    crossedOffset,
    fixedPattern,
    longestBlock: longest,
    largestPattern: patterns.size.reduce((m, s) => Math.max(m, s), 0),
  }
  arrangement.byTableRow = crossed.map((columns, k) => slopes[k] === null && oneColumnPerTableRow(arrangement, columns))
  return arrangement
}

function oneColumnPerTableRow({ blocks, pattern, patterns, rowStart }: RowArrangement, columns: Int32Array): boolean {
  for (let b = 0; b < blocks; b++) {
    const width = patterns.tableColumns[pattern[b]]
    if (width < 2) continue
    for (let i = rowStart[b]; i < rowStart[b + 1]; i += width)
      for (let k = 1; k < width; k++) if (columns[i + k] !== columns[i]) return false
  }
  return true
}

/** Sorts the rows of each block and tells blocks with the same gaps from others. */
class PatternFinder {
  private readonly terms: readonly { index: Int32Array; levels: number }[]
  private readonly rank: Int32Array[]
  private readonly stamp: Int32Array[]
  private readonly slots = new Map<number, number[]>()
  private readonly locals: Int32Array[] = []
  private readonly sizes: Int32Array[] = []
  private scratch = new Int32Array(64)
  private seen = 0

  constructor(terms: readonly { index: Int32Array; levels: number }[]) {
    this.terms = terms
    this.rank = terms.map((t) => new Int32Array(t.levels))
    this.stamp = terms.map((t) => new Int32Array(t.levels).fill(-1))
  }

  find(rows: Int32Array, from: number, to: number): number {
    const { terms } = this
    const m = to - from
    // Inside a block rows stand in order of their nested effects, so that equal gaps give equal patterns.
    const order = (a: number, b: number) => {
      for (const { index } of terms) if (index[a] !== index[b]) return index[a] - index[b]
      return a - b
    }
    let sorted = true
    for (let k = from + 1; k < to && sorted; k++) sorted = order(rows[k - 1], rows[k]) <= 0
    if (!sorted) rows.set(Int32Array.from(rows.subarray(from, to)).sort(order), from)
    if (this.scratch.length < m * terms.length) this.scratch = new Int32Array(2 * m * terms.length)
    const { scratch } = this
    const block = this.seen++
    const size = new Int32Array(terms.length)
    let hash = m
    for (let a = 0; a < terms.length; a++) {
      size[a] = this.ranks(a, rows, from, m, block)
      const base = a * m
      for (let k = 0; k < m; k++) hash = Math.imul(hash ^ scratch[base + k], 16777619) ^ (hash >>> 13)
    }
    let same = this.slots.get(hash)
    if (same === undefined) this.slots.set(hash, (same = []))
    for (const id of same) {
      const local = this.locals[id]
      let k = local.length === m * terms.length ? 0 : -1
      while (k >= 0 && k < local.length && local[k] === scratch[k]) k++
      if (k === local.length) return id
    }
    same.push(this.locals.length)
    this.sizes.push(size)
    return this.locals.push(scratch.slice(0, m * terms.length)) - 1
  }

  /** Writes the rank of each row's level among the block's levels; returns how many there are. */
  private ranks(a: number, rows: Int32Array, from: number, m: number, block: number): number {
    const { index } = this.terms[a]
    const stamp = this.stamp[a]
    const rank = this.rank[a]
    let count = 0
    let last = -1
    let rising = true
    for (let k = 0; k < m; k++) {
      const level = index[rows[from + k]]
      if (stamp[level] !== block) {
        stamp[level] = block
        rank[level] = count++
        rising &&= level > last
        last = level
      }
    }
    if (!rising) {
      const levels = new Set<number>()
      for (let k = 0; k < m; k++) levels.add(index[rows[from + k]])
      ;[...levels].sort((x, z) => x - z).forEach((level, r) => (rank[level] = r))
    }
    const base = a * m
    for (let k = 0; k < m; k++) this.scratch[base + k] = rank[index[rows[from + k]]]
    return count
  }

  packed(memory: Memory): Patterns {
    const { locals, sizes } = this
    const count = locals.length
    const total = (f: (i: number) => number) => locals.reduce((s, _, i) => s + f(i), 0)
    const terms = this.terms.length
    const sizeOf = (i: number) => sizes[i].reduce((s, x) => s + x, 0)
    const out: Patterns = {
      count,
      rows: memory.ints(count),
      size: memory.ints(count),
      localStart: memory.ints(count + 1),
      local: memory.ints(total((i) => locals[i].length)),
      effectStart: memory.ints(count + 1),
      term: memory.ints(total(sizeOf)),
      tableRows: memory.ints(count),
      tableColumns: memory.ints(count),
    }
    for (let i = 0; i < count; i++) {
      const m = terms === 0 ? 0 : locals[i].length / terms
      out.rows[i] = m
      out.size[i] = sizeOf(i)
      out.localStart[i + 1] = out.localStart[i] + locals[i].length
      out.effectStart[i + 1] = out.effectStart[i] + out.size[i]
      let offset = 0
      sizes[i].forEach((levels, a) => {
        for (let k = 0; k < m; k++) out.local[out.localStart[i] + a * m + k] = offset + locals[i][a * m + k]
        out.term.fill(a, out.effectStart[i] + offset, out.effectStart[i] + offset + levels)
        offset += levels
      })
      const [rows, columns] = tableShape(locals[i], sizes[i], m)
      out.tableRows[i] = rows
      out.tableColumns[i] = columns
    }
    return out
  }
}

/** One effect for all rows, one per table row, one per table column, each cell once in order: then no matrix is needed. */
function tableShape(local: Int32Array, sizes: Int32Array, m: number): [number, number] {
  if (sizes.length !== 3 || sizes[0] !== 1 || sizes[1] * sizes[2] !== m) return [0, 0]
  for (let k = 0; k < m; k++)
    if (local[m + k] !== Math.floor(k / sizes[2]) || local[2 * m + k] !== k % sizes[2]) return [0, 0]
  return [sizes[1], sizes[2]]
}
