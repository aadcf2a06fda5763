import { interval90 } from '../interval'
import { normalCdf } from '../probability/normal'
import type { HiringApplicationScore, HiringCriterionScore, HiringSteps } from './types'

export const DEFAULT_BAR = 3

export interface Weight {
  name: string
  /** Share in the composite; all shares of an application add up to 1. */
  weight: number
}

/**
 * Shares of an application's criteria in its composite, by code point. Weights that are given need not add up to 1, and those
 * that are not positive are left out; without any, the criteria named in `otherwise` count equally.
 */
export function compositeWeights(
  given: Readonly<Record<string, number>> | undefined,
  otherwise: Iterable<string>,
): Weight[] {
  const list = given
    ? Object.entries(given).filter(([, weight]) => weight > 0)
    : [...otherwise].map((name): [string, number] => [name, 1])
  const total = list.reduce((sum, [, weight]) => sum + weight, 0)
  return list.map(([name, weight]) => ({ name, weight: weight / total })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Steps from the raw mean to the score; `other` is what the named ones leave. In levels. */
export function stepsTo(score: number, named: Omit<HiringSteps, 'other'>): HiringSteps {
  const { rawMean, severity, halo, shrinkage } = named
  return { rawMean, severity, halo, shrinkage, other: score - rawMean - severity - halo - shrinkage }
}

/** What a posterior says of one application: everything that its score is made of. */
export interface ApplicationPosterior {
  applicationId: number
  /** Ratings used. */
  n: number
  bar?: number
  /** Posterior mean and variance of the composite. */
  score: number
  variance: number
  /** Posterior and prior variance of the composite's own part (application and application-by-criterion effects). */
  ownVariance: number
  priorOwnVariance: number
  steps: HiringSteps
  /** Criteria with weight: posterior mean and sd of each, and how many interviewers rated it. */
  criteria: { name: string; score: number; sd: number; raters: number }[]
}

/** The score of an application with its 90 % interval, reliability and probability of lying above the bar. */
export function scoreFrom(posterior: ApplicationPosterior): HiringApplicationScore {
  const { applicationId, n, score, steps, ownVariance, priorOwnVariance } = posterior
  const bar = posterior.bar ?? DEFAULT_BAR
  const sd = Math.sqrt(posterior.variance)
  return {
    applicationId,
    n,
    rawMean: steps.rawMean,
    score,
    sd,
    ...interval90(score, sd),
    reliability: Math.min(1, Math.max(0, 1 - ownVariance / priorOwnVariance)),
    bar,
    probabilityAboveBar: normalCdf((score - bar) / sd),
    steps,
    criteria: posterior.criteria.map((c): HiringCriterionScore => ({
      criterion: c.name,
      score: c.score,
      sd: c.sd,
      ...interval90(c.score, c.sd),
      raters: c.raters,
    })),
  }
}
