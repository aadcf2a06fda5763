import { fQuantile, fUpperTail } from '../probability/beta'
import { completeUnits, type RatingTable } from './table'

export type IccType = 'ICC1' | 'ICC2' | 'ICC3' | 'ICC1k' | 'ICC2k' | 'ICC3k'

export interface Icc {
  type: IccType
  /** null where it is not estimable: fewer than two complete units or raters, or no variation at all. */
  estimate: number | null
  lower: number | null
  upper: number | null
  f: number | null
  df1: number | null
  df2: number | null
  p: number | null
}

const TYPES: readonly IccType[] = ['ICC1', 'ICC2', 'ICC3', 'ICC1k', 'ICC2k', 'ICC3k']

/**
 * Intraclass correlations of single ratings and of the mean of all raters, over the units that every rater rated.
 *
 * ICC1: raters differ from unit to unit. ICC2: the same raters, a sample of many; absolute agreement. ICC3: these
 * raters and no others; consistency. With k: of the mean of the raters. May be negative: below 0 raters agree less than
 * chance would have it.
 *
 * @param confidence of the intervals, such as 0.95
 * @returns six rows; `estimate` is null with fewer than two complete units or raters, or if all values are equal; an
 *   interval is null where its F is infinite (no error at all)
 * @see Shrout & Fleiss (1979), Psychol. Bull. 86: 420-428; interval of ICC2: Satterthwaite, ibid. p. 424;
 *   McGraw & Wong (1996), Psychol. Methods 1: 30-46
 */
export function icc(table: RatingTable, confidence = 0.95): Icc[] {
  const { units: n, raters: k, values } = completeUnits(table)
  if (n < 2 || k < 2) return TYPES.map(notEstimable)
  const { between, within, raters, error } = meanSquares(n, k, values)
  if (between + within === 0) return TYPES.map(notEstimable)

  // A denominator that is nothing but rounding leaves the ratio undefined.
  const over = (above: number, below: number) =>
    Math.abs(below) <= 1e-12 * (between + within + raters) ? Number.NaN : above / below
  const q = 1 - (1 - confidence) / 2
  const one = { f: between / within, df1: n - 1, df2: n * (k - 1) }
  const two = { f: between / error, df1: n - 1, df2: (n - 1) * (k - 1) }
  const byF = ({ f, df1, df2 }: typeof one) => ({ low: f / fQuantile(q, df1, df2), high: f * fQuantile(q, df2, df1) })
  const single = ({ low, high }: { low: number; high: number }) => [
    (low - 1) / (low + k - 1),
    (high - 1) / (high + k - 1),
  ]
  const mean = ({ low, high }: { low: number; high: number }) => [1 - 1 / low, 1 - 1 / high]

  const icc2 = over(between - error, between + (k - 1) * error + (k * (raters - error)) / n)
  const range2 = agreementInterval({ n, k, between, raters, error, icc2, q })
  const ofMean = (value: number) => (value * k) / (1 + value * (k - 1))

  return [
    row('ICC1', over(between - within, between + (k - 1) * within), single(byF(one)), one),
    row('ICC2', icc2, range2, two),
    row('ICC3', over(between - error, between + (k - 1) * error), single(byF(two)), two),
    row('ICC1k', over(between - within, between), mean(byF(one)), one),
    row('ICC2k', over(between - error, between + (raters - error) / n), range2.map(ofMean), two),
    row('ICC3k', over(between - error, between), mean(byF(two)), two),
  ]
}

const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null)

function row(
  type: IccType,
  estimate: number,
  [lower, upper]: readonly number[],
  test: { f: number; df1: number; df2: number },
): Icc {
  const known = finite(estimate)
  const f = finite(test.f)
  return {
    type,
    estimate: known,
    lower: known === null || f === null ? null : finite(lower),
    upper: known === null || f === null ? null : finite(upper),
    f,
    df1: test.df1,
    df2: test.df2,
    p: Number.isNaN(test.f) ? null : fUpperTail(test.f, test.df1, test.df2),
  }
}

const notEstimable = (type: IccType): Icc => ({
  type,
  estimate: null,
  lower: null,
  upper: null,
  f: null,
  df1: null,
  df2: null,
  p: null,
})

/** Mean squares of the two-way table without replication. */
function meanSquares(n: number, k: number, values: Float64Array) {
  const unitMeans = new Float64Array(n)
  const raterMeans = new Float64Array(k)
  let grand = 0
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++) {
      const value = values[i * k + j]
      unitMeans[i] += value / k
      raterMeans[j] += value / n
      grand += value / (n * k)
    }
  let between = 0
  let raters = 0
  let within = 0
  let error = 0
  for (let i = 0; i < n; i++) {
    between += k * (unitMeans[i] - grand) ** 2
    for (let j = 0; j < k; j++) {
      const value = values[i * k + j]
      within += (value - unitMeans[i]) ** 2
      error += (value - unitMeans[i] - raterMeans[j] + grand) ** 2
    }
  }
  for (let j = 0; j < k; j++) raters += n * (raterMeans[j] - grand) ** 2
  // A sum that is nothing but rounding is 0: otherwise perfect agreement would look like a little less.
  const total = between + within
  const clean = (sum: number) => (sum <= 1e-13 * total ? 0 : sum)
  return {
    between: clean(between) / (n - 1),
    raters: clean(raters) / (k - 1),
    within: clean(within) / (n * (k - 1)),
    error: clean(error) / ((n - 1) * (k - 1)),
  }
}

/** Satterthwaite interval of ICC2, whose error is a sum of two mean squares. */
function agreementInterval(given: {
  n: number
  k: number
  between: number
  raters: number
  error: number
  icc2: number
  q: number
}): number[] {
  const { n, k, between, raters, error, icc2, q } = given
  const ratio = raters / error
  const rest = n * (1 + (k - 1) * icc2) - k * icc2
  const df =
    ((k - 1) * (n - 1) * (k * icc2 * ratio + rest) ** 2) / ((n - 1) * k ** 2 * icc2 ** 2 * ratio ** 2 + rest ** 2)
  if (!Number.isFinite(df) || df <= 0) return [Number.NaN, Number.NaN]
  const above = fQuantile(q, n - 1, df)
  const below = fQuantile(q, df, n - 1)
  const spread = k * raters + (k * n - k - n) * error
  return [
    (n * (between - above * error)) / (above * spread + n * between),
    (n * (below * between - error)) / (spread + n * below * between),
  ]
}
