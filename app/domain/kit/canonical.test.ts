import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical } from './canonical'

test('sorts keys at every depth and leaves out what is undefined', () => {
  expect(canonical({ b: [{ y: 1, x: undefined, a: null }], a: 'é"' })).toBe('{"a":"é\\"","b":[{"a":null,"y":1}]}')
})

test('writes a number in one way only', () => {
  expect(canonical([1.0, 1e2, -0, 0.1, 1e21])).toBe('[1,100,0,0.1,1e+21]')
})

test('reads back as the same value, and is the same text for any order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'medium' }), (value) => {
      const text = canonical(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonical(backwards(value))).toBe(text)
    }),
  )
})

test.each([Number.NaN, Infinity, new Date(0), () => 1, 1n])('refuses %s', (value) => {
  expect(() => canonical({ value })).toThrow(TypeError)
})

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).reverse()
  return Object.fromEntries(entries.map(([key, inner]) => [key, backwards(inner)]))
}
