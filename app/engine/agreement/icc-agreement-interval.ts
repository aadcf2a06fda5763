import { fQuantile } from '../probability/beta'
import type { MeanSquares } from './mean-squares'

/** A bound that is not known is null. */
export type Bounds = { lower: number | null; upper: number | null }

/**
 * Interval of ICC2 of single ratings. Its error is a sum of two mean squares, whose degrees of freedom are Satterthwaite's.
 *
 * With a negative estimate the mean square between raters enters that sum with a negative weight; the degrees of freedom can then
 * be so few that a quantile of F falls below 1 and the bound would leave the estimate outside. Such a bound is null.
 *
 * @param q of the quantiles, such as 0.975
 * @see Shrout & Fleiss (1979), Psychol. Bull. 86: 424; McGraw & Wong (1996), Psychol. Methods 1: 41
 */
export function agreementInterval(n: number, k: number, squares: MeanSquares, estimate: number, q: number): Bounds {
  const { between, raters, error } = squares
  const ofRaters = k * estimate * raters
  const ofError = (n * (1 + (k - 1) * estimate) - k * estimate) * error
  const df = ((k - 1) * (n - 1) * (ofRaters + ofError) ** 2) / ((n - 1) * ofRaters ** 2 + ofError ** 2)
  // 0 or 0/0: no mean square is left in the denominator, as where all raters agree.
  if (!(df > 0) || !Number.isFinite(df)) return { lower: null, upper: null }
  const above = fQuantile(q, n - 1, df)
  const below = fQuantile(q, df, n - 1)
  const spread = k * raters + (k * n - k - n) * error
  const bound = (value: number, quantile: number) => (quantile >= 1 && Number.isFinite(value) ? value : null)
  return {
    lower: bound((n * (between - above * error)) / (above * spread + n * between), above),
    upper: bound((n * (below * between - error)) / (spread + n * below * between), below),
  }
}
