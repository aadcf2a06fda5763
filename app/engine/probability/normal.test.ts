import { describe, expect, test } from 'vitest'
import { bivariateNormalCdf, normalCdf, normalQuantile } from './normal'

/** Reference values: scipy 1.17.1, stats.norm and adaptive quadrature. */
describe('the normal distribution', () => {
  test.each([
    [-8, 6.220960574271785e-16],
    [-3, 0.0013498980316300933],
    [0.5, 0.6914624612740131],
    [2, 0.9772498680518208],
  ])('P(X <= %d)', (x, p) => {
    expect(Math.abs(normalCdf(x) / p - 1)).toBeLessThan(1e-12)
  })
  test.each([1e-20, 1e-8, 0.001, 0.3, 0.5, 0.75, 0.9999])('the quantile of %d leads back', (p) => {
    expect(Math.abs(normalCdf(normalQuantile(p)!) / p - 1)).toBeLessThan(1e-11)
  })
  test('a quantile outside 0 to 1 does not exist', () => {
    expect(normalQuantile(1.2)).toBeNull()
    expect(normalQuantile(Number.NaN)).toBeNull()
  })
  test.each([
    [0.3, 0.5, 0.2, 0.4546547183931127],
    [-1, 2, 0.7, 0.1586516713224001],
    [1, 1, -0.8, 0.682745736570798],
    [0.2, -0.3, 0.95, 0.37899890640917777],
    [1.2, -1.1, -0.95, 0.037535952187451704],
    [-4, -4, 0.5, 4.870547622838425e-7],
  ])('P(X <= %d, Y <= %d) at correlation %d', (h, k, rho, p) => {
    expect(bivariateNormalCdf(h, k, rho)).toBeCloseTo(p, 14)
  })
})
