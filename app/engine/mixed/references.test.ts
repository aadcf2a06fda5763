import { describe, expect, test } from 'vitest'
import { readRecords, readReference, readTable, referencePath } from '../../../test/golden/references'
import { buildDesign, levelNames } from '../model/design'
import { parseFormula } from '../model/parse-formula'
import { fitMixed } from './fit-mixed'
import { posteriorOf } from './posterior'

interface Reference {
  formula: string
  n: number
  REML: {
    criterion: number
    variance_components: Record<string, number>
    fixef: { term: string; estimate: number; se: number }[]
  }
  ML: { deviance: number; variance_components: Record<string, number> }
}

/** Reference, ratings, and columns that R made by pasting two others. */
const CASES: [string, string, Record<string, string>?][] = [
  ['hiring_small', 'hiring_small.csv'],
  ['hiring_sparse', 'hiring_sparse.csv'],
  ['hiring_disconnected', 'hiring_disconnected.csv'],
  ['hiring_drift_dif', 'hiring_drift_dif.csv', { ip: 'interviewer:period', ig: 'interviewer:group' }],
  ['penicillin', 'penicillin.csv'],
  ['brennan_3_2', 'brennan_3_2.csv'],
  ['peer_review', 'immer09_peer_review.csv'],
  ['ptam4_m2', 'ptam4_ratings.csv'],
  ['ptam4_m5', 'ptam4_ratings.csv'],
  ['ratings2_m2', 'sirt_ratings2.csv'],
  ['ratings2_m5', 'sirt_ratings2.csv'],
  ['wine_gauss', 'ordinal_wine.csv'],
]

const fitted = (formula: string, file: string, estimator: 'reml' | 'ml') => {
  const parsed = parseFormula(formula)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const table = readTable(referencePath(file)!)
  const design = buildDesign(parsed.value, table, new Set())
  return { table, design, fit: fitMixed(design.problem, { estimator }) }
}

/** 5e-6 relative, or both at the boundary. */
const expectVariance = (mine: number, theirs: number) => {
  if (mine < 1e-8 && theirs < 1e-8) return
  expect(Math.abs(mine / theirs - 1)).toBeLessThan(5e-6)
}

describe.each(CASES)('%s agrees with lme4', (name, file, pasted = {}) => {
  const here = referencePath(`ref/${name}_lmm.json`)
  const run = test.skipIf(here === null || referencePath(file) === null)
  const theirName = (term: string) => Object.entries(pasted).find(([, made]) => made === term)?.[0] ?? term

  run('REML: REML criterion, variances, fixed effects, every effect and its sd', () => {
    const reference = readReference<Reference>(`ref/${name}_lmm.json`)
    let formula = reference.formula
    for (const [one, made] of Object.entries(pasted)) formula = formula.replace(`1 | ${one})`, `1 | ${made})`)
    const { table, design, fit } = fitted(formula, file, 'reml')
    expect(fit.converged).toBe(true)
    expect(design.problem.n).toBe(reference.n)
    const over = fit.minusTwoLogLik - reference.REML.criterion
    expect(over).toBeLessThan(1e-6)
    expect(over).toBeGreaterThan(-1e-5)
    const { random } = design.problem
    random.forEach((term, t) =>
      expectVariance(fit.variances[t]!, reference.REML.variance_components[theirName(term.name)]!),
    )
    expectVariance(fit.variances[random.length]!, reference.REML.variance_components.Residual!)

    const posterior = posteriorOf(fit)
    const { estimate, se } = posterior.fixed()
    reference.REML.fixef.forEach((f, k) => {
      expect(estimate[k]).toBeCloseTo(f.estimate, 5)
      expect(se[k]).toBeCloseTo(f.se, 5)
    })
    const blups = new Map(readRecords(referencePath(`ref/${name}_blup.csv`)!).map((r) => [`${r.term}|${r.level}`, r]))
    let seen = 0
    random.forEach((term, t) => {
      const effects = posterior.effects(t)
      levelNames(table, design.levels[t]!).forEach((level, l) => {
        const r =
          blups.get(`${theirName(term.name)}|${level}`) ??
          blups.get(`${theirName(term.name)}|${level.replace(':', '.')}`)
        if (!r) throw new Error(`no reference for ${term.name} ${level}`)
        expect(Math.abs(effects.mean[l]! - Number(r.blup))).toBeLessThan(1e-5)
        expect(Math.abs(effects.sd[l]! - Number(r.pevsd))).toBeLessThan(1e-5)
        seen++
      })
    })
    expect(seen).toBe(blups.size)
  })

  run('ML: deviance and variances', () => {
    const reference = readReference<Reference>(`ref/${name}_lmm.json`)
    let formula = reference.formula
    for (const [one, made] of Object.entries(pasted)) formula = formula.replace(`1 | ${one})`, `1 | ${made})`)
    const { design, fit } = fitted(formula, file, 'ml')
    expect(fit.minusTwoLogLik - reference.ML.deviance).toBeLessThan(1e-6)
    expect(fit.minusTwoLogLik - reference.ML.deviance).toBeGreaterThan(-1e-5)
    design.problem.random.forEach((term, t) =>
      expectVariance(fit.variances[t]!, reference.ML.variance_components[theirName(term.name)]!),
    )
  })
})
