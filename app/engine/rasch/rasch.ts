/** One observation of the many-facet rating-scale model: a category and one element of every facet. */
export interface RaschData {
  /** Category 0..categories - 1 of each row. */
  category: Int32Array
  categories: number
  /** The first facet raises the score, all others lower it (severity, difficulty). */
  facets: { index: Int32Array; levels: number }[]
}

export interface RaschElement {
  count: number
  /** Sum of the categories. */
  score: number
  measure: number
  se: number | null
  infit: number | null
  infitZ: number | null
  outfit: number | null
  outfitZ: number | null
}

export interface RaschFit {
  elements: RaschElement[][]
  /** F_1..F_(categories - 1), adding up to 0. */
  thresholds: { measure: number; se: number | null }[]
  logLik: number
  iterations: number
  converged: boolean
  /** Probability of each category in each row (rows x categories). */
  probabilities: Float64Array
}

/** How far, in score points, an all-lowest or all-highest score is moved inwards so that it has a finite measure. */
const EXTREME = 0.3
const MOST_ROUNDS = 5000
const CLOSE = 1e-9

/**
 * Joint maximum likelihood of ln(P_k / P_(k-1)) = B - C - D - ... - F_k by Newton steps element by element. All facets but the
 * first, and the thresholds, have mean 0. Standard errors take all else as known, so they are too small for decisions: this
 * model knows no halo. Every category must occur.
 * @see Andrich (1978), Psychometrika 43:561-573 (rating scale model); Linacre (1989), Many-Facet Rasch Measurement; Wright &
 * Masters (1982), Rating Scale Analysis, for the fit statistics
 */
export function fitRasch(data: RaschData): RaschFit {
  const { category, categories, facets } = data
  const n = category.length
  const k = categories
  const measures = facets.map((f) => new Float64Array(f.levels))
  const steps = new Float64Array(k)
  const count = facets.map((f) => tally(f.index, f.levels, null))
  const target = facets.map((f, a) => {
    const score = tally(f.index, f.levels, category)
    return score.map((s, l) => Math.min((k - 1) * count[a][l] - EXTREME, Math.max(EXTREME, s)))
  })
  const atLeast = new Float64Array(k)
  for (const x of category) for (let c = 1; c <= x; c++) atLeast[c]++

  const p = new Float64Array(n * k)
  const expected = new Float64Array(n)
  const variance = new Float64Array(n)
  const refresh = () => rowProbabilities(data, measures, steps, p, expected, variance)
  refresh()
  let iterations = 0
  let converged = false
  while (!converged && iterations < MOST_ROUNDS) {
    iterations++
    let largest = 0
    facets.forEach(({ index, levels }, a) => {
      const e = tally(index, levels, expected)
      const w = tally(index, levels, variance)
      for (let l = 0; l < levels; l++) {
        if (count[a][l] === 0) continue
        const step = Math.max(-1, Math.min(1, (target[a][l] - e[l]) / w[l]))
        measures[a][l] += a === 0 ? step : -step
        largest = Math.max(largest, Math.abs(step))
      }
      if (a > 0) centre(measures[a], count[a], measures[0])
      refresh()
    })
    const { sum, information } = thresholdSums(p, n, k)
    for (let c = 1; c < k; c++) {
      const step = Math.max(-1, Math.min(1, (sum[c] - atLeast[c]) / information[c]))
      steps[c] += step
      largest = Math.max(largest, Math.abs(step))
    }
    let mean = 0
    for (let c = 1; c < k; c++) mean += steps[c] / (k - 1)
    for (let c = 1; c < k; c++) steps[c] -= mean
    for (let l = 0; l < measures[0].length; l++) measures[0][l] -= mean
    refresh()
    converged = largest < CLOSE
  }
  let logLik = 0
  for (let i = 0; i < n; i++) logLik += Math.log(p[i * k + category[i]])
  const { information } = thresholdSums(p, n, k)
  return {
    elements: facets.map((f, a) => elements(data, f, measures[a], p, expected, variance)),
    thresholds: Array.from({ length: k - 1 }, (_, c) => ({
      measure: steps[c + 1],
      se: information[c + 1] > 0 ? 1 / Math.sqrt(information[c + 1]) : null,
    })),
    logLik,
    iterations,
    converged,
    probabilities: p,
  }
}

function tally(index: Int32Array, levels: number, value: ArrayLike<number> | null): Float64Array {
  const out = new Float64Array(levels)
  for (let i = 0; i < index.length; i++) out[index[i]] += value === null ? 1 : value[i]
  return out
}

function centre(measures: Float64Array, count: Float64Array, first: Float64Array): void {
  let sum = 0
  let used = 0
  for (let l = 0; l < measures.length; l++) {
    if (count[l] === 0) continue
    sum += measures[l]
    used++
  }
  const mean = sum / used
  for (let l = 0; l < measures.length; l++) measures[l] -= mean
  for (let l = 0; l < first.length; l++) first[l] -= mean
}

function rowProbabilities(
  { facets, categories: k, category }: RaschData,
  measures: readonly Float64Array[],
  steps: Float64Array,
  p: Float64Array,
  expected: Float64Array,
  variance: Float64Array,
): void {
  for (let i = 0; i < category.length; i++) {
    let eta = 0
    for (let a = 0; a < facets.length; a++) eta += (a === 0 ? 1 : -1) * measures[a][facets[a].index[i]]
    let log = 0
    let top = 0
    for (let c = 1; c < k; c++) {
      log += eta - steps[c]
      p[i * k + c] = log
      if (log > top) top = log
    }
    p[i * k] = 0
    let sum = 0
    for (let c = 0; c < k; c++) sum += p[i * k + c] = Math.exp(p[i * k + c] - top)
    let e = 0
    let square = 0
    for (let c = 0; c < k; c++) {
      const q = (p[i * k + c] /= sum)
      e += c * q
      square += c * c * q
    }
    expected[i] = e
    variance[i] = square - e * e
  }
}

function thresholdSums(p: Float64Array, n: number, k: number): { sum: Float64Array; information: Float64Array } {
  const sum = new Float64Array(k)
  const information = new Float64Array(k)
  for (let i = 0; i < n; i++) {
    let above = 0
    for (let c = k - 1; c >= 1; c--) {
      above += p[i * k + c]
      sum[c] += above
      information[c] += above * (1 - above)
    }
  }
  return { sum, information }
}

function elements(
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

export interface RaschSummary {
  separation: number | null
  reliability: number | null
}

/** Separation and reliability of a facet's measures, elements taken as the whole population. null when they do not spread. */
export function raschSummary(list: readonly RaschElement[]): RaschSummary {
  const used = list.filter((e) => e.count > 0 && e.se !== null)
  if (used.length < 2) return { separation: null, reliability: null }
  const mean = used.reduce((s, e) => s + e.measure, 0) / used.length
  const spread = used.reduce((s, e) => s + (e.measure - mean) ** 2, 0) / used.length
  const error = used.reduce((s, e) => s + e.se! ** 2, 0) / used.length
  const own = Math.max(0, spread - error)
  return { separation: Math.sqrt(own / error), reliability: spread > 0 ? own / spread : null }
}

/**
 * Share of pairs of raters that gave the same category to the same target, and the share the model expects. Pairs are taken
 * inside each group of rows with the same `target`, between different raters. null without pairs.
 */
export function raschAgreement(
  { category, categories: k }: RaschData,
  probabilities: Float64Array,
  target: Int32Array,
  rater: Int32Array,
): { observed: number | null; expected: number | null } {
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
