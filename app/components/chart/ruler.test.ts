import { describe, expect, test } from 'vitest'
import { densityCurve, rulerAt, segments, spread } from './ruler'

describe('the ruler from 1 to 4', () => {
  test('puts whole levels at thirds and keeps strangers at its ends', () => {
    expect([1, 2, 3, 4].map(rulerAt)).toEqual(['0%', '33.33%', '66.67%', '100%'])
    expect([0.2, 4.6].map(rulerAt)).toEqual(['0%', '100%'])
  })

  test('an interval across the bar changes colour exactly there', () => {
    expect(segments(2.7, 3.5, 2.8)).toEqual([
      { side: 'below', from: '56.67%', to: '60%' },
      { side: 'above', from: '60%', to: '83.33%' },
    ])
  })

  test.each([
    ['clear of the bar', 3.1, 3.7, ['above']],
    ['beginning at the bar', 2.8, 3.7, ['above']],
    ['ending at the bar', 2.1, 2.8, ['below']],
    ['short of the bar', 1.9, 2.5, ['below']],
    ['without width', 3.1, 3.1, []],
  ])('an interval %s has the sides %#', (_, lower, upper, sides) => {
    expect(segments(lower, upper, 2.8).map(({ side }) => side)).toEqual(sides)
  })

  test('the spread of a normal curve gives back the ends of its middle nine tenths', () => {
    expect(spread(3.1 - 1.645 * 0.25, 3.1 + 1.645 * 0.25)).toBeCloseTo(0.25, 3)
  })
})

/** Area under the drawn outline, in units of the box. */
function areaOf(path: string): number {
  const points = [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), 100 - Number(y)] as const)
  let twice = 0
  points.forEach(([x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length]!
    twice += x * nextY - nextX * y
  })
  return Math.abs(twice) / 2
}

describe('the density curve', () => {
  test('its part right of the bar is the chance of being above it', () => {
    const { below, above } = densityCurve(3.1, 0.223, 2.8)
    const right = areaOf(above!)
    expect(right / (right + areaOf(below!))).toBeCloseTo(0.911, 2)
  })

  test('the two parts meet at the bar', () => {
    const { below, above } = densityCurve(3.1, 0.25, 2.8)
    const xs = (path: string) => [...path.matchAll(/(-?[\d.]+),/g)].map(([, x]) => Number(x))
    expect(Math.max(...xs(below!))).toBe(600)
    expect(Math.min(...xs(above!))).toBe(600)
  })

  test('stays on the ruler, and one side may be empty', () => {
    const { below, above } = densityCurve(3.9, 0.3, 2)
    expect(below).toBeNull()
    expect(above).not.toMatch(/NaN|\b100\d\.|\b1[1-9]\d\d/)
  })

  test('without spread there is none', () => {
    expect(densityCurve(3, 0, 3)).toEqual({ below: null, above: null })
  })
})
