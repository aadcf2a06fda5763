import { describe, expect, test } from 'vitest'
import { readReference, readTable, referencePath } from '../../../test/golden/references'
import { fitRasch } from './rasch'
import { raschAgreement, raschSummary } from './rasch-summary'
import { crossCodes } from '../model/table'

interface Element {
  level: string
  count: number
  score: number
  measure: number
  se: number
  infit: number
  infit_z: number
  outfit: number
  outfit_z: number
}
interface Reference {
  fit: Record<string, Element[]>
  summary: Record<string, { separation_pop: number; reliability_pop: number }>
  thresholds: Record<string, number>
  logLik: number
  agreement: { exact_pct: number; expected_pct: number }
}

describe('many-facet Rasch on hiring_small', () => {
  const reference = readReference<Reference>('ref/hiring_small_jmle.json')
  const table = readTable(referencePath('hiring_small.csv')!)
  const names = ['candidate', 'interviewer', 'criterion']
  const data = {
    category: Int32Array.from(table.numbers.get('score')!, (x) => x - 1),
    categories: 4,
    facets: names.map((name) => {
      const f = table.factors.get(name)!
      return { index: f.codes, levels: f.levels.length }
    }),
  }
  const fit = fitRasch(data)!

  test('measures, standard errors and fit statistics of every element', () => {
    expect(fit.converged).toBe(true)
    expect(fit.logLik).toBeCloseTo(reference.logLik, 4)
    names.forEach((name, a) => {
      const byLevel = new Map(reference.fit[name]!.map((e) => [e.level, e]))
      table.factors.get(name)!.levels.forEach((level, l) => {
        const r = byLevel.get(level)!
        const e = fit.elements[a]![l]
        expect(e!.count).toBe(r.count)
        for (const [mine, theirs] of [
          [e!.measure, r.measure],
          [e!.se, r.se],
          [e!.infit, r.infit],
          [e!.infitZ, r.infit_z],
          [e!.outfit, r.outfit],
          [e!.outfitZ, r.outfit_z],
        ])
          expect(Math.abs(mine! - theirs!)).toBeLessThan(1e-4)
      })
    })
    Object.values(reference.thresholds).forEach((f, c) =>
      expect(Math.abs(fit.thresholds[c]!.measure - f)).toBeLessThan(1e-4),
    )
  })

  test('separation, reliability and agreement', () => {
    names.forEach((name, a) => {
      const s = raschSummary(fit.elements[a]!)
      expect(s.separation).toBeCloseTo(reference.summary[name]!.separation_pop, 4)
      expect(s.reliability).toBeCloseTo(reference.summary[name]!.reliability_pop, 4)
    })
    const [c, i, k] = names.map((n) => table.factors.get(n)!)
    const target = crossCodes(c!.codes, c!.levels.length, k!.codes, k!.levels.length).index
    const agreement = raschAgreement(data, fit.probabilities, target, i!.codes)
    expect(100 * agreement.observed!).toBeCloseTo(reference.agreement.exact_pct, 6)
    expect(100 * agreement.expected!).toBeCloseTo(reference.agreement.expected_pct, 3)
  })
})

test('an element with only the highest score gets a finite measure', () => {
  const category = Int32Array.from([2, 2, 2, 0, 1, 2, 1, 0, 1])
  const facets = [
    { index: Int32Array.from([0, 0, 0, 1, 1, 1, 2, 2, 2]), levels: 3 },
    { index: Int32Array.from([0, 1, 2, 0, 1, 2, 0, 1, 2]), levels: 3 },
  ]
  const fit = fitRasch({ category, categories: 3, facets })!
  expect(Number.isFinite(fit.elements[0]![0]!.measure)).toBe(true)
  expect(fit.elements[0]![0]!.measure).toBeGreaterThan(fit.elements[0]![1]!.measure)
})
