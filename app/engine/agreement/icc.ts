import { fQuantile, fUpperTail } from '../probability/beta'
import { agreementInterval, type Bounds } from './icc-agreement-interval'
import { meanSquares } from './mean-squares'
import { completeUnits, type RatingTable, withoutRounding } from './table'

export type IccType = 'ICC1' | 'ICC2' | 'ICC3' | 'ICC1k' | 'ICC2k' | 'ICC3k'

/** Why an interval of an intraclass correlation, or one bound of it, is null although there is an estimate. */
export type IccGap =
  /** The F ratio is infinite or 0: raters agree perfectly, or units do not differ at all. */
  | 'NO_F'
  /** The bound of ICC2 lies at or below -1 / (k - 1), where that of the mean of k raters has its pole. */
  | 'POLE'
  /** The quantile behind the bound is not defined, or the bound would leave the estimate outside. */
  | 'DEGREES_OF_FREEDOM'

export interface Icc {
  type: IccType
  /** null where it is not estimable: fewer than two complete units or raters, no variation, or a total variance that is not positive. */
  estimate: number | null
  lower: number | null
  upper: number | null
  f: number | null
  df1: number | null
  df2: number | null
  p: number | null
  /** Why a bound is null although the estimate is not; else null. */
  gap: IccGap | null
}

const TYPES: readonly IccType[] = ['ICC1', 'ICC2', 'ICC3', 'ICC1k', 'ICC2k', 'ICC3k']
const UNKNOWN: Bounds = { lower: null, upper: null }

/**
 * Intraclass correlations of single ratings and of the mean of all raters, over the units that every rater rated.
 *
 * ICC1: other raters for each unit (one-way random effects). ICC2: the same raters, a sample of many, absolute agreement
 * (two-way random). ICC3: these raters and no others, consistency (two-way mixed). With k: of the mean of the raters. Negative
 * where units differ less than the variance within units implies (MSB < MSW).
 *
 * @param confidence of the intervals, such as 0.95
 * @returns six rows. `estimate` is null with fewer than two complete units or raters, if all values are equal, and where the
 *   estimated total variance in its denominator is not positive: ICC2k, where the mean square of raters lies far below that of the error.
 *   Where a bound is not null, lower <= estimate <= upper <= 1.
 * @see Shrout & Fleiss (1979), Psychol. Bull. 86: 420-428; McGraw & Wong (1996), Psychol. Methods 1: 30-46
 */
export function icc(table: RatingTable, confidence = 0.95): Icc[] {
  const complete = completeUnits({ ...table, values: table.values.map(withoutRounding) })
  const { units: n, raters: k } = complete
  if (n < 2 || k < 2) return withoutEstimates()
  const squares = meanSquares(complete)
  const { between, within, raters, error } = squares
  if (between + within === 0) return withoutEstimates()

  // A variance that is 0 up to rounding error leaves the ratio undefined, as a negative one does.
  const total = between + within + raters
  const ratio = (above: number, variance: number) => {
    if (variance <= 1e-12 * total) return null
    return Math.abs(above) <= 1e-13 * total ? 0 : above / variance
  }
  const q = 1 - (1 - confidence) / 2
  const oneWay = { f: between / within, df1: n - 1, df2: n * (k - 1) }
  const twoWay = { f: between / error, df1: n - 1, df2: (n - 1) * (k - 1) }
  const byF = ({ f, df1, df2 }: typeof oneWay, to: (f: number) => number): Bounds =>
    f > 0 && f < Infinity ? { lower: to(f / fQuantile(q, df1, df2)), upper: to(f * fQuantile(q, df2, df1)) } : UNKNOWN
  const single = (f: number) => (f - 1) / (f + k - 1)
  const mean = (f: number) => 1 - 1 / f

  const icc2 = ratio(between - error, between + (k - 1) * error + (k * (raters - error)) / n)
  const interval2 = icc2 === null ? UNKNOWN : agreementInterval(n, k, squares, icc2, q)
  const ofMean = (bound: number | null) =>
    bound === null || bound <= -1 / (k - 1) ? null : (bound * k) / (1 + bound * (k - 1))
  const interval2k = { lower: ofMean(interval2.lower), upper: ofMean(interval2.upper) }

  return [
    row('ICC1', ratio(between - within, between + (k - 1) * within), byF(oneWay, single), oneWay),
    row('ICC2', icc2, interval2, twoWay),
    row('ICC3', ratio(between - error, between + (k - 1) * error), byF(twoWay, single), twoWay),
    row('ICC1k', ratio(between - within, between), byF(oneWay, mean), oneWay),
    row('ICC2k', ratio(between - error, between + (raters - error) / n), interval2k, twoWay, interval2),
    row('ICC3k', ratio(between - error, between), byF(twoWay, mean), twoWay),
  ]
}

function row(
  type: IccType,
  estimate: number | null,
  bounds: Bounds,
  test: { f: number; df1: number; df2: number },
  ofSingle = bounds,
): Icc {
  const f = Number.isFinite(test.f) ? test.f : null
  const p = Number.isNaN(test.f) ? null : fUpperTail(test.f, test.df1, test.df2)
  const tested = { f, df1: test.df1, df2: test.df2, p }
  if (estimate === null) return { type, estimate, ...UNKNOWN, ...tested, gap: null }
  return { type, estimate, ...contain(estimate, bounds), ...tested, gap: gapOf(type, bounds, ofSingle) }
}

/** Rounding alone may put a bound on the wrong side of an estimate that it touches. */
const contain = (estimate: number, { lower, upper }: Bounds): Bounds => ({
  lower: lower === null ? null : Math.min(lower, estimate),
  upper: upper === null ? null : Math.max(upper, estimate),
})

function gapOf(type: IccType, { lower, upper }: Bounds, ofSingle: Bounds): IccGap | null {
  if (lower !== null && upper !== null) return null
  if (type !== 'ICC2' && type !== 'ICC2k') return 'NO_F'
  if (ofSingle.lower !== null && ofSingle.upper !== null) return 'POLE'
  return 'DEGREES_OF_FREEDOM'
}

/** The six rows where nothing is estimable. */
export const withoutEstimates = (): Icc[] =>
  TYPES.map((type) => ({
    type,
    estimate: null,
    lower: null,
    upper: null,
    f: null,
    df1: null,
    df2: null,
    p: null,
    gap: null,
  }))
