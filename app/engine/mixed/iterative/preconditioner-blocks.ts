import type { Memory } from './worker-pool'
import type { RowArrangement } from './row-patterns'

/** Crossed columns that are solved together by the preconditioner: all levels nested in one level of the largest crossed term. */
export interface PreconditionerBlocks {
  start: Int32Array
  columns: Int32Array
  /** Group of each crossed column, and its place in it. */
  group: Int32Array
  place: Int32Array
  /** Where the square block of each group starts in packed blocks. */
  blockStart: Int32Array
  /** Whether the crossed columns of any row all lie in one group. */
  together: boolean
}

/** Groups crossed columns by the level of the crossed term in which most others are nested; what is not nested stands alone. */
export function groupCrossedColumns(arrangement: RowArrangement, memory: Memory): PreconditionerBlocks {
  const { crossed, crossedOffset, problem, plan } = arrangement
  const q = crossedOffset[crossedOffset.length - 1]
  let main = 0
  plan.crossed.forEach((t, k) => {
    if (problem.random[t].levels < problem.random[plan.crossed[main]].levels && nests(arrangement, k)) main = k
  })
  const owner = new Int32Array(q).fill(-1)
  for (const columns of crossed) {
    const heads = crossed[main]
    for (let i = 0; i < problem.n; i++) {
      const c = columns[i]
      if (owner[c] === -1) owner[c] = heads[i]
      else if (owner[c] !== heads[i]) owner[c] = -2
    }
  }
  const label = new Map<number, number>()
  const group = memory.ints(q)
  for (let c = 0; c < q; c++) {
    const key = owner[c] >= 0 ? owner[c] : q + c
    let g = label.get(key)
    if (g === undefined) label.set(key, (g = label.size))
    group[c] = g
  }
  const count = label.size
  const start = memory.ints(count + 1)
  for (let c = 0; c < q; c++) start[group[c] + 1]++
  for (let g = 0; g < count; g++) start[g + 1] += start[g]
  const fill = start.slice(0, count)
  const columns = memory.ints(q)
  const place = memory.ints(q)
  for (let c = 0; c < q; c++) {
    place[c] = fill[group[c]] - start[group[c]]
    columns[fill[group[c]]++] = c
  }
  const blockStart = memory.ints(count + 1)
  for (let g = 0; g < count; g++) blockStart[g + 1] = blockStart[g] + (start[g + 1] - start[g]) ** 2
  return { start, columns, group, place, blockStart, together: !owner.includes(-2) }
}

/** Whether some other crossed term is nested in crossed term k. */
function nests({ crossed, crossedOffset, plan, problem }: RowArrangement, k: number): boolean {
  return plan.crossed.some((t, other) => {
    if (other === k) return false
    const parent = new Int32Array(problem.random[t].levels).fill(-1)
    for (let i = 0; i < problem.n; i++) {
      const l = crossed[other][i] - crossedOffset[other]
      if (parent[l] === -1) parent[l] = crossed[k][i]
      else if (parent[l] !== crossed[k][i]) return false
    }
    return true
  })
}
