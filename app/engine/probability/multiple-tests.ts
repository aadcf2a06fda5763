import { normalCdf } from './normal'

/** Two-sided p of a standard normal statistic. */
export function twoSidedP(t: number): number {
  return 2 * normalCdf(-Math.abs(t))
}

/**
 * Benjamini-Hochberg adjusted p values, in the order given: the smallest false discovery rate at which each is flagged.
 * @see Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57:289-300
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => p[b] - p[a])
  const out = new Array<number>(p.length)
  let least = 1
  order.forEach((i, k) => {
    least = Math.min(least, (p[i] * p.length) / (p.length - k))
    out[i] = least
  })
  return out
}
