import { describe, expect, test } from 'vitest'
import { readTable } from '../../../test/golden/references'
import { fieldCase } from '../../../test/golden/field-case'
import type { RaschData, RaschElement } from './data'
import { fitRasch, type RaschFit } from './rasch'

const NAMES = ['candidate', 'interviewer', 'criterion'] as const

/** The measures by facet and name, of a file in `test/golden/field-cases`. */
function measured(file: string) {
  const table = readTable(fieldCase(file))
  const score = table.numbers.get('score')!
  const values = [...new Set(score)].sort((a, b) => a - b)
  const columns = NAMES.map((name) => table.factors.get(name)!)
  const data: RaschData = {
    category: Int32Array.from(score, (x) => values.indexOf(x)),
    categories: values.length,
    facets: columns.map(({ codes, levels }) => ({ index: codes, levels: levels.length })),
  }
  const fit: RaschFit = fitRasch(data)!
  const of = new Map<string, RaschElement>()
  NAMES.forEach((facet, a) => fit.elements[a]!.forEach((e, l) => of.set(`${facet} ${columns[a]!.levels[l]}`, e)))
  return { fit, of }
}

describe('candidates with only highest or only lowest ratings', () => {
  test('the values of the field case: the perfect candidate gets the adjustment, all others are as without it', () => {
    const { fit, of } = measured('ex.csv')
    expect(fit.converged).toBe(true)
    const right = {
      'candidate C1': 0.6537,
      'candidate C2': -2.5436,
      'candidate C3': 1.5875,
      'candidate C4': -2.5436,
      'candidate C5': 3.6204,
      'candidate C6': 6.4394,
      'interviewer Ada': 0.8916,
      'criterion coding': -0.5407,
    }
    for (const [name, measure] of Object.entries(right)) expect(of.get(name)!.measure, name).toBeCloseTo(measure, 4)
    ;[-3.1201, -0.3745, 3.4946].forEach((f, k) => expect(fit.thresholds[k]!.measure).toBeCloseTo(f, 4))
    expect(of.get('candidate C6')).toMatchObject({ infit: null, outfit: null, count: 4, score: 12 })
    expect(of.get('candidate C6')!.se).toBeGreaterThan(1)
    const without = measured('noex.csv')
    for (const [name, element] of without.of) expect(of.get(name)!.measure).toBeCloseTo(element.measure, 8)
    expect(fit.logLik).toBeCloseTo(without.fit.logLik, 8)
  })

  test.each([
    ['one-top-candidate.csv', 1],
    ['one-top-one-bottom.csv', 2],
  ])('%s: converges', (file, extremes) => {
    const { fit } = measured(file)
    expect(fit.converged).toBe(true)
    expect(fit.extremes.extremes).toHaveLength(extremes)
  })

  test('one top candidate of 48: everyone else as in the file without them', () => {
    const { of } = measured('one-top-candidate.csv')
    for (const [name, { measure, se, infit }] of measured('one-top-candidate-left-out.csv').of) {
      expect(of.get(name)!.measure, name).toBeCloseTo(measure, 8)
      expect(of.get(name)!.se, name).toBeCloseTo(se!, 8)
      expect(of.get(name)!.infit, name).toBeCloseTo(infit!, 8)
    }
  })
})

type Row = readonly [candidate: number, interviewer: number, criterion: number, category: number]

/** Rows as the model takes them. */
function rowsOf(rows: readonly Row[], categories: number): RaschData {
  return {
    category: Int32Array.from(rows, (r) => r[3]),
    categories,
    facets: [0, 1, 2].map((a) => ({
      index: Int32Array.from(rows, (r) => r[a]!),
      levels: Math.max(...rows.map((r) => r[a]!)) + 1,
    })),
  }
}

/** 6 candidates, 3 interviewers, 2 criteria, complete, without an extreme element. */
const sound = Array.from({ length: 36 }, (_, i): Row => {
  const [c, j, k] = [Math.floor(i / 6), Math.floor(i / 2) % 3, i % 2]
  return [c, j, k, Math.max(0, Math.min(3, Math.round(c / 2 + (j - 1) / 2 - k / 3 + ((i * 7) % 5) / 4)))]
})

const CASES: [string, Row[], number][] = [
  ['an interviewer with only the lowest', [0, 1, 2, 3].flatMap((c) => [0, 1].map((k): Row => [c, 3, k, 0])), 1],
  ['a criterion with only the highest', [0, 1, 2, 3].flatMap((c) => [0, 1].map((j): Row => [c, j, 2, 3])), 1],
  [
    'an interviewer who is extreme only without a bottom candidate',
    [
      [6, 0, 0, 0],
      [6, 1, 1, 0],
      [6, 3, 0, 0],
      [1, 3, 0, 3],
      [2, 3, 1, 3],
    ],
    2,
  ],
]

describe.each(CASES)('%s', (_, added, extremes) => {
  test('leaves all other measures as without it, and is placed beyond them or at a finite value', () => {
    const without = fitRasch(rowsOf(sound, 4))!
    const fit = fitRasch(rowsOf([...sound, ...added], 4))!
    expect(without.extremes.extremes).toEqual([])
    expect(fit.converged && without.converged).toBe(true)
    expect(fit.extremes.extremes).toHaveLength(extremes)
    without.elements.forEach((list, a) =>
      list.forEach((e, l) => expect(fit.elements[a]![l]!.measure).toBeCloseTo(e.measure, 7)),
    )
    for (const { facet, level } of fit.extremes.extremes) {
      const { measure, se, infit } = fit.elements[facet]![level]!
      expect(Number.isFinite(measure)).toBe(true)
      expect(se).toBeGreaterThan(0)
      expect(infit).toBeNull()
    }
  })
})

test('a score that only a perfect candidate has is no category of the others', () => {
  const rows = sound.map(([c, j, k, x]): Row => [c, j, k, Math.min(2, x)])
  const without = fitRasch(rowsOf(rows, 3))!
  const fit = fitRasch(rowsOf([...rows, [6, 0, 0, 3], [6, 1, 1, 3]], 4))!
  expect(fit.thresholds).toHaveLength(2)
  expect(fit.elements[1]!.map((e) => e.measure)).toEqual(
    without.elements[1]!.map((e): unknown => expect.closeTo(e.measure, 7)),
  )
})

test('an interviewer who met only a perfect candidate cannot be placed', () => {
  const fit = fitRasch(rowsOf([...sound, [6, 3, 0, 3], [6, 3, 1, 3], [6, 0, 0, 3]], 4))!
  expect(fit.extremes.extremes).toMatchObject([{ facet: 0, level: 6, end: 'highest' }])
  expect(fit.extremes.unplaced).toEqual([{ facet: 1, level: 3 }])
})

test('where every element is extreme there is no fit', () => {
  const rows = [0, 1].flatMap((c) => [0, 1].map((j): Row => [c, j, 0, c]))
  expect(fitRasch(rowsOf(rows, 2))).toBeNull()
})
