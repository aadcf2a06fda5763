import { logGamma } from '../probability/beta'
import { normalCdf } from '../probability/normal'

export interface AdverseImpact {
  /** Selection rates; null for a group of nobody. */
  rate1: number | null
  rate2: number | null
  /** Lower rate over higher; null where a rate is unknown or both are 0. */
  impactRatio: number | null
  /** Below four fifths: evidence of adverse impact by 29 CFR 1607.4(D), read together with the tests below. */
  belowFourFifths: boolean | null
  /** Two-sided p of Fisher's exact test; 1 where the margins allow one table only. */
  fisherP: number
  /** Difference of the rates in pooled standard errors, positive where group 1 is selected more often; null without variation. */
  z: number | null
  zP: number | null
}

const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)

/**
 * Selection rates of two groups, side by side. Small groups make the ratio jump and the tests silent: show all three.
 *
 * @param selected1,n1,selected2,n2 whole numbers, 0 <= selected <= n
 * @throws RangeError on anything else
 * @see 29 CFR 1607.4(D); Fisher (1935), The Design of Experiments; two-sided p as the sum of tables no likelier than ours
 */
export function adverseImpact(selected1: number, n1: number, selected2: number, n2: number): AdverseImpact {
  for (const [selected, n] of [
    [selected1, n1],
    [selected2, n2],
  ] as const)
    if (!Number.isInteger(selected) || !Number.isInteger(n) || selected < 0 || selected > n)
      throw new RangeError(`Expected whole numbers with 0 <= selected <= n, not ${selected} of ${n}`)
  const rate1 = n1 > 0 ? selected1 / n1 : null
  const rate2 = n2 > 0 ? selected2 / n2 : null
  const known = rate1 !== null && rate2 !== null
  const best = known ? Math.max(rate1, rate2) : 0
  const impactRatio = known && best > 0 ? Math.min(rate1, rate2) / best : null
  const pooled = n1 + n2 > 0 ? (selected1 + selected2) / (n1 + n2) : 0
  const spread = known ? Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2)) : 0
  const z = known && spread > 0 ? (rate1 - rate2) / spread : null
  return {
    rate1,
    rate2,
    impactRatio,
    belowFourFifths: impactRatio === null ? null : impactRatio < 0.8,
    fisherP: fisherTwoSided(selected1, n1, selected2, n2),
    z,
    zP: z === null ? null : 2 * normalCdf(-Math.abs(z)),
  }
}

/** Sum of the probabilities of all tables with these margins that are no likelier than the observed one. */
function fisherTwoSided(selected1: number, n1: number, selected2: number, n2: number): number {
  const selected = selected1 + selected2
  const log = (x: number) => logChoose(n1, x) + logChoose(n2, selected - x) - logChoose(n1 + n2, selected)
  const ours = log(selected1)
  // The tolerance R uses: tables that are equally likely but for rounding count.
  const limit = ours + 1e-7
  let p = 0
  for (let x = Math.max(0, selected - n2); x <= Math.min(n1, selected); x++) if (log(x) <= limit) p += Math.exp(log(x))
  return Math.min(1, p)
}
