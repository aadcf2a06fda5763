import { groupRows } from '../mixed/block-elimination'

/** A random term that is nested in the groups (its levels never cross them), or outside them. */
export interface ContrastTerm {
  index: Int32Array
  levels: number
  variance: number
  nested: boolean
}

export interface ContrastProblem {
  n: number
  /** Fixed columns: `p` values per pattern. */
  fixed: { p: number; pattern: Int32Array; table: Float64Array }
  group: Int32Array
  groups: number
  rater: Int32Array
  raters: number
  terms: ContrastTerm[]
  residual: number
}

/**
 * Covariance matrix (raters x raters, row-major) of the raters' effects when groups and raters are free levels instead of draws
 * from a distribution: generalised least squares with the other terms random at the given variances. One rater of every set
 * that hangs together is pinned at 0, so only differences inside a set mean something.
 */
export function raterCovariance(problem: ContrastProblem): Float64Array {
  const { fixed, raters } = problem
  const outside = problem.terms.filter((t) => !t.nested && t.variance > 0)
  const offset: number[] = []
  let size = fixed.p
  for (const t of outside) {
    offset.push(size)
    size += t.levels
  }
  const raterAt = size
  size += raters
  const matrix = new Float64Array(size * size)
  outside.forEach((t, k) => {
    for (let l = 0; l < t.levels; l++) matrix[(offset[k] + l) * size + offset[k] + l] = 1 / t.variance
  })
  addGroups(problem, outside, offset, raterAt, size, matrix)
  const inverse = pinnedInverse(matrix, size)
  const out = new Float64Array(raters * raters)
  for (let a = 0; a < raters; a++)
    for (let b = 0; b < raters; b++) out[a * raters + b] = inverse[(raterAt + a) * size + raterAt + b]
  return out
}

/** Adds Z'WZ of every group, W the inverse covariance of its rows with the group's own mean swept out. */
function addGroups(
  { fixed, group, groups, rater, terms, residual }: ContrastProblem,
  outside: readonly ContrastTerm[],
  offset: readonly number[],
  raterAt: number,
  size: number,
  matrix: Float64Array,
): void {
  const nested = terms.filter((t) => t.nested && t.variance > 0)
  const { start, rows } = groupRows(group, groups)
  for (let g = 0; g < groups; g++) {
    const m = start[g + 1] - start[g]
    if (m === 0) continue
    const v = new Float64Array(m * m)
    for (let a = 0; a < m; a++) {
      const i = rows[start[g] + a]
      for (let b = 0; b < m; b++) {
        const j = rows[start[g] + b]
        let s = a === b ? residual : 0
        for (const t of nested) if (t.index[i] === t.index[j]) s += t.variance
        v[a * m + b] = s
      }
    }
    const w = pinnedInverse(v, m)
    const sum = new Float64Array(m)
    let all = 0
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++) sum[a] += w[a * m + b]
      all += sum[a]
    }
    const columns = Array.from({ length: m }, (_, a) => {
      const i = rows[start[g] + a]
      const list: [number, number][] = [[raterAt + rater[i], 1]]
      outside.forEach((t, k) => list.push([offset[k] + t.index[i], 1]))
      for (let k = 0; k < fixed.p; k++) list.push([k, fixed.table[fixed.pattern[i] * fixed.p + k]])
      return list
    })
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++) {
        const weight = w[a * m + b] - (sum[a] * sum[b]) / all
        for (const [x, vx] of columns[a]) for (const [y, vy] of columns[b]) matrix[x * size + y] += weight * vx * vy
      }
    }
  }
}

/** Inverse of a symmetric matrix by sweeps; a column that depends on earlier ones is pinned (its row and column are 0). */
function pinnedInverse(source: Float64Array, n: number): Float64Array {
  const a = source.slice()
  const swept = new Uint8Array(n)
  for (let k = 0; k < n; k++) {
    const pivot = a[k * n + k]
    if (!(pivot > 1e-9 * source[k * n + k])) continue
    swept[k] = 1
    const row = Float64Array.from(a.subarray(k * n, k * n + n), (x) => x / pivot)
    for (let i = 0; i < n; i++) {
      const f = a[i * n + k]
      if (i === k || f === 0) continue
      const other = a.subarray(i * n, i * n + n)
      for (let j = 0; j < n; j++) other[j] -= f * row[j]
    }
    for (let i = 0; i < n; i++) a[i * n + k] = a[k * n + i] = row[i]
    a[k * n + k] = -1 / pivot
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) a[i * n + j] = swept[i] && swept[j] ? -a[i * n + j] : 0
  return a
}
