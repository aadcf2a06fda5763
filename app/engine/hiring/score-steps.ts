import type { MixedAnswer } from '../mixed/fit-job'
import type { PreparedHiring } from './fit-hiring'
import type { HiringSteps } from './types'

/**
 * Takes the raw mean of one application's ratings apart into what the model says each part is, so that the parts lead
 * from the raw mean to the score; `other` is what is left (weights, criteria nobody scored, stages at their mean).
 */
export function scoreSteps(
  { model, input }: PreparedHiring,
  answer: MixedAnswer,
  rows: readonly number[],
  score: number,
): HiringSteps {
  const mean = (f: (row: number) => number) => rows.reduce((s, row) => s + f(row), 0) / rows.length
  const effect = (name: (typeof model.terms)[number]) => {
    const t = model.terms.indexOf(name)
    if (t < 0) return 0
    const { index } = model.design.problem.random[t]
    return mean((row) => answer.effects[t].mean[index[row]])
  }
  const rawMean = mean((row) => input.ratings[row].level)
  const severity = 0 - effect('interviewer') - effect('interviewer:criterion')
  const halo = 0 - effect('scorecard')
  const shrinkage = 0 - mean((row) => answer.residuals[row])
  return { rawMean, severity, halo, shrinkage, other: score - rawMean - severity - halo - shrinkage }
}
