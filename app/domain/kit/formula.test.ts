import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate, namesIn, parseFormula, type Formula } from './formula'

function value(source: string, given: Record<string, number> = {}) {
  const formula = parseFormula(source)
  if (!formula.ok) return formula.message
  const result = evaluate(formula.value, (name) => given[name])
  return result.ok ? result.value : result.message
}

test.each([
  ['2 + 3 * 4', 14],
  ['(2 + 3) * 4', 20],
  ['20 / 2 / 5', 2],
  ['9 - 3 - 2', 4],
  ['-2 * -3', 6],
  ['2 * -(1 + .5)', -3],
  ['ceil(10 / 4) + min(3, 1, 2) + max(4, 5)', 9],
  ['ceil(ceil(10 / 4) / 2)', 2],
])('%s is %d', (source, expected) => {
  expect(value(source)).toBe(expected)
})

test('names are taken from what is given', () => {
  expect(value('qps * items_2 / 10', { qps: 100, items_2: 5 })).toBe(50)
  const formula = parseFormula('max(a, b * a) - c')
  expect(formula.ok && namesIn(formula.value)).toEqual(['a', 'b', 'a', 'c'])
})

describe('a mistake is a sentence', () => {
  test.each([
    ['2 +', 'Expected a number, a name or "(" but found "the end".'],
    ['(2', 'Expected ")" but found "the end".'],
    ['2 3', 'Expected + - * / or the end but found "3".'],
    ['2 ^ 3', '"^" has no place in a formula.'],
    ['a.b', '"." has no place in a formula.'],
    ['', 'Expected a number, a name or "(" but found "the end".'],
    ['1 / (2 - 2)', 'The formula divides by zero.'],
    ['sqrt(4)', '"sqrt" is not one of the functions ceil, min, max.'],
    ['constructor(1)', '"constructor" is not one of the functions ceil, min, max.'],
    ['max()', '"max()" needs a value between its brackets.'],
    ['missing', '"missing" is not a given, an earlier figure or a fact that is told.'],
  ])('%s', (source, message) => {
    expect(value(source)).toBe(message)
  })
})

test('what is written out and read again has the same value', () => {
  const number = fc.integer({ min: 0, max: 1000 }).map((whole): Formula => ({ kind: 'number', value: whole }))
  const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
    formula: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      number,
      fc.record({ kind: fc.constant('negate' as const), of: tie('formula') }),
      fc.record({
        kind: fc.constant('operation' as const),
        operator: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
        left: tie('formula'),
        right: tie('formula'),
      }),
    ),
  }))
  fc.assert(
    fc.property(formula, (tree) => {
      const read = parseFormula(written(tree))
      expect(read).toEqual({ ok: true, value: tree })
    }),
  )
})

test.each(['(', '-', 'min('])('%s repeated until the stack ends is a sentence', (sign) => {
  expect(parseFormula(`${sign.repeat(50_000)}1`)).toEqual({ ok: false, message: 'The formula is nested too deeply.' })
})

function written(formula: Formula): string {
  if (formula.kind === 'number') return String(formula.value)
  if (formula.kind === 'negate') return `-(${written(formula.of)})`
  if (formula.kind === 'operation') return `(${written(formula.left)}) ${formula.operator} (${written(formula.right)})`
  throw new Error('not written here')
}
