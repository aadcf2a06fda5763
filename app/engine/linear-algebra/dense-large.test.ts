import { describe, expect, test } from 'vitest'
import { cholesky, inverseFromCholesky, NotPositiveDefinite } from './dense'
import { largeCholesky, largeInverse } from './dense-large'
import { openPlainProducts } from './matrix-products'
import { Rng } from '../probability/rng'

/** A well-conditioned symmetric matrix, lower triangle. */
function matrix(n: number): Float64Array {
  const rng = new Rng(n)
  const a = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) a[i * n + j] = rng.normal()
    a[i * n + i] = 2 * n + rng.uniform()
  }
  return a
}

const entry = (a: Float64Array, n: number, i: number, j: number) => (i >= j ? a[i * n + j] : a[j * n + i])

describe.each([96, 131, 200])('a matrix of %i rows', (n) => {
  const a = matrix(n)
  const l = a.slice()
  cholesky(l, n)

  test('is the product of its factor, which is the same without vector code', () => {
    for (let i = 0; i < n; i += 7) {
      for (let j = 0; j <= i; j += 5) {
        let s = 0
        for (let k = 0; k <= j; k++) s += l[i * n + k]! * l[j * n + k]!
        expect(s).toBeCloseTo(a[i * n + j]!, 9)
      }
    }
    const plain = a.slice()
    expect(largeCholesky(plain, n, 0, openPlainProducts)).toBe(-1)
    expect(plain).toEqual(l)
  })

  test('times its inverse is the identity', () => {
    const inverse = inverseFromCholesky(l, n)
    expect(largeInverse(l, n, openPlainProducts)).toEqual(inverse)
    for (let i = 0; i < n; i += 7) {
      for (let j = 0; j < n; j += 5) {
        let s = 0
        for (let k = 0; k < n; k++) s += entry(a, n, i, k)! * inverse[k * n + j]!
        expect(s).toBeCloseTo(i === j ? 1 : 0, 9)
      }
    }
  })

  test('names the pivot at which it is not positive definite', () => {
    const bad = a.slice()
    bad[90 * n + 90] = -1
    expect(() => cholesky(bad, n)).toThrow(new NotPositiveDefinite(90))
  })
})
