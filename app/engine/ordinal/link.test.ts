import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoryTerms, emptyTerms, linkCdf, linkQuantile, type Link } from './link'

const links: Link[] = ['logit', 'probit']
const terms = (link: Link, a: number, c: number) => {
  const out = emptyTerms()
  categoryTerms(link, a, c, out)
  return out
}

describe.each(links)('%s', (link) => {
  const ends = fc
    .tuple(fc.double({ min: -6, max: 6, noNaN: true }), fc.double({ min: 0.05, max: 4, noNaN: true }))
    .map(([c, width]): [number, number] => [c + width, c])

  test('the probability is the difference of the distribution function, ends included', () => {
    fc.assert(
      fc.property(ends, ([a, c]) => {
        expect(Math.exp(terms(link, a, c).logP)).toBeCloseTo(linkCdf(link, a) - linkCdf(link, c), 12)
        expect(Math.exp(terms(link, a, -Infinity).logP)).toBeCloseTo(linkCdf(link, a), 12)
        expect(Math.exp(terms(link, Infinity, c).logP)).toBeCloseTo(1 - linkCdf(link, c), 12)
      }),
    )
  })

  test('every derivative agrees with differences', () => {
    const h = 1e-5
    const difference = (f: (x: number) => number, x: number) => (f(x + h) - f(x - h)) / (2 * h)
    const r = (t: ReturnType<typeof terms>) => -(t.gradientA + t.gradientC)
    const curve = (t: ReturnType<typeof terms>) => t.rA + t.rC
    const close = (mine: number, theirs: number) =>
      expect(Math.abs(mine - theirs)).toBeLessThan(1e-5 * Math.max(1, Math.abs(theirs)))
    fc.assert(
      fc.property(ends, fc.constantFrom('inside', 'lowest', 'highest'), ([a0, c0], where) => {
        const a = where === 'highest' ? Infinity : a0
        const c = where === 'lowest' ? -Infinity : c0
        const t = terms(link, a, c)
        if (a < Infinity) {
          close(
            t.gradientA,
            difference((x) => terms(link, x, c).logP, a),
          )
          close(
            t.rA,
            difference((x) => r(terms(link, x, c)), a),
          )
          close(
            t.wA,
            difference((x) => curve(terms(link, x, c)), a),
          )
        }
        if (c > -Infinity) {
          close(
            t.gradientC,
            difference((x) => terms(link, a, x).logP, c),
          )
          close(
            t.rC,
            difference((x) => r(terms(link, a, x)), c),
          )
          close(
            t.wC,
            difference((x) => curve(terms(link, a, x)), c),
          )
        }
        expect(curve(t)).toBeGreaterThan(0)
      }),
    )
  })

  test('far out in a tail nothing is lost to rounding', () => {
    for (const [a, c] of [
      [-30, -31],
      [31, 30],
      [-35, -Infinity],
      [Infinity, 35],
    ]) {
      const t = terms(link, a!, c!)
      expect(Object.values(t).every(Number.isFinite)).toBe(true)
      expect(t.logP).toBeLessThan(-25)
      expect(t.rA + t.rC).toBeGreaterThanOrEqual(0)
      const mirror = terms(link, -c!, -a!)
      expect(mirror.logP).toBeCloseTo(t.logP, 9)
      expect(mirror.gradientA).toBeCloseTo(-t.gradientC, 9)
    }
  })

  test('the quantile undoes the distribution function', () => {
    for (const x of [-3, -0.2, 0, 1.7]) expect(linkQuantile(link, linkCdf(link, x))).toBeCloseTo(x, 10)
  })
})
