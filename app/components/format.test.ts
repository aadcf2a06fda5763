import { describe, expect, test } from 'vitest'
import * as format from './format'

describe('numbers', () => {
  test.each([
    [3.11, '3.1'],
    [2.95, '3.0'],
    [null, '–'],
    [Number.NaN, '–'],
  ])('a score of %s is written %s', (value, text) => expect(format.score(value)).toBe(text))

  test.each([
    [0.14, '+0.14'],
    [-0.04, '\u22120.04'],
    [-0.001, '0.00'],
    [1.2, '+1.20'],
    [-1.2, '\u22121.20'],
    [null, '–'],
  ])('a difference of %s is written %s', (value, text) => expect(format.difference(value)).toBe(text))

  test.each([
    [0.913, '0.91'],
    [0.9951, '>0.99'],
    [1, '>0.99'],
    [0.994, '0.99'],
    [0.0001, '<0.01'],
    [undefined, '–'],
  ])('a chance of %s is written %s', (value, text) => expect(format.chance(value)).toBe(text))

  test('a share keeps its leading zero', () => {
    expect(format.share(0.5)).toBe('0.50')
    expect(format.share(1)).toBe('1.00')
  })

  test('figures keep a true minus unless they round to nothing', () => {
    expect(format.figure(-0.25)).toBe('\u22120.25')
    expect(format.figure(-0.0001)).toBe('0.00')
    expect(format.percent(-0.0001)).toBe('0\u00a0%')
    expect(format.percent(0.08)).toBe('8\u00a0%')
  })

  test('intervals need both ends', () => {
    expect(format.interval(2.66, 3.51)).toBe('2.7–3.5')
    expect(format.interval(2.66, null)).toBe('–')
    expect(format.differenceInterval(-0.14, 0.28)).toBe('\u22120.14 to +0.28')
  })

  test('a figure and its unit are never parted', () => {
    expect(format.count(1, 'scorecard')).toBe('1\u00a0scorecard')
    expect(format.count(1412, 'rating')).toBe('1,412\u00a0ratings')
    expect(format.minutes(375)).toBe('6\u00a0h 15\u00a0min')
    expect(format.minutes(60)).toBe('1\u00a0h')
  })

  test('a list of names reads as a sentence', () => {
    expect(format.listed([])).toBe('')
    expect(format.listed(['Lind', 'Demir', 'Rao'])).toBe('Lind, Demir and Rao')
  })
})
