/** The incomplete beta function and what falls out of it: the F distribution. */

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/**
 * Natural logarithm of the gamma function for x > 0, to about 1e-14 relatively.
 * @see Lanczos (1964), J. SIAM Numer. Anal. B 1: 86-96; coefficients g = 7, n = 9 (Godfrey)
 */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const z = x - 1
  let sum = LANCZOS[0]
  for (let k = 1; k < LANCZOS.length; k++) sum += LANCZOS[k] / (z + k)
  const t = z + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum)
}

const TINY = 1e-300

/** Continued fraction of the incomplete beta function, by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    const step = d * c
    h *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return h
}

const nonZero = (value: number) => (Math.abs(value) < TINY ? TINY : value)

/**
 * Regularised incomplete beta function I_x(a, b), for 0 <= x <= 1 and a, b > 0.
 * @see Abramowitz & Stegun 26.5.8
 */
export function regularBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b
}

/** P(F > f) of the F distribution; degrees of freedom above 0, not necessarily whole. Infinite f gives 0. */
export function fUpperTail(f: number, df1: number, df2: number): number {
  if (f <= 0) return 1
  if (f === Infinity) return 0
  return regularBeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2)
}

/**
 * The value that an F variable exceeds with probability 1 - p, for 0 < p < 1, by bisection to the last digits.
 */
export function fQuantile(p: number, df1: number, df2: number): number {
  let low = 0
  let high = 1
  while (1 - fUpperTail(high, df1, df2) < p && high < 1e300) {
    low = high
    high *= 2
  }
  for (let k = 0; k < 200; k++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (1 - fUpperTail(middle, df1, df2) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
