/** The standard normal distribution, in one and two dimensions. */

const ROOT_2PI = Math.sqrt(2 * Math.PI)

export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / ROOT_2PI
}

/**
 * P(X <= x), accurate to about 1e-15 absolutely and relatively down to the far tails.
 * Near the middle Hart's rational function, in the tails a continued fraction.
 * @see Hart (1968), algorithm 5666, as given by West (2005), Wilmott Magazine, May: 70-76
 */
export function normalCdf(x: number): number {
  const z = Math.abs(x)
  let tail = 0
  if (z <= 37) {
    const e = Math.exp((-z * z) / 2)
    if (z < 4) {
      let a = 3.52624965998911e-2 * z + 0.700383064443688
      a = a * z + 6.37396220353165
      a = a * z + 33.912866078383
      a = a * z + 112.079291497871
      a = a * z + 221.213596169931
      a = a * z + 220.206867912376
      let b = 8.83883476483184e-2 * z + 1.75566716318264
      b = b * z + 16.064177579207
      b = b * z + 86.7807322029461
      b = b * z + 296.564248779674
      b = b * z + 637.333633378831
      b = b * z + 793.826512519948
      b = b * z + 440.413735824752
      tail = (e * a) / b
    } else {
      // Laplace's continued fraction; 120 terms are exact to the last digit from 4 on.
      let f = z
      for (let k = 120; k >= 1; k--) f = z + k / f
      tail = e / f / ROOT_2PI
    }
  }
  return x > 0 ? 1 - tail : tail
}

const A = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
  67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
]
const B = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
  28729.085735721942674, 5226.495278852854561,
]
const C = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
]
const D = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
]
const E = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
  0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
]
const F = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
]

function ratio(top: readonly number[], bottom: readonly number[], x: number): number {
  let a = 0
  let b = 0
  for (let i = 7; i >= 0; i--) {
    a = a * x + top[i]
    b = b * x + bottom[i]
  }
  return a / b
}

/**
 * The x with P(X <= x) = p, about 1e-16 relative; -Infinity and Infinity at 0 and 1, null outside [0, 1].
 * @see Wichura (1988), algorithm AS 241, Applied Statistics 37:477-484
 */
export function normalQuantile(p: number): number | null {
  if (!(p >= 0 && p <= 1)) return null
  if (p === 0) return -Infinity
  if (p === 1) return Infinity
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(A, B, 0.180625 - q * q)
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const x = r <= 5 ? ratio(C, D, r - 1.6) : ratio(E, F, r - 5)
  return q < 0 ? -x : x
}

const NODES = [
  0.9931285991850949, 0.9639719272779138, 0.912234428251326, 0.8391169718222188, 0.7463319064601508, 0.636053680726515,
  0.5108670019508271, 0.3737060887154196, 0.2277858511416451, 0.07652652113349733,
]
const WEIGHTS = [
  0.01761400713915212, 0.04060142980038694, 0.06267204833410906, 0.08327674157670475, 0.1019301198172404,
  0.1181945319615184, 0.1316886384491766, 0.1420961093183821, 0.1491729864726037, 0.1527533871307259,
]

/**
 * P(X <= h, Y <= k) for standard normals with correlation rho, to about 1e-15.
 * @see Genz (2004), Statistics and Computing 14:251-260 (BVND)
 */
export function bivariateNormalCdf(h: number, k: number, rho: number): number {
  if (h === -Infinity || k === -Infinity) return 0
  if (h === Infinity) return normalCdf(k)
  if (k === Infinity) return normalCdf(h)
  return upperOrthant(-h, -k, rho)
}

/** P(X > h, Y > k). */
function upperOrthant(h: number, k: number, rho: number): number {
  let hk = h * k
  if (Math.abs(rho) < 0.925) {
    const hs = (h * h + k * k) / 2
    const asr = Math.asin(rho)
    let sum = 0
    for (let i = 0; i < 10; i++) {
      for (const side of [-1, 1]) {
        const sn = Math.sin((asr * (side * NODES[i] + 1)) / 2)
        sum += WEIGHTS[i] * Math.exp((sn * hk - hs) / (1 - sn * sn))
      }
    }
    return (sum * asr) / (4 * Math.PI) + normalCdf(-h) * normalCdf(-k)
  }
  let out = 0
  if (rho < 0) {
    k = -k
    hk = -hk
  }
  if (Math.abs(rho) < 1) {
    const as = (1 - rho) * (1 + rho)
    let a = Math.sqrt(as)
    const bs = (h - k) ** 2
    const c = (4 - hk) / 8
    const d = (12 - hk) / 16
    const first = -(bs / as + hk) / 2
    if (first > -100) out = a * Math.exp(first) * (1 - (c * (bs - as) * (1 - (d * bs) / 5)) / 3 + (c * d * as * as) / 5)
    if (-hk < 100) {
      const b = Math.sqrt(bs)
      out -= Math.exp(-hk / 2) * ROOT_2PI * normalCdf(-b / a) * b * (1 - (c * bs * (1 - (d * bs) / 5)) / 3)
    }
    a /= 2
    for (let i = 0; i < 10; i++) {
      for (const side of [-1, 1]) {
        const xs = (a * (side * NODES[i] + 1)) ** 2
        const rs = Math.sqrt(1 - xs)
        const power = -(bs / xs + hk) / 2
        if (power > -100)
          out +=
            a *
            WEIGHTS[i] *
            Math.exp(power) *
            (Math.exp((-hk * xs) / (2 * (1 + rs) ** 2)) / rs - (1 + c * xs * (1 + d * xs)))
      }
    }
    out = -out / (2 * Math.PI)
  }
  if (rho > 0) return out + normalCdf(-Math.max(h, k))
  if (k <= h) return -out
  return (h < 0 ? normalCdf(k) - normalCdf(h) : normalCdf(-h) - normalCdf(-k)) - out
}
