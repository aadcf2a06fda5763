import { describe, expect, test } from 'vitest'
import { factorOf, type Table } from '../model/table'
import { gapInLevels, otherScale } from './mixed-scales'

const tableOf = (rows: readonly (readonly [string, number])[]): Table => ({
  rows: rows.length,
  factors: new Map([['rater', factorOf(rows.map(([rater]) => rater))]]),
  numbers: new Map([['score', Float64Array.from(rows, ([, score]) => score)]]),
})
const rated = (given: Record<string, number[]>) =>
  tableOf(Object.entries(given).flatMap(([rater, scores]) => scores.map((score): [string, number] => [rater, score])))

describe('raters on another scale', () => {
  test.each<[string, Record<string, number[]>, string[] | null]>([
    ['0.2 to 1 beside 1 to 5', { a: [0.2, 0.6, 1], b: [1, 3, 5], c: [2, 4, 4] }, ['a']],
    ['two of them', { a: [0.2, 0.6], b: [1, 3, 5], c: [0.4, 1] }, ['a', 'c']],
    ['per cent beside 1 to 5', { a: [20, 60, 100], b: [1, 3, 5], c: [2, 4, 4] }, ['b', 'c']],
    ['a severe rater on 1 to 4', { a: [1, 1, 1], b: [2, 3, 4], c: [3, 4, 4] }, null],
    ['a severe rater on 1 to 10', { a: [1, 1, 2], b: [2, 9, 10], c: [5, 8, 10] }, null],
    ['a rater of only ones on 1 to 10', { a: [1, 1, 1], b: [2, 9, 10] }, null],
    ['half points', { a: [0.5, 1, 1.5], b: [2, 3, 3.5] }, null],
    ['negative measurements', { a: [-3.1, -2.2], b: [4, 50] }, null],
    ['one rater', { a: [0.2, 5] }, null],
  ])('%s', (_, given, levels) => {
    expect(otherScale(rated(given), 'score', ['rater'])?.levels.sort() ?? null).toEqual(levels)
  })
})

describe('ratings apart from all others', () => {
  test.each<[string, number[], { below: number; above: number } | null]>([
    ['33 among 0 to 4', [3, 0, 2, 33, 1, 2, 4, 4], { below: 4, above: 33 }],
    ['some divided by 5', [1, 2, 5, 0.2, 0.8, 3], { below: 0.8, above: 1 }],
    ['1 to 5 beside per cent', [1, 2, 3, 4, 5, 20, 60], { below: 5, above: 20 }],
    ['99 among half points', [1, 1.5, 2.5, 3, 99, 4], { below: 4, above: 99 }],
    ['-9 below 1 to 4', [1, 2, -9, 3, 4], { below: -9, above: 1 }],
    ['-9 below half points', [1, 1.5, -9, 3, 2, 4], { below: -9, above: 1 }],
    ['-1 below 1 to 4', [1, 2, -1, 3, 4], { below: -1, above: 1 }],
    ['a scale from -2 to 2', [-2, -1, 0, 1, 2], null],
    ['a scale from -3 to 3 with unused levels', [-3, 1, 2, 3], null],
    ['a scale from -1', [-1, 0, 1, 2], null],
    ['an unused level', [1, 2, 4, 5], null],
    ['two levels', [1, 4, 1, 4], null],
    ['sparse points', [2, 10, 50, 100], null],
    ['half points', [0.5, 1, 2.5, 4], null],
    ['measurements', [-1.2, 3.4, 7.8], null],
  ])('%s', (_, scores, gap) => {
    expect(gapInLevels(rated({ a: scores }), 'score')).toEqual(gap)
  })
})
