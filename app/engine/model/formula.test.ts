import { describe, expect, test } from 'vitest'
import { columnsOf } from './formula'
import { parseFormula } from './parse-formula'

const parsed = (text: string) => {
  const r = parseFormula(text)
  if (!r.ok) throw new Error(r.error.message)
  return r.value
}
const fixedNames = (text: string) => parsed(text).fixed.map((t) => t.variables.map((v) => v.name).join(':'))
const randomNames = (text: string) => parsed(text).random.map((t) => t.name)
const refusal = (text: string) => {
  const r = parseFormula(text)
  if (r.ok) throw new Error('parsed')
  return r.error
}

describe('formulas', () => {
  test('random intercepts, crossings and uncorrelated slopes keep the names as written', () => {
    const f = parsed('score ~ 1 + (1 | candidate) + (1|candidate:interviewer) + ( 0+ x |g)')
    expect(f.response).toBe('score')
    expect(f.intercept).toBe(true)
    expect(f.random).toEqual([
      { name: 'candidate', factors: ['candidate'], slope: null },
      { name: 'candidate:interviewer', factors: ['candidate', 'interviewer'], slope: null },
      { name: '0 + x|g', factors: ['g'], slope: 'x' },
    ])
  })
  test('a*b is a + b + a:b, main effects first', () => {
    expect(fixedNames('y ~ a*b + c')).toEqual(['a', 'b', 'c', 'a:b'])
    expect(fixedNames('y ~ a*b*c - a:b:c')).toEqual(['a', 'b', 'c', 'a:b', 'a:c', 'b:c'])
    expect(fixedNames('y ~ (a + b):c')).toEqual(['a:c', 'b:c'])
  })
  test('0 or -1 takes the intercept away', () => {
    expect(parsed('y ~ 0 + a').intercept).toBe(false)
    expect(parsed('y ~ a - 1').intercept).toBe(false)
  })
  test('a/b and || are written out', () => {
    expect(randomNames('y ~ (1|a/b)')).toEqual(['a', 'a:b'])
    expect(randomNames('y ~ (x||g)')).toEqual(['g', '0 + x|g'])
  })
  test('names with spaces stand in backquotes, dots and letters of any alphabet as they are', () => {
    expect(columnsOf(parsed('`my score` ~ größe + factor(x.1) + (1|`who rated`)'))).toEqual([
      'my score',
      'größe',
      'x.1',
      'who rated',
    ])
  })
  test.each([
    ['y ~ (x|g)', 'correlated effects are not available; write (1|g) + (0 + x|g)', 5],
    ['y ~ log(x)', 'log( ) is not available; make the column in the file, or use factor( )', 5],
    ['y ~ a +', 'expected a column, found the end of the formula', 8],
    ['y a', 'expected ~ after the left side, which is one column, found "a"', 3],
    ['y ~ a $ b', '"$" has no meaning in a formula', 7],
    ['y ~ (1|g) + (1|g)', 'the random term g appears twice', 13],
    ['y ~ a^2', 'expected + before "^"', 6],
    ['y ~ (1|g', 'expected ) to close the random term, found the end of the formula', 9],
  ])('%s is refused with the place', (text, message, position) => {
    expect(refusal(text)).toEqual({ message, position })
  })
})
