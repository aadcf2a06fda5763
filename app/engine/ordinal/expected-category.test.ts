import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averagedNoise, expectedCategory, shiftTo } from './expected-category'
import { linkCdf, type Link } from './link'
import { normalDensity } from '../probability/normal'

const VALUES = Float64Array.of(1, 2, 3, 4)
const CUTS = Float64Array.of(-2.1, 0.3, 1.9)
const links: Link[] = ['logit', 'probit']

describe.each(links)('the %s mean category', (link) => {
  test.each([0, 0.3, 2.5, 30])('averages over other effects of variance %d as an integral does', (spread) => {
    const noise = averagedNoise(link, spread)
    const sd = Math.sqrt(spread)
    for (const x of [-4, -0.7, 0, 2.2]) {
      // Simpson's rule over ten standard deviations.
      const steps = 20_000
      let s = 0
      for (let k = 0; k <= steps; k++) {
        const z = -10 + (20 * k) / steps
        s += (k === 0 || k === steps ? 1 : k % 2 ? 4 : 2) * normalDensity(z) * linkCdf(link, x - sd * z)
      }
      expect(noise.cdf(x)).toBeCloseTo((s * 20) / steps / 3, 8)
      const h = 1e-4
      expect(noise.density(x)).toBeCloseTo((noise.cdf(x + h) - noise.cdf(x - h)) / (2 * h), 6)
    }
  })

  test('rises from the lowest value to the highest, with the derivatives it states', () => {
    const noise = averagedNoise(link, 1.4)
    const at = (eta: number, cuts = CUTS) => expectedCategory(noise, VALUES, cuts, eta)
    expect(at(-60).value).toBeCloseTo(1, 6)
    expect(at(60).value).toBeCloseTo(4, 6)
    const h = 1e-5
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (eta) => {
        const here = at(eta)
        expect(here.derivative).toBeCloseTo((at(eta + h).value - at(eta - h).value) / (2 * h), 6)
        CUTS.forEach((_, k) => {
          const moved = (d: number) => CUTS.map((c, j) => (j === k ? c + d : c))
          expect(here.byThreshold[k]).toBeCloseTo((at(eta, moved(h)).value - at(eta, moved(-h)).value) / (2 * h), 6)
        })
        expect(here.derivative + here.byThreshold.reduce((s, d) => s + d, 0)).toBeCloseTo(0, 12)
      }),
    )
  })

  test('a shift is found for every target inside the scale, and is infinite at its ends', () => {
    const noise = averagedNoise(link, 0.8)
    const etas = [-3, 0.5, 6]
    const weights = [0.5, 0.3, 0.2]
    fc.assert(
      fc.property(fc.double({ min: 1.0001, max: 3.9999, noNaN: true }), (target) => {
        const shift = shiftTo(noise, VALUES, CUTS, etas, weights, target)
        const reached = etas.reduce(
          (s, eta, k) => s + weights[k]! * expectedCategory(noise, VALUES, CUTS, eta + shift).value,
          0,
        )
        expect(reached).toBeCloseTo(target, 8)
      }),
    )
    expect(shiftTo(noise, VALUES, CUTS, etas, weights, 1)).toBe(-Infinity)
    expect(shiftTo(noise, VALUES, CUTS, etas, weights, 4.2)).toBe(Infinity)
  })
})
