/** Columns of a rectangular file as typed arrays. */

export interface FactorColumn {
  /** Level of each row, an index into `levels`; -1 where the cell is blank. */
  codes: Int32Array
  /** In level order: numerically when all are numbers, else by code point. */
  levels: string[]
}

export interface Table {
  rows: number
  factors: Map<string, FactorColumn>
  numbers: Map<string, Float64Array>
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** Whether a cell is a finite decimal number. */
export function isNumeric(text: string): boolean {
  return NUMBER.test(text) && Number.isFinite(Number(text))
}

/** Compares by Unicode code point (plain < compares UTF-16 units, which differs beyond the basic plane). */
export function compareCodePoints(a: string, b: string): number {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    const surrogateX = x >= 0xd800 && x <= 0xdfff
    const surrogateY = y >= 0xd800 && y <= 0xdfff
    return surrogateX === surrogateY ? x - y : surrogateX ? 1 : -1
  }
  return a.length - b.length
}

/** Level order: numerically when all are numbers, else by code point. Returns the order as indices into `names`. */
export function levelOrder(names: readonly string[]): Int32Array {
  const order = Int32Array.from(names, (_, i) => i)
  if (names.every(isNumeric)) {
    const value = Float64Array.from(names, Number)
    return order.sort((a, b) => value[a] - value[b] || compareCodePoints(names[a], names[b]))
  }
  return order.sort((a, b) => compareCodePoints(names[a], names[b]))
}

/** Turns codes in order of first appearance into codes in level order, in place; -1 stays. */
export function toLevelOrder(codes: Int32Array, names: readonly string[]): FactorColumn {
  const order = levelOrder(names)
  const rank = new Int32Array(names.length)
  for (let i = 0; i < order.length; i++) rank[order[i]] = i
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0) codes[i] = rank[codes[i]]
  return { codes, levels: Array.from(order, (i) => names[i]) }
}

/** A factor from one string per row. */
export function factorOf(values: readonly string[]): FactorColumn {
  const names: string[] = []
  const seen = new Map<string, number>()
  const codes = new Int32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    let code = seen.get(values[i])
    if (code === undefined) {
      code = names.length
      seen.set(values[i], code)
      names.push(values[i])
    }
    codes[i] = code
  }
  return toLevelOrder(codes, names)
}

export interface Crossing {
  /** Combination of each row, numbered in order of (first, second). */
  index: Int32Array
  levels: number
  first: Int32Array
  second: Int32Array
}

/**
 * Combinations of two codings that occur, in lexicographic order, in time linear in the rows:
 * rows are grouped by the first code, then the second codes inside each group are told apart by a stamp.
 */
export function crossCodes(a: Int32Array, levelsA: number, b: Int32Array, levelsB: number): Crossing {
  const n = a.length
  const start = new Int32Array(levelsA + 1)
  for (let i = 0; i < n; i++) start[a[i] + 1]++
  for (let i = 0; i < levelsA; i++) start[i + 1] += start[i]
  const rows = new Int32Array(n)
  const fill = start.slice(0, levelsA)
  for (let i = 0; i < n; i++) rows[fill[a[i]]++] = i
  const stamp = new Int32Array(levelsB).fill(-1)
  const place = new Int32Array(levelsB)
  // Threads see the crossing where they see what is crossed.
  const index = a.buffer instanceof SharedArrayBuffer ? new Int32Array(new SharedArrayBuffer(4 * n)) : new Int32Array(n)
  const first: number[] = []
  const second: number[] = []
  for (let g = 0; g < levelsA; g++) {
    const from = first.length
    let found = 0
    for (let k = start[g]; k < start[g + 1]; k++) {
      const code = b[rows[k]]
      if (stamp[code] === g) continue
      stamp[code] = g
      second.push(code)
      found++
    }
    if (found > 1) {
      const sorted = second.splice(from).sort((x, y) => x - y)
      for (const code of sorted) second.push(code)
    }
    for (let k = from; k < second.length; k++) {
      first.push(g)
      place[second[k]] = k
    }
    for (let k = start[g]; k < start[g + 1]; k++) index[rows[k]] = place[b[rows[k]]]
  }
  return { index, levels: first.length, first: Int32Array.from(first), second: Int32Array.from(second) }
}
