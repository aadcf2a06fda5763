import type { MixedProblem } from '../../design'
import { groupRows, type Plan } from '../blocks'

/** How the rows of a block fall on its inner effects: the same for every block with the same gaps. */
export interface Pattern {
  rows: number
  /** Number of inner effects. */
  size: number
  /** Inner effect of each row, term after term: local[a * rows + i]. */
  local: Int32Array
  /** Inner term (place in the plan) of each inner effect. */
  term: Int32Array
  /** Rows x columns when the block is a complete table of its second and third inner term; 0 otherwise. */
  tableRows: number
  tableColumns: number
}

/** Rows sorted by block and, inside it, by inner effects; outer columns and fixed patterns in that order. */
export interface Panels {
  problem: MixedProblem
  plan: Plan
  blocks: number
  rowStart: Int32Array
  /** Original row of each sorted row. */
  rows: Int32Array
  y: Float64Array
  pattern: Int32Array
  patterns: Pattern[]
  /** Per outer term: outer column of each sorted row. */
  outer: Int32Array[]
  outerOffset: Int32Array
  fixedPattern: Int32Array
  longest: number
  largest: number
}

/** Sorts the rows and finds the patterns. Intercept terms only. */
export function arrangePanels(problem: MixedProblem, plan: Plan, y: Float64Array): Panels {
  const { random, fixed, n } = problem
  const primary = random[plan.primary]
  const { start, rows } = groupRows(primary.index, primary.levels)
  const inner = plan.inner.map((t) => random[t].index)
  // Inside a block rows stand in order of their inner effects, so that equal gaps give equal patterns.
  const byEffects = (a: number, b: number) => {
    for (const index of inner) if (index[a] !== index[b]) return index[a] - index[b]
    return a - b
  }
  const seen = new Map<string, number>()
  const patterns: Pattern[] = []
  const pattern = new Int32Array(primary.levels)
  let longest = 0
  let largest = 0
  for (let b = 0; b < primary.levels; b++) {
    const from = start[b]
    const m = start[b + 1] - from
    let sorted = true
    for (let k = 1; k < m && sorted; k++) sorted = byEffects(rows[from + k - 1], rows[from + k]) <= 0
    if (!sorted) rows.subarray(from, from + m).sort(byEffects)
    const { key, local, sizes } = localEffects(inner, rows, from, m)
    let id = seen.get(key)
    if (id === undefined) {
      id = patterns.length
      seen.set(key, id)
      patterns.push(patternOf(local, sizes, m))
    }
    pattern[b] = id
    longest = Math.max(longest, m)
    largest = Math.max(largest, patterns[id].size)
  }
  const outerOffset = new Int32Array(plan.outer.length + 1)
  plan.outer.forEach((t, k) => (outerOffset[k + 1] = outerOffset[k] + random[t].levels))
  return {
    problem,
    plan,
    blocks: primary.levels,
    rowStart: start,
    rows,
    y: Float64Array.from({ length: n }, (_, k) => y[rows[k]]),
    pattern,
    patterns,
    outer: plan.outer.map((t, k) => {
      const { index } = random[t]
      const out = new Int32Array(n)
      for (let i = 0; i < n; i++) out[i] = outerOffset[k] + index[rows[i]]
      return out
    }),
    outerOffset,
    fixedPattern: Int32Array.from({ length: n }, (_, k) => fixed.pattern[rows[k]]),
    longest,
    largest,
  }
}

function localEffects(inner: readonly Int32Array[], rows: Int32Array, from: number, m: number) {
  const local = new Int32Array(inner.length * m)
  const sizes: number[] = []
  let key = ''
  inner.forEach((index, a) => {
    const rank = new Map<number, number>()
    for (let k = 0; k < m; k++) {
      const level = index[rows[from + k]]
      let r = rank.get(level)
      if (r === undefined) rank.set(level, (r = rank.size))
      local[a * m + k] = r
    }
    // Rows are sorted by the first terms; for the others ranks follow the level order.
    const order = [...rank.keys()].sort((x, z) => x - z)
    const place = new Map(order.map((level, r) => [level, r]))
    for (let k = 0; k < m; k++) {
      const r = place.get(index[rows[from + k]])!
      local[a * m + k] = r
      key += String.fromCharCode(r)
    }
    sizes.push(rank.size)
    key += '|'
  })
  return { key, local, sizes }
}

function patternOf(local: Int32Array, sizes: readonly number[], m: number): Pattern {
  const size = sizes.reduce((s, x) => s + x, 0)
  const out = local.slice()
  const term = new Int32Array(size)
  let offset = 0
  sizes.forEach((count, a) => {
    for (let k = 0; k < m; k++) out[a * m + k] += offset
    term.fill(a, offset, offset + count)
    offset += count
  })
  const table = tableShape(local, sizes, m)
  return { rows: m, size, local: out, term, ...table }
}

/** One effect for all rows, one per table row, one per table column, each cell once in order: then no matrix is needed. */
function tableShape(local: Int32Array, sizes: readonly number[], m: number) {
  const none = { tableRows: 0, tableColumns: 0 }
  if (sizes.length !== 3 || sizes[0] !== 1 || sizes[1] * sizes[2] !== m) return none
  for (let k = 0; k < m; k++) {
    if (local[m + k] !== Math.floor(k / sizes[2]) || local[2 * m + k] !== k % sizes[2]) return none
  }
  return { tableRows: sizes[1], tableColumns: sizes[2] }
}
