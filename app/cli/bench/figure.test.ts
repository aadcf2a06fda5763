import { expect, test } from 'vitest'
import { figureOf, inTurns, median } from './figure'

test('a figure carries its ratio to a baseline of the same run, or none', () => {
  expect(figureOf({ name: 'a', value: 12.3456, unit: 'ms', baseline: 5 })).toEqual({
    name: 'a',
    value: 12.35,
    unit: 'ms',
    baseline: 5,
    ratio: 2.469,
  })
  expect(figureOf({ name: 'a', value: 1, unit: 's', baseline: null }).ratio).toBeNull()
  expect(figureOf({ name: 'a', value: 1, unit: 's', baseline: 0 }).ratio).toBeNull()
})

test('the median lies between the two middle values of an even number', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 2, 9])).toBe(3)
})

test('two ways are timed in turns, and the first rounds do not count', async () => {
  const order: string[] = []
  const slowFirst = (name: string) => async (round: number) => {
    order.push(`${name}${round}`)
    await new Promise((resolve) => setTimeout(resolve, round < 3 ? 60 : 0))
  }
  const [first, second] = await inTurns(8, slowFirst('a'), slowFirst('b'))
  expect(order.slice(0, 4)).toEqual(['a0', 'b0', 'a1', 'b1'])
  expect(first).toBeLessThan(50)
  expect(second).toBeLessThan(50)
})
