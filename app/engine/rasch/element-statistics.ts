import type { RaschData, RaschElement } from './data'

/** Standard error and fit statistics of each element of a facet, from the probabilities, means and variances of the rows. */
export function elementStatistics(
  { category, categories: k }: RaschData,
  { index, levels }: RaschData['facets'][number],
  measures: Float64Array,
  p: Float64Array,
  expected: Float64Array,
  variance: Float64Array,
): RaschElement[] {
  const out = Array.from({ length: levels }, () => ({ n: 0, score: 0, w: 0, r2: 0, z2: 0, kurtosis: 0, excess: 0 }))
  for (let i = 0; i < category.length; i++) {
    const o = out[index[i]]
    const w = variance[i]
    const r = category[i] - expected[i]
    let c4 = 0
    for (let c = 0; c < k; c++) c4 += (c - expected[i]) ** 4 * p[i * k + c]
    o.n++
    o.score += category[i]
    o.w += w
    o.r2 += r * r
    o.z2 += (r * r) / w
    o.kurtosis += c4 / (w * w) - 1
    o.excess += c4 - w * w
  }
  return out.map((o, l) => {
    const fits = o.w > 0 && o.n > 0
    const infit = fits ? o.r2 / o.w : null
    const outfit = fits ? o.z2 / o.n : null
    return {
      count: o.n,
      score: o.score,
      measure: measures[l],
      se: fits ? 1 / Math.sqrt(o.w) : null,
      infit,
      infitZ: infit === null ? null : standardised(infit, Math.sqrt(o.excess) / o.w),
      outfit,
      outfitZ: outfit === null ? null : standardised(outfit, Math.sqrt(o.kurtosis) / o.n),
    }
  })
}

/** Wilson & Hilferty (1931), Proc. Natl. Acad. Sci. 17:684-688: a mean square with model standard deviation q as a standard normal. null when q is 0. */
function standardised(meanSquare: number, q: number): number | null {
  if (!(q > 0)) return null
  return (Math.cbrt(meanSquare) - 1) * (3 / q) + q / 3
}
