/** Columns of a rectangular file as typed arrays. */

export interface FactorColumn {
  /** Level of each row, an index into `levels`; -1 where the cell is blank. */
  codes: Int32Array
  /** In level order: numerically when all are numbers, else by code point. */
  levels: string[]
}

/** A column of periods: its levels are in order of time. */
export interface PeriodColumn extends FactorColumn {
  /** Time of each level, in units such as months, so that one without ratings between two others still counts. */
  times: Float64Array
}

export interface Table {
  rows: number
  factors: Map<string, FactorColumn>
  numbers: Map<string, Float64Array>
  /** Columns of periods, beside the same columns as plain levels in `factors`. */
  periods?: Map<string, PeriodColumn>
}

/** The column of that name as levels. @throws Error where it is none: whoever asks has read it as levels. */
export const factorNamed = (table: Table, name: string | undefined): FactorColumn =>
  found(table.factors, name, 'levels')

/** The column of that name as numbers. @throws Error where it is none. */
export const numbersNamed = (table: Table, name: string): Float64Array => found(table.numbers, name, 'numbers')

function found<Column>(columns: ReadonlyMap<string, Column>, name: string | undefined, what: string): Column {
  const column = name === undefined ? undefined : columns.get(name)
  if (column === undefined) throw new Error(`The table has no ${what} in a column "${name}".`)
  return column
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

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

/** A factor from one whole-number id per row: the ids in rising order, so that nobody reads them back from the levels' names. */
export function factorOfIds(values: readonly number[]): FactorColumn & { ids: number[] } {
  const ids = [...new Set(values)].sort((a, b) => a - b)
  const code = new Map(ids.map((id, at) => [id, at]))
  return { codes: Int32Array.from(values, (id) => code.get(id)!), levels: ids.map(String), ids }
}

export interface Crossing {
  /** Combination of each row, numbered in order of (first, second). */
  index: Int32Array
  levels: number
  first: Int32Array
  second: Int32Array
}

/** Combinations per row up to which a table of all of them is made. */
const DENSE = 2

/**
 * Combinations of two codings that occur, in lexicographic order, in time linear in the rows: by a table of all combinations
 * where that is small, else rows are grouped by the first code and the second codes inside each group told apart by a stamp.
 */
export function crossCodes(a: Int32Array, levelsA: number, b: Int32Array, levelsB: number): Crossing {
  return levelsA * levelsB <= Math.max(1024, DENSE * a.length)
    ? crossByTable(a, levelsA, b, levelsB)
    : crossByGroups(a, levelsA, b, levelsB)
}

/** Threads see the crossing where they see what is crossed. */
const indexLike = (a: Int32Array) =>
  a.buffer instanceof SharedArrayBuffer ? new Int32Array(new SharedArrayBuffer(4 * a.length)) : new Int32Array(a.length)

function crossByTable(a: Int32Array, levelsA: number, b: Int32Array, levelsB: number): Crossing {
  const place = new Int32Array(levelsA * levelsB)
  for (let i = 0; i < a.length; i++) place[a[i] * levelsB + b[i]] = 1
  let levels = 0
  for (const seen of place) levels += seen
  const first = new Int32Array(levels)
  const second = new Int32Array(levels)
  for (let cell = 0, k = 0; cell < place.length; cell++) {
    if (place[cell] === 0) continue
    first[k] = Math.floor(cell / levelsB)
    second[k] = cell % levelsB
    place[cell] = k++
  }
  const index = indexLike(a)
  for (let i = 0; i < a.length; i++) index[i] = place[a[i] * levelsB + b[i]]
  return { index, levels, first, second }
}

function crossByGroups(a: Int32Array, levelsA: number, b: Int32Array, levelsB: number): Crossing {
  const n = a.length
  const start = new Int32Array(levelsA + 1)
  for (let i = 0; i < n; i++) start[a[i] + 1]++
  for (let i = 0; i < levelsA; i++) start[i + 1] += start[i]
  const rows = new Int32Array(n)
  const fill = start.slice(0, levelsA)
  for (let i = 0; i < n; i++) rows[fill[a[i]]++] = i
  const stamp = new Int32Array(levelsB).fill(-1)
  const place = new Int32Array(levelsB)
  const index = indexLike(a)
  let first = new Int32Array(1024)
  let second = new Int32Array(1024)
  let levels = 0
  for (let g = 0; g < levelsA; g++) {
    const from = levels
    if (from + start[g + 1] - start[g] > second.length) {
      const length = Math.min(n, Math.max(2 * second.length, from + start[g + 1] - start[g]))
      first = longer(first, length)
      second = longer(second, length)
    }
    let rising = true
    for (let k = start[g]; k < start[g + 1]; k++) {
      const code = b[rows[k]]
      if (stamp[code] === g) continue
      stamp[code] = g
      rising &&= levels === from || code > second[levels - 1]
      second[levels++] = code
    }
    if (!rising) second.subarray(from, levels).sort()
    for (let k = from; k < levels; k++) {
      first[k] = g
      place[second[k]] = k
    }
    for (let k = start[g]; k < start[g + 1]; k++) index[rows[k]] = place[b[rows[k]]]
  }
  return { index, levels, first: first.slice(0, levels), second: second.slice(0, levels) }
}

function longer(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const out = new Int32Array(length)
  out.set(array)
  return out
}
