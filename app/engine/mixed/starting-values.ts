import { crossCodes } from '../model/table'
import { solveGeneral } from '../linear-algebra/small-systems'
import type { MixedProblem } from '../model/design'

/**
 * Rough variances from sums of squares between the levels of each term (Henderson's first method, fixed effects taken as
 * known), terms first, then the residual. Only a starting point: clipped to be positive, and equal shares where it fails.
 * @see Henderson (1953), Biometrics 9:226-252
 * @param y response less its fixed part
 */
export function startingVariances(problem: MixedProblem, y: Float64Array): Float64Array {
  const { n, random } = problem
  const terms = random.length
  const k = terms + 1
  let total = 0
  for (let i = 0; i < n; i++) total += y[i] ** 2 / n
  const least = 1e-3 * total
  const out = new Float64Array(k).fill(total / k)
  const plain = random.flatMap((t, g) => (t.slope === null && t.levels > 1 ? [g] : []))
  random.forEach(({ slope }, g) => {
    if (slope === null) return
    let s = 0
    for (let i = 0; i < n; i++) s += slope[i] ** 2 / n
    out[g] /= s > 0 ? s : 1
  })
  const m = plain.length + 1
  const a = new Float64Array(m * m)
  const b = new Float64Array(m)
  const sizes = plain.map((g) => {
    const size = new Float64Array(random[g].levels)
    for (let i = 0; i < n; i++) size[random[g].index[i]]++
    return size
  })
  plain.forEach((g, r) => {
    const { index, levels } = random[g]
    const sum = new Float64Array(levels)
    for (let i = 0; i < n; i++) sum[index[i]] += y[i]
    for (let l = 0; l < levels; l++) b[r] += sum[l] ** 2 / sizes[r][l]
    plain.forEach((h, c) => {
      if (h === g) {
        a[r * m + c] = n
        return
      }
      const cells = crossCodes(index, levels, random[h].index, random[h].levels)
      const count = new Float64Array(cells.levels)
      for (let i = 0; i < n; i++) count[cells.index[i]]++
      for (let x = 0; x < cells.levels; x++) a[r * m + c] += count[x] ** 2 / sizes[r][cells.first[x]]
    })
    a[r * m + m - 1] = levels
    a[(m - 1) * m + r] = n
  })
  a[m * m - 1] = n
  b[m - 1] = n * total
  const found = solveGeneral(a, b, m)
  if (found === null) return out
  plain.forEach((g, r) => (out[g] = Math.max(least, Math.min(total, found[r]))))
  out[terms] = Math.max(0.05 * total, Math.min(total, found[m - 1]))
  return out
}
