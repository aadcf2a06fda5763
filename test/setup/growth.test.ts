import { describe, expect, test } from 'vitest'
import { Rng } from '~/engine'
import { growthProblem } from './growth'

const N = 1_000

/** Time as a function of the size, each measurement longer than it by up to `disturbed` of it. */
const growing = (time: (size: number) => number, disturbed = () => 0) => {
  let sizeNow = 0
  const of = (size: number) => () => (sizeNow = size)
  return growthProblem(N, of, async (work) => {
    await work()
    return time(sizeNow) * (1 + disturbed())
  })
}

const QUADRATIC: Record<string, (size: number) => number> = {
  quadratic: (x) => x ** 2 / 100_000,
  'quadratic beside a constant': (x) => 20 + x ** 2 / 100_000,
  'quadratic beside what is linear, at the largest size more than three fifths': (x) => x / 40 + x ** 2 / 100_000,
  // The second doubling alone, and the first alone: each was let through when both had to grow.
  'quadratic from twice the smallest size on': (x) => (x < 2 * N ? x / 50 : 40 + ((x / (2 * N)) ** 2 - 1) * 40),
  'quadratic up to twice the smallest size': (x) => (x < 2 * N ? x ** 2 / 20_000 : 200 + (x - 2 * N) / 10),
  'quadratic between 1.41 and 2.83 times': (x) =>
    x < 1.42 * N ? x / 30 : x < 2.83 * N ? 47 * (x / (1.42 * N)) ** 2 : 187 + (x - 2.83 * N) / 10,
  cubic: (x) => x ** 3 / 1e8,
}

const LINEAR: Record<string, (size: number) => number> = {
  linear: (x) => x / 10,
  'x log x': (x) => (x * Math.log2(x)) / 100,
  'with a jump before the largest size, as of a heap that is enlarged': (x) => x / 10 + (x > 3 * N ? 600 : 0),
  'with a jump before twice the smallest size': (x) => x / 10 + (x > 1.5 * N ? 600 : 0),
  'with a jump after the smallest size': (x) => x / 10 + (x > 1.2 * N ? 600 : 0),
  'too short to matter, although quadratic': (x) => x ** 2 / 1e6,
}

describe('known times', () => {
  test.each(Object.entries(QUADRATIC))('%s is found out', async (_, time) => {
    expect(await growing(time)).toMatch(/\d+: \d+\.\d ms, \d+: \d+\.\d ms, \d+: \d+\.\d ms/)
  })

  test.each(Object.entries(LINEAR))('%s is not', async (_, time) => {
    expect(await growing(time)).toBeNull()
  })

  test('nor does it matter that measurements are disturbed by up to three tenths', async () => {
    const rng = new Rng(7)
    const wrong: string[] = []
    for (let round = 0; round < 300; round++) {
      if ((await growing(QUADRATIC.quadratic!, () => 0.3 * rng.uniform())) === null) wrong.push('quadratic')
      if ((await growing(LINEAR.linear!, () => 0.3 * rng.uniform())) !== null) wrong.push('linear')
    }
    expect(wrong).toEqual([])
  })
})

/** Work that is real, counted: so many passes over so many numbers. */
const passes = (numbers: number, times: number) => {
  const values = new Float64Array(numbers).fill(1)
  let sum = 0
  for (let at = 0; at < times; at++) for (const value of values) sum += value
  return sum
}

describe('work on this machine', () => {
  test('a quadratic function is found out', async () => {
    expect(await growthProblem(1_000, (size) => () => passes(size, size))).toMatch(/4000: /)
  })

  test('a linear one is not', async () => {
    expect(await growthProblem(100_000, (size) => () => passes(size, 300))).toBeNull()
  })
})
