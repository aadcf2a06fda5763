import { severityOf } from '../hiring/severity'
import { levelNames } from '../model/design'
import type { FittedTerms, PreparedRatings } from './types'
import type { CalibrationDocument, Warning } from './document'
import { isAtBoundary, isFlat } from './boundary'
import { interviewerUse } from './interviewer-use'
import { termOf } from './term-meanings'

/** Largest term whose effects are written out unless all are asked for. */
const MANY_LEVELS = 100_000

/** Variance of every random term, those left out included. */
export function varianceComponents(
  { design, dropped }: PreparedRatings,
  answer: FittedTerms,
): CalibrationDocument['varianceComponents'] {
  const { random } = design.problem
  const se = (g: number) =>
    answer.standardErrors[g] < 0 || isFlat(answer, random, g) ? null : answer.standardErrors[g]
  const out: CalibrationDocument['varianceComponents'] = {}
  random.forEach((t, g) => (out[t.name] = { variance: answer.variances[g], se: se(g), levels: t.levels }))
  for (const { term, levels } of dropped) out[term.name] = { variance: null, se: null, levels }
  return out
}

export function effects({ design, table, request }: PreparedRatings, answer: FittedTerms, warnings: Warning[]) {
  const out: CalibrationDocument['effects'] = {}
  design.problem.random.forEach((term, t) => {
    if (term.levels > MANY_LEVELS && !request.allEffects) {
      warnings.push({
        code: 'EFFECTS_LEFT_OUT',
        message: `The ${term.levels} effects of (${term.name}) are not written out; --effects all writes them.`,
      })
      return
    }
    const found = answer.effects(t)
    if (found === null) return
    const { mean, sd } = found
    // An effect of a term at the boundary is 0 because nothing is known of it, which an sd of 0 would belie.
    const zero = isAtBoundary(answer, t)
    out[term.name] = levelNames(table, design.levels[t]).map((level, l) => ({
      level,
      estimate: mean[l],
      sd: zero ? null : sd[l],
    }))
  })
  return out
}

export function interviewers(
  prepared: PreparedRatings,
  answer: FittedTerms,
  warnings: Warning[],
): CalibrationDocument['interviewers'] {
  const t = termOf(prepared, 'interviewer')
  if (t < 0) return null
  const { index, levels } = prepared.design.problem.random[t]
  const n = new Int32Array(levels)
  for (const l of index) n[l]++
  const effects = answer.effects(t)
  if (effects === null) return null
  const { mean, sd } = effects
  const use = interviewerUse(prepared, answer, warnings)
  return levelNames(prepared.table, prepared.design.levels[t]).map((interviewer, l) => ({
    interviewer,
    n: n[l],
    severity: severityOf(mean[l]),
    sd: isAtBoundary(answer, t) ? null : sd[l],
    scaleUse: use.scaleUse[l],
    noise: use.noise[l],
  }))
}

export function scorecards(
  prepared: PreparedRatings,
  answer: FittedTerms,
  warnings: Warning[],
): CalibrationDocument['scorecards'] {
  const t = termOf(prepared, 'interview')
  if (t < 0) return null
  const { levels } = prepared.design.problem.random[t]
  const found = levels > MANY_LEVELS && !prepared.request.allEffects ? null : answer.effects(t)
  if (found === null) {
    warnings.push({
      code: 'SCORECARDS_LEFT_OUT',
      message: `The ${levels} interviews are not listed one by one; --effects all lists them.`,
    })
    return null
  }
  const { mean, sd } = found
  return levelNames(prepared.table, prepared.design.levels[t]).map((level, l) => {
    const spread = answer.variances[t] - sd[l] ** 2
    return { level, z: spread > 1e-12 ? mean[l] / Math.sqrt(spread) : null }
  })
}
