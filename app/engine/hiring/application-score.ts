import type { MixedAnswer } from '../mixed/fit-job'
import { priorMeans } from './hiring-prior'
import type { PreparedApplication, PreparedHiring } from './prepare-hiring'
import { scoreFrom, stepsTo } from './score-arithmetic'
import { severityOf } from './severity'
import type { HiringApplicationScore, HiringSteps } from './types'

/** The score of one application (place `index` among the prepared ones) from the joint posterior of its criteria. */
export function applicationScore(
  prepared: PreparedHiring,
  answer: MixedAnswer,
  a: PreparedApplication,
  index: number,
): HiringApplicationScore {
  const { model, scale } = prepared
  // Per application the first k combinations are the criteria's scores, the next k the same without the fixed part.
  const { mean, covariance } = answer.groups[index]
  const k = a.criteria.length
  const between = (i: number, j: number) => covariance[i * 2 * k + j]
  const byCriterion = model.terms.indexOf('application:criterion')
  const byCriterionVariance = byCriterion < 0 ? 0 : answer.variances[byCriterion]
  const prior = priorMeans(scale)
  // A criterion that nobody scored for anyone has only its prior mean.
  const unseen = (c: PreparedApplication['criteria'][number]) =>
    (c.level < 0 ? byCriterionVariance : 0) + (c.column < 0 ? prior.commonVariance + prior.criterionVariance : 0)
  const center = a.criteria.map((c, i) => mean[i] + (c.column < 0 ? prior.mean : 0))
  let score = 0
  let variance = 0
  let ownVariance = 0
  let squares = 0
  a.criteria.forEach((c, i) => {
    score += c.weight * center[i]
    squares += c.weight ** 2
    variance += c.weight ** 2 * unseen(c)
    ownVariance += c.weight ** 2 * (c.level < 0 ? byCriterionVariance : 0)
    a.criteria.forEach((d, j) => {
      variance += c.weight * d.weight * between(i, j)
      ownVariance += c.weight * d.weight * between(k + i, k + j)
    })
  })
  const raters = ratersByCriterion(prepared, a)
  return scoreFrom({
    applicationId: a.applicationId,
    n: a.rows.length,
    score,
    variance,
    ownVariance,
    priorOwnVariance: answer.variances[model.terms.indexOf('application')] + byCriterionVariance * squares,
    steps: stepsOf(prepared, answer, a.rows, score),
    criteria: a.criteria.map((c, i) => ({
      name: c.name,
      score: center[i],
      sd: Math.sqrt(between(i, i) + unseen(c)),
      raters: raters.get(c.name)?.size ?? 0,
    })),
  })
}

function ratersByCriterion({ input }: PreparedHiring, { rows }: PreparedApplication): Map<string, Set<number>> {
  const raters = new Map<string, Set<number>>()
  for (const row of rows) {
    const { criterion, interviewerId } = input.ratings[row]
    const set = raters.get(criterion)
    if (set) set.add(interviewerId)
    else raters.set(criterion, new Set([interviewerId]))
  }
  return raters
}

/**
 * Takes the raw mean of one application's ratings apart into what the model says each part is, so that the parts lead
 * from the raw mean to the score.
 */
function stepsOf(
  { model, input }: PreparedHiring,
  answer: MixedAnswer,
  rows: readonly number[],
  score: number,
): HiringSteps {
  const mean = (f: (row: number) => number) => rows.reduce((sum, row) => sum + f(row), 0) / rows.length
  const effect = (name: (typeof model.terms)[number]) => {
    const term = model.terms.indexOf(name)
    if (term < 0) return 0
    const { index } = model.design.problem.random[term]
    return mean((row) => answer.effects[term].mean[index[row]])
  }
  return stepsTo(score, {
    rawMean: mean((row) => input.ratings[row].level),
    severity: severityOf(effect('interviewer')) + severityOf(effect('interviewer:criterion')),
    halo: 0 - effect('scorecard'),
    shrinkage: 0 - mean((row) => answer.residuals[row]),
  })
}
