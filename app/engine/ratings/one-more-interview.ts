import { expectedValueOfInformation, preposteriorSd, type Costs } from '../decision/expected-loss'
import type { MeaningVariances } from './types'

/** What is known of a candidate: the composite's mean and sd, its weights, and Sigma, the criteria's joint covariance (k x k). */
export interface CandidatePosterior {
  score: number
  sd: number
  weights: readonly number[]
  sigma: Float64Array
}

export interface OneMoreInterview {
  /** sd of the score once the interview is in, and how far its mean is expected to move (one standard deviation). */
  sdAfter: number
  move: number
  zeroOne: number
  linear: number
}

/** One more interview on all criteria by an interviewer who is not in the data. */
export function interviewBySomeoneNew(
  posterior: CandidatePosterior,
  v: MeaningVariances,
  bar: number,
  costs: Costs,
): OneMoreInterview {
  const { sigma, weights } = posterior
  const k = weights.length
  const c = new Float64Array(k)
  const scatter = sigma.slice()
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      c[i] += sigma[i * k + j] * weights[j]
      scatter[i * k + j] += v.interviewer + v.interview
    }
    scatter[i * k + i] += v['interviewer:criterion'] + v.residual
  }
  return valued(posterior, c, scatter, bar, costs)
}

/**
 * One more interview by a known interviewer. `joint` is the 2k x 2k posterior covariance of the criteria's scores, then of that
 * interviewer's leniency on each criterion; `unseen[i]` adds the prior variance of a leniency the data say nothing about.
 */
export function interviewBySomeoneKnown(
  posterior: CandidatePosterior,
  joint: Float64Array,
  unseen: readonly number[],
  v: MeaningVariances,
  bar: number,
  costs: Costs,
): OneMoreInterview {
  const { weights } = posterior
  const k = weights.length
  const n = 2 * k
  const c = new Float64Array(k)
  const scatter = new Float64Array(k * k)
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      c[i] += (joint[i * n + j] + joint[(k + i) * n + j]) * weights[j]
      scatter[i * k + j] =
        joint[i * n + j] + joint[(k + i) * n + j] + joint[i * n + k + j] + joint[(k + i) * n + k + j] + v.interview
    }
    scatter[i * k + i] += v.residual + unseen[i]
  }
  return valued(posterior, c, scatter, bar, costs)
}

function valued(
  { score, sd }: CandidatePosterior,
  c: Float64Array,
  scatter: Float64Array,
  bar: number,
  costs: Costs,
): OneMoreInterview {
  const move = preposteriorSd(c, scatter, sd)
  return {
    move,
    sdAfter: Math.sqrt(Math.max(0, sd * sd - move * move)),
    zeroOne: expectedValueOfInformation(score, sd, move, bar, costs, 'zeroOne'),
    linear: expectedValueOfInformation(score, sd, move, bar, costs, 'linear'),
  }
}
