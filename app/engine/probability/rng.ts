/**
 * Seeded random numbers, the same on every machine: xoshiro128** (Blackman & Vigna 2021, ACM TOMS 47:36), seeded by splitmix32.
 * Independent streams come from different seeds and stream numbers.
 */
export class Rng {
  private a = 0
  private b = 0
  private c = 0
  private d = 0
  private spare = 0
  private hasSpare = false

  constructor(seed: number, stream = 0) {
    this.reset(seed, stream)
  }

  /** Starts the given stream from its beginning. */
  reset(seed: number, stream = 0): void {
    let s = (seed ^ Math.imul(stream + 1, 0x9e3779b9)) >>> 0
    const next = () => {
      s = (s + 0x9e3779b9) >>> 0
      let z = s
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
      return (z ^ (z >>> 15)) >>> 0
    }
    this.a = next()
    this.b = next()
    this.c = next()
    this.d = next() | 1
    this.hasSpare = false
  }

  /** A whole number from 0 to 2^32 - 1. */
  bits(): number {
    const x = Math.imul(this.b, 5)
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0
    const t = this.b << 9
    this.c ^= this.a
    this.d ^= this.b
    this.b ^= this.c
    this.a ^= this.d
    this.c ^= t
    this.d = (this.d << 11) | (this.d >>> 21)
    return result
  }

  /** Uniform in (0, 1). */
  uniform(): number {
    return (this.bits() + 0.5) / 4294967296
  }

  /** A whole number from 0 to n - 1. */
  below(n: number): number {
    return Math.floor(this.uniform() * n)
  }

  /** Standard normal, by the polar method. */
  normal(): number {
    if (this.hasSpare) {
      this.hasSpare = false
      return this.spare
    }
    for (;;) {
      const x = 2 * this.uniform() - 1
      const y = 2 * this.uniform() - 1
      const s = x * x + y * y
      if (s >= 1 || s === 0) continue
      const f = Math.sqrt((-2 * Math.log(s)) / s)
      this.spare = y * f
      this.hasSpare = true
      return x * f
    }
  }
}
