import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boxes, springLayout } from '../chart/graph-layout'
import { apartLabels } from './ruler-data'
import { histogram, topAndBottom } from './top-and-bottom'

test('a list of 60 is drawn whole, highest first; a longer one by its ends', () => {
  const list = (n: number) => Array.from({ length: n }, (_, i) => i)
  expect(topAndBottom(list(60), (x) => x)).toMatchObject({ bottom: [], between: 0 })
  const { top, bottom, between } = topAndBottom(list(500), (x) => x)
  expect([top[0], top.at(-1), bottom[0], bottom.at(-1), between]).toEqual([499, 485, 14, 0, 470])
})

test('a histogram counts every value once, in bins that hold it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 3, max: 40 }),
      (values, wanted) => {
        const bins = histogram(values, wanted)
        expect(bins.reduce((s, { count }) => s + count, 0)).toBe(values.length)
        const slack = 1e-9
        for (const x of values) expect(bins.some(({ from, to }) => x >= from - slack && x <= to + slack)).toBe(true)
        expect(bins.length).toBeLessThanOrEqual(wanted + 2)
      },
    ),
  )
})

describe('labels on the ruler', () => {
  test('keep their distance, their order and the ruler’s ends', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 22 }), (wanted) => {
        const found = apartLabels(wanted, 17, 0, 400)
        const order = wanted.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y || a.at - b.at)
        const heights = order.map(({ at }) => found[at]!)
        for (const y of heights) expect(y >= -1e-6 && y <= 400 + 1e-6).toBe(true)
        for (let i = 1; i < heights.length; i++) expect(heights[i]! - heights[i - 1]!).toBeGreaterThanOrEqual(17 - 1e-6)
      }),
    )
  })
  test('stay where they are when nothing is in the way', () => {
    expect(apartLabels([100, 20, 300], 17, 0, 400)).toEqual([100, 20, 300])
  })
})

test('parts of a graph fill the whole box by their sizes', () => {
  const places = boxes([6, 3, 1], { x: 0, y: 0, width: 100, height: 100 })
  expect(places.map(({ width, height }) => Math.round((width * height) / 100))).toEqual([60, 30, 10])
})

test('those who share more stand closer; the same graph gets the same places', () => {
  const part = {
    nodes: 6,
    edges: [
      { a: 0, b: 1, weight: 9 },
      { a: 1, b: 2, weight: 9 },
      { a: 0, b: 2, weight: 9 },
      { a: 2, b: 3, weight: 1 },
      { a: 3, b: 4, weight: 9 },
      { a: 4, b: 5, weight: 9 },
      { a: 3, b: 5, weight: 9 },
    ],
  }
  const at = springLayout(part)
  const far = (i: number, j: number) => Math.hypot(at[i]!.x - at[j]!.x, at[i]!.y - at[j]!.y)
  expect(far(0, 1)).toBeLessThan(far(0, 4) / 2)
  expect(springLayout(part)).toEqual(at)
})
