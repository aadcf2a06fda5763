import { describe, expect, test } from 'vitest'
import { csvRows } from './check-exhibit'
import { generateExhibits } from './generate-exhibits'
import type { Generator } from './generator-schema'

const base: Generator = {
  seed: 7,
  from: '2026-06-01T00:00Z',
  fault: 'Half of the rows are lost from the second day on.',
  exhibits: {},
}

function rows(exhibit: Generator['exhibits'][string], more: Partial<Generator> = {}) {
  const made = generateExhibits({ ...base, ...more, exhibits: { it: exhibit } })
  if (!made.ok) throw new Error(made.message)
  return csvRows(made.csv.it ?? '')
}

test('rows run over time, then over groups, with each group value its own numbers', () => {
  const made = rows(
    {
      every: 12,
      count: 3,
      by: ['region', 'app'],
      columns: { time: 'time', region: 'region', app: 'app', load: ['share * use * step(h - 24)', 2] },
    },
    { groups: { region: { eu: { share: 0.4 }, us: { share: 0.6 } }, app: { web: { use: 1 } } } },
  )
  expect(made).toEqual([
    ['time', 'region', 'app', 'load'],
    ['2026-06-01T00:00Z', 'eu', 'web', '0.00'],
    ['2026-06-01T00:00Z', 'us', 'web', '0.00'],
    ['2026-06-01T12:00Z', 'eu', 'web', '0.00'],
    ['2026-06-01T12:00Z', 'us', 'web', '0.00'],
    ['2026-06-02T00:00Z', 'eu', 'web', '0.40'],
    ['2026-06-02T00:00Z', 'us', 'web', '0.60'],
  ])
})

test('a series can be read at another hour, so that a label can lag behind', () => {
  const made = rows(
    { every: 24, count: 4, columns: { date: 'date', lag: ['at(quality, h - 48)', 0] } },
    { series: { quality: 'fall * 10', fall: 'step(h)' } },
  )
  expect(made.slice(1).map(([, lag]) => lag)).toEqual(['0', '0', '10', '10'])
})

test('a cell stays empty where its condition is not above 0', () => {
  const made = rows({ every: 1, count: 3, columns: { h: ['h', 0], x: ['h * 2', 0, 'h - 1'] } })
  expect(made.slice(1)).toEqual([
    ['0', ''],
    ['1', ''],
    ['2', '4'],
  ])
})

test('clock names follow UTC, weeks begin on Monday', () => {
  const made = rows({ every: 30, count: 3, columns: { hour: ['hour', 0], day: ['day', 0], weekday: ['weekday', 0] } })
  expect(made.slice(1)).toEqual([
    ['0', '0', '0'],
    ['6', '1', '1'],
    ['12', '2', '2'],
  ])
})

describe('noise', () => {
  const noisy = (seed: number, formula: string) =>
    rows({ every: 1, count: 400, columns: { x: [formula, 6] } }, { seed })
      .slice(1)
      .map(([x]) => Number(x))

  test('is the same for the same seed and keys and another for another seed', () => {
    expect(noisy(7, 'noise(1, h)')).toEqual(noisy(7, 'noise(1, h)'))
    expect(noisy(7, 'noise(1, h)')).not.toEqual(noisy(8, 'noise(1, h)'))
    expect(noisy(7, 'noise(1, day)').slice(0, 24)).toEqual(Array(24).fill(noisy(7, 'noise(1, day)')[0]))
  })

  test('has mean 0 and sd 1 within what 400 draws allow', () => {
    const draws = noisy(7, 'noise(3, h)')
    const mean = draws.reduce((a, b) => a + b) / draws.length
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / (draws.length - 1)
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(400))
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 400))
  })

  test.each([3, 200])('counts with mean %d have that mean and variance', (expected) => {
    const draws = noisy(7, `poisson(${expected}, 4, h)`)
    const mean = draws.reduce((a, b) => a + b) / draws.length
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / (draws.length - 1)
    expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(expected / 400))
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.35)
  })
})

test('a written table keeps its cells, with quotes where a cell needs them', () => {
  expect(
    rows({
      rows: [
        ['17 June', 'Android 8.4, staged'],
        ['22 June', 'v42 "fast"'],
      ],
    }),
  ).toEqual([
    ['17 June', 'Android 8.4, staged'],
    ['22 June', 'v42 "fast"'],
  ])
})

test.each([
  [
    { every: 1, count: 1, columns: { x: ['missing', 0] } },
    'it.x: "missing" is not a given, an earlier figure or a fact that is told.',
  ],
  [{ every: 1, count: 1, columns: { x: 'region' } }, 'it.x: "region" is not time, date or a group under "by".'],
  [{ every: 1, count: 1, by: ['region'], columns: { x: 'time' } }, 'There is no group "region".'],
  [{ every: 1, count: 1, columns: { x: ['loop', 0] } }, 'series.loop: the series lead back to themselves.'],
] satisfies [Generator['exhibits'][string], string][])('a mistake is told with its place: %#', (exhibit, message) => {
  const made = generateExhibits({ ...base, series: { loop: 'loop + 1' }, exhibits: { it: exhibit } })
  expect(made).toEqual({ ok: false, message })
})

test('what would take all memory or time is refused in a sentence, before it is made', () => {
  const of = (exhibit: Generator['exhibits'][string], more: Partial<Generator> = {}) =>
    generateExhibits({ ...base, ...more, exhibits: { it: exhibit } })
  const ten = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`v${at}`, { n: at }]))
  const groups = { a: ten, b: ten, c: ten }
  expect(of({ every: 1, count: 5_000, by: ['a', 'b', 'c'], columns: { x: 'a' } }, { groups })).toEqual({
    ok: false,
    message: 'it: this makes more than 100,000 rows; take fewer steps or groups.',
  })
  const doubling = Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [`s${at}`, at === 19 ? '1' : `s${at + 1} + s${at + 1}`]),
  )
  expect(of({ every: 1, count: 5_000, columns: { x: ['s0', 0] } }, { series: doubling })).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^series\.s\d+: the series use each other too often to be worked out\.$/) as string,
  })
  const outOfRange = { ok: false, message: 'A formula is nested too deeply, or a time is out of range.' }
  expect(of({ every: 1e300, count: 2, columns: { x: 'time' } })).toEqual(outOfRange)
  expect(of({ every: 1, count: 1, columns: { x: 'date' } }, { from: '2026-99-99T00:00Z' })).toEqual(outOfRange)
})
