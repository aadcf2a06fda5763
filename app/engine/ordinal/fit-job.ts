import { Z90 } from '../interval'
import { normalCdf } from '../probability/normal'
import type { MixedProblem } from '../model/design'
import type { TermEffects } from '../mixed/posterior'
import { averagedNoise, expectedCategory, shiftTo } from './expected-category'
import { fitOrdinal, type OrdinalOptions } from './fit'
import type { Link } from './link'
import { OrdinalPosterior, type Estimate, type OrdinalCombination } from './posterior'
import { ordinalProblem } from './problem'

/**
 * Asks for T = sum of weight_k E_k, E_k the mean category value at combination k, averaged over the effects of all terms that are
 * not among `ownTerms` (their total variance is `spread`). `unseen` are terms of which combination k has no effect because no row
 * has that level: its mean is 0 and its variance that of the term.
 */
export interface ExpectedQuery {
  combinations: (OrdinalCombination & { weight: number; unseen: number[] })[]
}

/** An ordinal fit as plain data, so that it can be sent to a thread. */
export interface OrdinalJob {
  problem: MixedProblem
  link: Link
  prior?: OrdinalOptions['prior']
  queries: ExpectedQuery[]
  /** Terms whose effects are part of the queries' combinations; the variance of all others is averaged over. */
  ownTerms: number[]
  /**
   * Least posterior variance of the own terms' weighted sum, as a share of its prior variance: more than 0 where those terms
   * also hold what cannot be told from them.
   */
  leastOwnShare?: number
  /** Asks for P(T > bar). */
  bar: number | null
}

/**
 * T's answer. On the latent scale the combinations move together by a normal shift, in the direction in which T rises; T, its interval
 * and the probability follow from that shift, so they keep within the categories' values and agree with each other.
 */
export interface ExpectedAnswer {
  /** At the posterior mode; the median of T. */
  value: number
  /** Standard deviation to first order. */
  sd: number
  /** 90 % interval. */
  lower: number
  upper: number
  /** null when no bar is asked about, or nothing is uncertain. */
  aboveBar: number | null
  /** Posterior variance, on the latent scale, of the weighted sum of the combinations' effects without their fixed part. */
  ownVariance: number
}

export interface OrdinalAnswer {
  values: Float64Array
  /** Variance of each term on the latent scale; standard errors are -1 where there is none. */
  variances: Float64Array
  standardErrors: Float64Array
  minusTwoLogLik: number
  iterations: number
  converged: boolean
  thresholds: Estimate[]
  /** Raw coefficients after the intercept. */
  coefficients: Estimate[]
  effects: TermEffects[]
  queries: ExpectedAnswer[]
}

/** Fits and answers every query. @throws OrdinalNotEstimable as `ordinalProblem` and `fitOrdinal` do. */
export function solveOrdinal(job: OrdinalJob, onStep?: OrdinalOptions['onStep']): OrdinalAnswer {
  const problem = ordinalProblem(job.problem)
  const fit = fitOrdinal(problem, {
    link: job.link,
    ...(job.prior && { prior: job.prior }),
    ...(onStep && { onStep }),
  })
  const posterior = new OrdinalPosterior(fit)
  const answer = expectedAnswers(posterior, job, spreadOf(job, fit.variances))
  return {
    values: problem.values,
    variances: fit.variances,
    standardErrors: fit.standardErrors,
    minusTwoLogLik: fit.minusTwoLogLik,
    iterations: fit.iterations,
    converged: fit.converged,
    ...posterior.parameters(),
    effects: job.problem.random.map((_, t) => posterior.effects(t)),
    queries: job.queries.map(answer),
  }
}

/** Variance of the terms that are no candidate's own, at the mean square of their multipliers. */
function spreadOf({ problem, ownTerms }: OrdinalJob, variances: Float64Array): number {
  let spread = 0
  problem.random.forEach(({ slope }, t) => {
    if (ownTerms.includes(t)) return
    spread += variances[t] * (slope === null ? 1 : slope.reduce((s, x) => s + x * x, 0) / slope.length)
  })
  return spread
}

function expectedAnswers(
  posterior: OrdinalPosterior,
  { link, bar, ownTerms, leastOwnShare = 0 }: OrdinalJob,
  spread: number,
) {
  const { problem, point } = posterior.fit
  const { values } = problem
  const { thresholds } = point.parameters
  const noise = averagedNoise(link, spread)
  const varianceOf = (terms: number[]) => terms.reduce((s, t) => s + point.parameters.sd[t] ** 2, 0)
  return ({ combinations }: ExpectedQuery): ExpectedAnswer => {
    const etas = combinations.map((combination) => posterior.value(combination))
    const here = etas.map((eta) => expectedCategory(noise, values, thresholds, eta))
    const weights = combinations.map(({ weight }) => weight)
    let value = 0
    let derivative = 0
    const byThreshold = new Float64Array(thresholds.length)
    here.forEach((at, k) => {
      value += weights[k] * at.value
      derivative += weights[k] * at.derivative
      at.byThreshold.forEach((d, j) => (byThreshold[j] += weights[k] * d))
    })
    // The combinations share effects, so the variance of their sum is that of one combination with all their effects.
    const rising = posterior.project(
      combine(
        combinations,
        here.map(({ derivative }, k) => weights[k] * derivative),
      ),
    )
    byThreshold.forEach((d, j) => (rising.byLocation[j] += d))
    let variance = rising.effectVariance + posterior.locationVariance(rising.byLocation)
    combinations.forEach(({ unseen }, k) => (variance += (weights[k] * here[k].derivative) ** 2 * varianceOf(unseen)))
    const own = posterior.project(
      combine(
        combinations.map((combination) => ({ ...combination, x: null })),
        weights,
      ),
    )
    let ownVariance = own.effectVariance + posterior.locationVariance(own.byLocation)
    combinations.forEach(({ unseen }, k) => (ownVariance += weights[k] ** 2 * varianceOf(unseen)))
    variance += derivative ** 2 * Math.max(0, leastOwnShare * varianceOf(ownTerms) - ownVariance)
    const sd = Math.sqrt(variance)
    // With no derivative left T stands at an end of the scale, and no shift that matters moves it.
    const shift = derivative > 1e-12 ? sd / derivative : 0
    const at = (z: number) =>
      etas.reduce((s, eta, k) => s + weights[k] * expectedCategory(noise, values, thresholds, eta + z * shift).value, 0)
    return {
      value,
      sd,
      lower: at(-Z90),
      upper: at(Z90),
      aboveBar:
        bar === null || !(shift > 0)
          ? null
          : normalCdf(-shiftTo(noise, values, thresholds, etas, weights, bar) / shift),
      ownVariance,
    }
  }
}

/** The weighted sum of several combinations as one. */
function combine(combinations: readonly OrdinalCombination[], weights: readonly number[]): OrdinalCombination {
  const x = combinations[0].x === null ? null : new Float64Array(combinations[0].x.length)
  const effects: { term: number; level: number; weight: number }[] = []
  combinations.forEach((combination, k) => {
    if (x !== null) combination.x!.forEach((v, j) => (x[j] += weights[k] * v))
    for (const e of combination.effects) effects.push({ ...e, weight: weights[k] * e.weight })
  })
  return { x, effects }
}
