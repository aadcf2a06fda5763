import type { RaschData, RaschElement } from './data'
import { elementStatistics } from './element-statistics'
import { splitExtremes, type ExtremeSplit } from './extreme-elements'

export interface RaschFit {
  elements: RaschElement[][]
  /**
   * Of categories first..last, those used in the estimation: F_(first + 1)..F_last, adding up to 0. Categories beyond, which
   * only extreme elements have, count as the nearest of them.
   */
  thresholds: { measure: number; se: number | null }[]
  first: number
  /** Of the rows used in the estimation; those of extreme elements would add 0 at their infinite measures. */
  logLik: number
  iterations: number
  converged: boolean
  /** Probability of each of categories first..last in each row (rows x categories). */
  probabilities: Float64Array
  /** Elements with only lowest or highest ratings, and those observed only together with such. All others are as without them. */
  extremes: ExtremeSplit
}

/** How far, in score points, an all-lowest or all-highest score is moved inwards so that it has a finite measure (as in FACETS). */
export const EXTREME_ADJUSTMENT = 0.3
const MOST_ROUNDS = 5000
const CLOSE = 1e-9

/**
 * Joint maximum likelihood of ln(P_k / P_(k-1)) = B - C - D - ... - F_k by Newton steps element by element. All facets but the
 * first, and the thresholds, have mean 0. Elements with only lowest or only highest ratings have no finite measure: the others
 * are estimated without them, and then each gets the measure at which its expected score lies EXTREME_ADJUSTMENT below
 * the highest or above the lowest possible. Standard errors are conditional on the other parameters and ignore the dependence of
 * ratings of one scorecard (halo), so they are too small for decisions. The estimates are inconsistent: with few ratings of an
 * element they are spread too widely.
 * Every category must occur. null where nothing but extreme elements is left.
 * @see Andrich (1978), Psychometrika 43:561-573 (rating scale model); Linacre (1989), Many-Facet Rasch Measurement; Wright &
 * Masters (1982), Rating Scale Analysis, for the fit statistics; Linacre, FACETS manual, "Extreme scores", for the adjustment
 */
export function fitRasch(data: RaschData): RaschFit | null {
  const split = splitExtremes(data)
  const core = coreData(data, split)
  if (core === null) return null
  const fit = fitCore(core.data)
  const all = {
    ...data,
    category: clamped(data.category, core.first, core.data.categories),
    categories: core.data.categories,
  }
  const errors = placeExtremes(all, split, fit)
  const n = all.category.length
  const probabilities = new Float64Array(n * all.categories)
  rowProbabilities(all, fit.measures, fit.steps, probabilities, new Float64Array(n), new Float64Array(n))
  return {
    elements: fit.elements.map((list, a) => {
      const count = tally(data.facets[a].index, list.length, null)
      const score = tally(data.facets[a].index, list.length, data.category)
      return list.map((element, l) => ({
        ...element,
        count: count[l],
        score: score[l],
        measure: fit.measures[a][l],
        se: errors[a].get(l) ?? element.se,
      }))
    }),
    thresholds: fit.thresholds,
    first: core.first,
    logLik: fit.logLik,
    iterations: fit.iterations,
    converged: fit.converged,
    probabilities,
    extremes: split,
  }
}

const clamped = (category: Int32Array, first: number, categories: number) =>
  category.map((c) => Math.min(categories - 1, Math.max(0, c - first)))

/** The rows that are left, with their categories numbered from 0. Only categories at the ends can have gone. */
function coreData(data: RaschData, { rows }: ExtremeSplit): { data: RaschData; first: number } | null {
  if (rows === null) return { data, first: 0 }
  let first = data.categories
  let last = -1
  for (const i of rows) {
    first = Math.min(first, data.category[i])
    last = Math.max(last, data.category[i])
  }
  if (last <= first) return null
  const core: RaschData = {
    category: Int32Array.from(rows, (i) => data.category[i] - first),
    categories: last - first + 1,
    facets: data.facets.map(({ index, levels }) => ({ index: Int32Array.from(rows, (i) => index[i]), levels })),
  }
  return { data: core, first }
}

/**
 * Puts the measures of extreme elements into `fit.measures`, those set aside last first, so that all others in their rows are
 * known; unplaced elements stay at 0, the mean of their facet. Returns the standard errors by facet and level.
 */
function placeExtremes(
  { facets, categories: k }: RaschData,
  { extremes, unplaced }: ExtremeSplit,
  { measures, steps }: Pick<CoreFit, 'measures' | 'steps'>,
): Map<number, number>[] {
  for (const { facet, level } of [...extremes, ...unplaced]) measures[facet][level] = 0
  const errors = facets.map(() => new Map<number, number>())
  for (const { facet, level, end, rows } of [...extremes].reverse()) {
    const n = rows.length
    const own: RaschData = {
      category: new Int32Array(n),
      categories: k,
      facets: facets.map(({ index, levels }) => ({ index: Int32Array.from(rows, (i) => index[i]), levels })),
    }
    const target = end === 'highest' ? (k - 1) * n - EXTREME_ADJUSTMENT : EXTREME_ADJUSTMENT
    const p = new Float64Array(n * k)
    const expected = new Float64Array(n)
    const variance = new Float64Array(n)
    for (let round = 0, step = 1; round < MOST_ROUNDS && Math.abs(step) >= CLOSE; round++) {
      rowProbabilities(own, measures, steps, p, expected, variance)
      step = Math.max(-1, Math.min(1, (target - sum(expected)) / sum(variance)))
      measures[facet][level] += facet === 0 ? step : -step
    }
    errors[facet].set(level, 1 / Math.sqrt(sum(variance)))
  }
  return errors
}

const sum = (values: Float64Array) => values.reduce((s, x) => s + x, 0)

interface CoreFit extends Pick<RaschFit, 'elements' | 'thresholds' | 'logLik' | 'iterations' | 'converged'> {
  measures: Float64Array[]
  steps: Float64Array
}

/** Joint maximum likelihood over rows in which no element is extreme. Levels without rows stay at 0. */
function fitCore(data: RaschData): CoreFit {
  const { category, categories, facets } = data
  const n = category.length
  const k = categories
  const measures = facets.map((f) => new Float64Array(f.levels))
  const steps = new Float64Array(k)
  const count = facets.map((f) => tally(f.index, f.levels, null))
  const target = facets.map((f) => tally(f.index, f.levels, category))
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
    elements: facets.map((f, a) => elementStatistics(data, f, measures[a], p, expected, variance)),
    thresholds: Array.from({ length: k - 1 }, (_, c) => ({
      measure: steps[c + 1],
      se: information[c + 1] > 0 ? 1 / Math.sqrt(information[c + 1]) : null,
    })),
    logLik,
    iterations,
    converged,
    measures,
    steps,
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
