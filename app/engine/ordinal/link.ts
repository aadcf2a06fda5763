import { normalCdf, normalDensity, normalQuantile } from '../probability/normal'

/** Distribution function of the latent noise: the standard logistic, or the standard normal. */
export type Link = 'logit' | 'probit'

/** Variance of the latent noise, which fixes the unit of the latent scale: pi^2/3 for the logit link, 1 for the probit. */
export const noiseVariance = (link: Link) => (link === 'logit' ? Math.PI ** 2 / 3 : 1)

/** P(noise <= x). */
export function linkCdf(link: Link, x: number): number {
  return link === 'probit' ? normalCdf(x) : logistic(x)
}

/** Density of the noise at x. */
export function linkDensity(link: Link, x: number): number {
  return link === 'probit' ? normalDensity(x) : logistic(x) * logistic(-x)
}

/** The x with P(noise <= x) = p, for p inside (0, 1). */
export function linkQuantile(link: Link, p: number): number {
  return link === 'probit' ? normalQuantile(p)! : Math.log(p / (1 - p))
}

function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const e = Math.exp(x)
  return e / (1 + e)
}

/**
 * What one observed category says: with p = F(a) - F(c), a and c the upper and lower threshold less the linear predictor
 * (infinite at the ends), and r = d ln p / d eta = -(gradientA + gradientC).
 * The curvature W = -d^2 ln p / d eta^2 = rA + rC is never negative: both links are log-concave.
 */
export interface CategoryTerms {
  logP: number
  /** Derivatives of ln p by a and by c. */
  gradientA: number
  gradientC: number
  /** d r by a and by c. */
  rA: number
  rC: number
  /** d W by a and by c. */
  wA: number
  wC: number
}

export function emptyTerms(): CategoryTerms {
  return { logP: 0, gradientA: 0, gradientC: 0, rA: 0, rC: 0, wA: 0, wC: 0 }
}

/** Fills `out` for a category between c and a (c < a). Exact into the tails, where p itself would round to 0. */
export function categoryTerms(link: Link, a: number, c: number, out: CategoryTerms): void {
  if (link === 'logit') logitTerms(a, c, out)
  else probitTerms(a, c, out)
}

/** F(a) - F(c) = F(a) (1 - F(c)) (1 - e^(c-a)) for the logistic, so every derivative is a sum of an a and a c part. */
function logitTerms(a: number, c: number, out: CategoryTerms): void {
  const upper = a === Infinity ? 1 : logistic(a)
  const above = a === Infinity ? 0 : logistic(-a)
  const lower = c === -Infinity ? 0 : logistic(c)
  const below = c === -Infinity ? 1 : logistic(-c)
  const open = a === Infinity || c === -Infinity
  const gap = open ? 0 : 1 / Math.expm1(a - c)
  out.logP =
    (a === Infinity ? 0 : logLogistic(a)) +
    (c === -Infinity ? 0 : logLogistic(-c)) +
    (open ? 0 : Math.log(-Math.expm1(c - a)))
  out.gradientA = a === Infinity ? 0 : above + gap
  out.gradientC = c === -Infinity ? 0 : -lower - gap
  out.rA = upper * above
  out.rC = lower * below
  out.wA = out.rA * (above - upper)
  out.wC = out.rC * (below - lower)
}

function logLogistic(x: number): number {
  return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x))
}

/** With A = phi(a)/p and C = phi(c)/p: A_a = -A(a + A), A_c = C_a' = AC, C_c = C(C - c). */
function probitTerms(a: number, c: number, out: CategoryTerms): void {
  // A category in the upper tail is mirrored into the lower one, where small probabilities keep their digits.
  const mirrored = a + c > 0
  const hi = mirrored ? -c : a
  const lo = mirrored ? -a : c
  const logP = logNormalBetween(hi, lo)
  const ratioHi = hi === Infinity ? 0 : Math.exp(-0.5 * hi * hi - LOG_ROOT_2PI - logP)
  const ratioLo = lo === -Infinity ? 0 : Math.exp(-0.5 * lo * lo - LOG_ROOT_2PI - logP)
  const A = mirrored ? ratioLo : ratioHi
  const C = mirrored ? ratioHi : ratioLo
  const aA = a === Infinity ? 0 : a * A
  const cC = c === -Infinity ? 0 : c * C
  const d = A - C
  out.logP = logP
  out.gradientA = A
  out.gradientC = -C
  out.rA = aA + A * d
  out.rC = -cC - C * d
  // Derivatives of A and C by a and c; a A and c C are 0 where a or c is infinite.
  const Aa = -aA - A * A
  const Ac = A * C
  const Cc = C * C - cC
  const a2 = a === Infinity ? 0 : a * Aa
  const c2 = c === -Infinity ? 0 : c * Cc
  out.wA = A + a2 + (c === -Infinity ? 0 : c * Ac) + 2 * d * (Aa + Ac)
  out.wC = (a === Infinity ? 0 : a * Ac) - C - c2 + 2 * d * (Ac - Cc)
}

const LOG_ROOT_2PI = 0.5 * Math.log(2 * Math.PI)
/** Widths below this are the density times the width: the difference of two distribution functions would be rounding. */
const NARROW = 1e-6

/** ln(Phi(hi) - Phi(lo)) for hi + lo <= 0. */
function logNormalBetween(hi: number, lo: number): number {
  const width = hi - lo
  if (width < NARROW) {
    const mid = (hi + lo) / 2
    return -0.5 * mid * mid - LOG_ROOT_2PI + Math.log(width)
  }
  if (hi > -4) return Math.log(normalCdf(hi) - normalCdf(lo))
  // phi(hi) [M(-hi) - e^((hi^2 - lo^2)/2) M(-lo)], M the ratio of tail to density.
  const rest = lo === -Infinity ? 0 : Math.exp((hi * hi - lo * lo) / 2) * tailRatio(-lo)
  return -0.5 * hi * hi - LOG_ROOT_2PI + Math.log(tailRatio(-hi) - rest)
}

/** (1 - Phi(x)) / phi(x) for x >= 4, by Laplace's continued fraction. */
function tailRatio(x: number): number {
  let f = x
  for (let k = 60; k >= 1; k--) f = x + k / f
  return 1 / f
}
