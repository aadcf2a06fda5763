import { expect, test } from 'vitest'
import { bridges } from './connected-components'

const edges = (text: string) => text.split(' ').map((pair) => ({ a: Number(pair[0]), b: Number(pair[1]) }))

test('the one edge between two triangles is a bridge, theirs are not', () => {
  expect(bridges(6, edges('01 12 20 23 34 45 53'))).toEqual([3])
})

test('every edge of a tree is a bridge, in any number of parts', () => {
  expect(bridges(7, edges('01 12 13 45'))).toEqual([0, 1, 2, 3])
})

test('a second edge between the same nodes, or a ring, leaves no bridge', () => {
  expect(bridges(2, edges('01 01'))).toEqual([])
  expect(bridges(4, edges('01 12 23 30'))).toEqual([])
})
