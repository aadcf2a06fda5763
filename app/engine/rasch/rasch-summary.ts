import type { RaschData, RaschElement } from './data'

export interface RaschSummary {
  separation: number | null
  reliability: number | null
}

/**
 * Separation and reliability of a facet's measures, with the variance of a population (divisor N). Extreme elements (without fit
 * statistics) stay out: their measures rest on an adjustment. null when the others do not spread.
 */
export function raschSummary(list: readonly RaschElement[]): RaschSummary {
  const used = list.filter((e) => e.count > 0 && e.se !== null && e.infit !== null)
  if (used.length < 2) return { separation: null, reliability: null }
  const mean = used.reduce((s, e) => s + e.measure, 0) / used.length
  const spread = used.reduce((s, e) => s + (e.measure - mean) ** 2, 0) / used.length
  const error = used.reduce((s, e) => s + e.se! ** 2, 0) / used.length
  const trueVariance = Math.max(0, spread - error)
  return { separation: Math.sqrt(trueVariance / error), reliability: spread > 0 ? trueVariance / spread : null }
}

/**
 * Share of pairs of raters that gave the same category to the same target, and the share the model expects. Pairs are taken
 * inside each group of rows with the same `target`, between different raters. null without pairs.
 */
export function raschAgreement(
  { category }: RaschData,
  probabilities: Float64Array,
  target: Int32Array,
  rater: Int32Array,
): { observed: number | null; expected: number | null } {
  const k = probabilities.length / category.length
  const byTarget = new Map<number, number[]>()
  target.forEach((t, i) => {
    const list = byTarget.get(t)
    if (list) list.push(i)
    else byTarget.set(t, [i])
  })
  let pairs = 0
  let same = 0
  let expected = 0
  for (const rows of byTarget.values()) {
    for (let a = 0; a < rows.length; a++) {
      for (let b = 0; b < a; b++) {
        const [i, j] = [rows[a], rows[b]]
        if (rater[i] === rater[j]) continue
        pairs++
        if (category[i] === category[j]) same++
        for (let c = 0; c < k; c++) expected += probabilities[i * k + c] * probabilities[j * k + c]
      }
    }
  }
  return pairs === 0 ? { observed: null, expected: null } : { observed: same / pairs, expected: expected / pairs }
}
