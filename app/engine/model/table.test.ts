import { expect, test } from 'vitest'
import { Rng } from '../probability/rng'
import { crossCodes } from './table'

/** Few levels are crossed by a table of all combinations, many by grouping: 30 x 40 of 3,000 rows, and of 200. */
test.each([3000, 200])('a crossing of %i rows numbers the combinations that occur in their order', (n) => {
  const rng = new Rng(n)
  const a = Int32Array.from({ length: n }, () => rng.below(30))
  const b = Int32Array.from({ length: n }, () => rng.below(40))
  const { index, levels, first, second } = crossCodes(a, 30, b, 40)
  const keys = [...new Set(Array.from(a, (x, i) => x * 40 + b[i]!))].sort((x, z) => x - z)
  expect(levels).toBe(keys.length)
  expect(Array.from(first, (x, k) => x * 40 + second[k]!)).toEqual(keys)
  index.forEach((cell, i) => expect([first[cell], second[cell]]).toEqual([a[i], b[i]]))
})
