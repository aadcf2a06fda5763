import type { MixedProblem } from '../model/design'

/**
 * Mixed-model equations arranged for elimination. One term is the primary: all terms nested in it fall apart into
 * one small dense block per primary level, which is eliminated exactly; what is left (the crossed terms, then the
 * p fixed effects) is one matrix of size `crossed`. Cross-products are packed once; variances only scale them.
 * @see Henderson (1975), Biometrics 31:423-447 (mixed model equations)
 */
export interface EliminationBlocks {
  problem: MixedProblem
  /** Response actually used: `problem.y` less the fitted values of `shift`. */
  y: Float64Array
  yy: number
  nestedTerms: number[]
  crossedTerms: number[]
  blocks: number
  /** Rows of block b: rows[rowStart[b] .. rowStart[b + 1]). */
  rowStart: Int32Array
  rows: Int32Array
  /** Nested columns of block b: columnStart[b] .. columnStart[b + 1]. */
  columnStart: Int32Array
  termOfColumn: Int32Array
  /** Per term: the nested column, or the crossed column, of each level. */
  column: Int32Array[]
  /** Random crossed columns come first, then p fixed ones. */
  crossedRandom: number
  crossed: number
  termOfCrossed: Int32Array
  zzStart: Float64Array
  zz: Float64Array
  touchedStart: Int32Array
  /** Crossed columns that the rows of a block touch, rising. */
  touched: Int32Array
  crossStart: Float64Array
  cross: Float64Array
  zy: Float64Array
  /** Lower triangle, row-major crossed x crossed. */
  crossedCross: Float64Array
  crossedY: Float64Array
}

/** Which terms are eliminated block by block, and how much work that and the rest would be. */
export interface Plan {
  primary: number
  nested: number[]
  crossed: number[]
  crossedRandom: number
  work: number
}

/** Chooses the primary term for which eliminating blocks and factoring the rest costs least. */
export function planElimination(problem: MixedProblem): Plan {
  const { random, fixed } = problem
  let best: Plan | null = null
  random.forEach((g, primary) => {
    const nested: number[] = []
    const crossed: number[] = []
    const size = new Float64Array(g.levels)
    random.forEach((t, i) => {
      const parent = nesting(t.index, t.levels, g.index)
      if (parent === null) crossed.push(i)
      else {
        nested.push(i)
        for (let l = 0; l < t.levels; l++) size[parent[l]]++
      }
    })
    const crossedRandom = crossed.reduce((s, i) => s + random[i].levels, 0)
    let work = (crossedRandom + fixed.p) ** 3
    for (const m of size) work += m ** 3
    if (best === null || work < best.work) best = { primary, nested, crossed, crossedRandom, work }
  })
  return best ?? { primary: -1, nested: [], crossed: [], crossedRandom: 0, work: fixed.p ** 3 }
}

/** The level of `group` in which each level of a term lies, or null when some level lies in two. */
function nesting(index: Int32Array, levels: number, group: Int32Array): Int32Array | null {
  const parent = new Int32Array(levels).fill(-1)
  for (let i = 0; i < index.length; i++) {
    const l = index[i]
    if (parent[l] === -1) parent[l] = group[i]
    else if (parent[l] !== group[i]) return null
  }
  return parent
}

