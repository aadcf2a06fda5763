import { probabilityAbove, type Costs } from '../decision/expected-loss'
import type { MixedAnswer } from '../mixed/fit-job'
import { interval90 } from '../interval'
import type { CandidateCombinations } from './composite'
import type { CalibrationDocument } from './document'
import { interviewBySomeoneNew } from './one-more-interview'
import type { MeaningVariances } from './types'

type CandidateResult = NonNullable<CalibrationDocument['candidates']>[number]

/**
 * Score, interval, reliability and value of one more interview of one candidate, from the joint posterior of its criteria:
 * `group` holds tau_1..tau_k, then the same without fixed part. `sharesEffect`: the candidate's effect also holds what cannot be
 * told from it (see `confounding`). Were half of its variance v the candidate's own, the mean squared error of the estimated
 * effect would be v / 2 whatever its reliability, so that is the least its variance is taken to be; reliability is not known.
 */
export function candidateResult(
  combinations: CandidateCombinations,
  group: MixedAnswer['groups'][number],
  v: MeaningVariances,
  context: { name: string; y: Float64Array; bar: number | null; costs: Costs; sharesEffect: boolean },
): CandidateResult {
  const joint = jointPosterior(combinations, group, v['candidate:criterion'])
  const { score, variance, own, weights, sigma } = joint
  const total = v.candidate + v['candidate:criterion'] * weights.reduce((s, w) => s + w * w, 0)
  const { bar, costs, sharesEffect } = context
  const hidden = sharesEffect ? Math.max(0, total / 2 - own) : 0
  const sd = Math.sqrt(Math.max(0, variance + hidden))
  let evsi: CandidateResult['evsi'] = null
  if (bar !== null && total > 0 && !sharesEffect) {
    const { zeroOne, linear } = interviewBySomeoneNew({ score, sd, weights, sigma }, v, bar, costs)
    evsi = { zeroOne, linear }
  }
  return {
    candidate: context.name,
    n: combinations.rows.length,
    rawMean: combinations.rows.reduce((s, i) => s + context.y[i], 0) / combinations.rows.length,
    score,
    sd,
    ...interval90(score, sd),
    reliability: total > 0 && !sharesEffect ? Math.min(1, Math.max(0, 1 - own / total)) : null,
    probabilityAboveBar: bar === null || total <= 0 ? null : probabilityAbove(score, sd, bar),
    evsi,
  }
}

/** Score of a candidate with the joint posterior covariance `sigma` (k x k) of its criteria's scores. */
export function jointPosterior(
  combinations: CandidateCombinations,
  group: MixedAnswer['groups'][number],
  criterionVariance: number,
) {
  const k = combinations.criteria.length
  const weights = combinations.criteria.map((c) => c.weight)
  const sigma = new Float64Array(k * k)
  let score = 0
  let variance = 0
  let own = 0
  for (let i = 0; i < k; i++) {
    score += weights[i] * group.mean[i]
    for (let j = 0; j < k; j++) {
      // A criterion this candidate was never scored on has its effect's prior variance, and mean 0.
      const unseen = i === j && combinations.criteria[i].missing ? criterionVariance : 0
      sigma[i * k + j] = group.covariance[i * 2 * k + j] + unseen
      variance += weights[i] * weights[j] * sigma[i * k + j]
      own += weights[i] * weights[j] * (group.covariance[(k + i) * 2 * k + k + j] + unseen)
    }
  }
  return { score, variance, own, weights, sigma }
}