/** Packs the cross-products of `problem` with response `y` (already shifted by any known mean). */
export function arrange(problem: MixedProblem, plan: Plan, y: Float64Array): EliminationBlocks {
  const { n, random, fixed } = problem
  const grouped = plan.primary >= 0
  const blocks = grouped ? random[plan.primary].levels : 1
  const blockOf = grouped ? random[plan.primary].index : new Int32Array(n)
  const { start: rowStart, rows } = groupRows(blockOf, blocks)

  const column: Int32Array[] = random.map((t) => new Int32Array(t.levels).fill(-1))
  const { columnStart, termOfColumn } = placeNested(problem, plan, column, blocks, rowStart, rows)
  const crossedRandom = plan.crossedRandom
  const crossed = crossedRandom + fixed.p
  const termOfCrossed = new Int32Array(crossed).fill(-1)
  let at = 0
  for (const t of plan.crossed) {
    for (let l = 0; l < random[t].levels; l++, at++) {
      column[t][l] = at
      termOfCrossed[at] = t
    }
  }

  const touchedStart = new Int32Array(blocks + 1)
  const touchedList: number[] = []
  const zzStart = new Float64Array(blocks + 1)
  const crossStart = new Float64Array(blocks + 1)
  const local = new Int32Array(crossed)
  const stamp = new Int32Array(crossed).fill(-1)
  for (let b = 0; b < blocks; b++) {
    const from = touchedList.length
    for (let k = rowStart[b]; k < rowStart[b + 1]; k++) {
      for (const t of plan.crossed) {
        const c = column[t][random[t].index[rows[k]]]
        if (stamp[c] !== b) {
          stamp[c] = b
          touchedList.push(c)
        }
      }
    }
    // In rising order, so that products of a block walk through the crossed matrix row by row.
    const own = touchedList.splice(from).sort((x, z) => x - z)
    for (const c of own) touchedList.push(c)
    for (let c = crossedRandom; c < crossed; c++) touchedList.push(c)
    const m = columnStart[b + 1] - columnStart[b]
    touchedStart[b + 1] = touchedList.length
    zzStart[b + 1] = zzStart[b] + m * m
    crossStart[b + 1] = crossStart[b] + m * (touchedList.length - from)
  }
  const touched = Int32Array.from(touchedList)
  const zz = new Float64Array(zzStart[blocks])
  const cross = new Float64Array(crossStart[blocks])
  const zy = new Float64Array(columnStart[blocks])
  const crossedCross = new Float64Array(crossed * crossed)
  const crossedY = new Float64Array(crossed)
  let yy = 0

  const nestedCount = plan.nested.length
  const crossedCount = plan.crossed.length
  const nestedAt = new Int32Array(nestedCount)
  const nestedValue = new Float64Array(nestedCount)
  const crossedAt = new Int32Array(crossedCount + fixed.p)
  const crossedValue = new Float64Array(crossedCount + fixed.p)
  for (let k = 0; k < fixed.p; k++) crossedAt[crossedCount + k] = crossedRandom + k
  for (let b = 0; b < blocks; b++) {
    const c0 = columnStart[b]
    const m = columnStart[b + 1] - c0
    const t0 = touchedStart[b]
    const t = touchedStart[b + 1] - t0
    for (let k = 0; k < t; k++) local[touched[t0 + k]] = k
    for (let k = rowStart[b]; k < rowStart[b + 1]; k++) {
      const i = rows[k]
      for (let a = 0; a < nestedCount; a++) {
        const term = random[plan.nested[a]]
        nestedAt[a] = column[plan.nested[a]][term.index[i]] - c0
        nestedValue[a] = term.slope === null ? 1 : term.slope[i]
      }
      for (let a = 0; a < crossedCount; a++) {
        const term = random[plan.crossed[a]]
        crossedAt[a] = column[plan.crossed[a]][term.index[i]]
        crossedValue[a] = term.slope === null ? 1 : term.slope[i]
      }
      for (let a = 0; a < fixed.p; a++) crossedValue[crossedCount + a] = fixed.table[fixed.pattern[i] * fixed.p + a]
      const yi = y[i]
      yy += yi * yi
      for (let a = 0; a < nestedCount; a++) {
        const v = nestedValue[a]
        zy[c0 + nestedAt[a]] += v * yi
        const zrow = zzStart[b] + nestedAt[a] * m
        for (let d = 0; d < nestedCount; d++) zz[zrow + nestedAt[d]] += v * nestedValue[d]
        const crow = crossStart[b] + nestedAt[a] * t
        for (let d = 0; d < crossedAt.length; d++) cross[crow + local[crossedAt[d]]] += v * crossedValue[d]
      }
      for (let a = 0; a < crossedAt.length; a++) {
        const v = crossedValue[a]
        crossedY[crossedAt[a]] += v * yi
        for (let d = 0; d < crossedAt.length; d++) {
          if (crossedAt[d] <= crossedAt[a]) crossedCross[crossedAt[a] * crossed + crossedAt[d]] += v * crossedValue[d]
        }
      }
    }
  }
  return {
    problem,
    y,
    yy,
    nestedTerms: plan.nested,
    crossedTerms: plan.crossed,
    blocks,
    rowStart,
    rows,
    columnStart,
    termOfColumn,
    column,
    crossedRandom,
    crossed,
    termOfCrossed,
    zzStart,
    zz,
    touchedStart,
    touched,
    crossStart,
    cross,
    zy,
    crossedCross,
    crossedY,
  }
}

/** Rows sorted by group, keeping their order inside each. */
export function groupRows(group: Int32Array, groups: number): { start: Int32Array; rows: Int32Array } {
  const start = new Int32Array(groups + 1)
  for (let i = 0; i < group.length; i++) start[group[i] + 1]++
  for (let g = 0; g < groups; g++) start[g + 1] += start[g]
  const fill = start.slice(0, groups)
  const rows = new Int32Array(group.length)
  for (let i = 0; i < group.length; i++) rows[fill[group[i]]++] = i
  return { start, rows }
}

function placeNested(
  problem: MixedProblem,
  plan: Plan,
  column: Int32Array[],
  blocks: number,
  rowStart: Int32Array,
  rows: Int32Array,
): { columnStart: Int32Array; termOfColumn: Int32Array } {
  const columnStart = new Int32Array(blocks + 1)
  const total = plan.nested.reduce((s, t) => s + problem.random[t].levels, 0)
  const termOfColumn = new Int32Array(total)
  let at = 0
  for (let b = 0; b < blocks; b++) {
    for (const t of plan.nested) {
      const { index } = problem.random[t]
      for (let k = rowStart[b]; k < rowStart[b + 1]; k++) {
        const l = index[rows[k]]
        if (column[t][l] >= 0) continue
        termOfColumn[at] = t
        column[t][l] = at++
      }
    }
    columnStart[b + 1] = at
  }
  return { columnStart, termOfColumn }
}
