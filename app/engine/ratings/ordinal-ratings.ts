import { factorNamed } from '../model/table'
import type { ExpectedQuery, OrdinalAnswer, OrdinalJob } from '../ordinal/fit-job'
import { noiseVariance, type Link } from '../ordinal/link'
import type { PreparedRatings, RatingsAnswer, RatingsRequest } from './types'
import type { MeaningVariances } from './types'
import type { CandidateCombinations } from './composite'
import { formulaText } from './default-formula'
import type { CalibrationDocument, Warning } from './document'
import { effects, interviewers, scorecards, varianceComponents } from './document-parts'
import type { FittedTerms } from './types'
import { boundaryWarnings } from './boundary'
import { identifiability } from './identifiability'
import { linking } from './linking'
import { panelReliability } from './panel-reliability'
import { latentPrior } from './sensitivity'
import { meaningVariances } from './term-meanings'

/** Variance, in units of the noise's, from which the levels of a term are told apart nearly for certain. */
const WIDE = 30

type Candidate = NonNullable<CalibrationDocument['candidates']>[number]

/** The request as an ordinal model takes it: the thresholds are the intercept, so that a formula without one has it back. */
export function asOrdinal(request: RatingsRequest): RatingsRequest {
  return { ...request, formula: request.formula && { ...request.formula, intercept: true } }
}

/**
 * The numeric work of the same model for ordered levels. A candidate's score stays on the scale of the file: it is the mean
 * rating, averaged over criteria, that an interviewer drawn at random would give. So the candidate's own terms enter each
 * criterion's linear predictor, and the variance of all others (severity, halo) is averaged over.
 */
export function ordinalJob(prepared: PreparedRatings, link: Link): OrdinalJob {
  const { job, composite, request } = prepared
  return {
    problem: job.problem,
    link,
    ...(job.prior && { prior: latentPrior(job.prior, job.prior.covariance, link) }),
    queries: composite
      ? Array.from({ length: composite.count }, (_, i) => ({
          combinations: combinationsOf(composite.at(i), composite.criterionTerms),
        }))
      : [],
    ownTerms: composite ? [...composite.plainTerms, ...composite.criterionTerms] : [],
    leastOwnShare: identifiability(prepared).sharesEffect ? 0.5 : 0,
    bar: request.bar,
  }
}

function combinationsOf(
  { criteria, tau }: CandidateCombinations,
  byCriterion: number[],
): ExpectedQuery['combinations'] {
  return tau.map((combination, k) => ({
    ...combination,
    weight: criteria[k].weight,
    unseen: criteria[k].missing ? byCriterion : [],
  }))
}

/** What the report's drawings and the shared parts of the document take from an ordinal answer. */
export function ordinalTerms(answer: OrdinalAnswer, link: Link): FittedTerms {
  return {
    variances: Float64Array.of(...answer.variances, noiseVariance(link)),
    standardErrors: Float64Array.of(...answer.standardErrors, -1),
    effects: (t) => answer.effects[t],
    residuals: new Float64Array(0),
    rowShares: null,
  }
}

/**
 * The document's body. Variances, effects, thresholds and severities are on the latent scale, whose noise has variance pi^2/3
 * (logit) or 1 (probit) and is no component; reliabilities are shares of latent variance. Scores, their intervals and the bar
 * are on the scale of the file.
 */
export function finishOrdinal(prepared: PreparedRatings, answer: OrdinalAnswer, link: Link): RatingsAnswer {
  const { request, table, formula, design } = prepared
  const terms = ordinalTerms(answer, link)
  const v = meaningVariances(prepared, terms.variances)
  const known = identifiability(prepared)
  const warnings = [
    ...prepared.warnings,
    ...known.warnings,
    ...boundaryWarnings(prepared, terms),
    ...ordinalWarnings(prepared, answer, link),
  ]
  return {
    model: {
      formula: formulaText({ ...formula, random: request.formula?.random ?? formula.random }),
      family: 'ordinal',
      link,
      estimator: 'ml',
      prior: 'none',
      path: 'exact',
      seed: request.seed,
      terms: formula.random.map((r) => r.name),
    },
    criterion: { name: '-2 log L (Laplace)', value: answer.minusTwoLogLik },
    varianceComponents: varianceComponents(prepared, terms),
    fixedEffects: [
      ...design.columns.slice(1).map((c, k) => ({ term: c.name, ...answer.coefficients[k] })),
      ...design.aliased.map((c) => ({ term: c.name, estimate: null, se: null })),
    ],
    effects: effects(prepared, terms, warnings),
    thresholds: answer.thresholds.map((t, k) => ({ threshold: `${answer.values[k]}|${answer.values[k + 1]}`, ...t })),
    candidates: candidates(prepared, answer, v, known.sharesEffect),
    bar: request.bar,
    costs: request.costs,
    weights: Object.fromEntries(
      [...prepared.weights].map(([k, w]) => [factorNamed(table, request.roles.criterion).levels[k], w]),
    ),
    interviewers: interviewers(prepared, terms, warnings),
    scorecards: scorecards(prepared, terms, warnings),
    linking: linking(prepared, null, warnings),
    drift: null,
    differential: null,
    rasch: null,
    reliability: prepared.composite
      ? panelReliability(v, prepared.weights.size ? [...prepared.weights.values()] : [1], known.panel)
      : null,
    warnings,
    convergence: { iterations: answer.iterations, converged: answer.converged, samplingError: null },
  }
}

function candidates(
  { composite, request, table, design }: PreparedRatings,
  answer: OrdinalAnswer,
  v: MeaningVariances,
  sharesEffect: boolean,
): CalibrationDocument['candidates'] {
  if (!composite) return null
  const { levels } = factorNamed(table, request.roles.candidate)
  return answer.queries.map((query, i): Candidate => {
    const { candidate, rows, criteria } = composite.at(i)
    const squares = criteria.reduce((s, { weight }) => s + weight ** 2, 0)
    const total = v.candidate + v['candidate:criterion'] * squares
    return {
      candidate: levels[candidate],
      n: rows.length,
      rawMean: rows.reduce((s, row) => s + design.problem.y[row], 0) / rows.length,
      score: query.value,
      sd: query.sd,
      lower: query.lower,
      upper: query.upper,
      reliability: total > 0 && !sharesEffect ? Math.min(1, Math.max(0, 1 - query.ownVariance / total)) : null,
      probabilityAboveBar: total > 0 ? query.aboveBar : null,
      evsi: null,
    }
  })
}

function ordinalWarnings(prepared: PreparedRatings, answer: OrdinalAnswer, link: Link): Warning[] {
  const { request, design } = prepared
  const { period, group, interviewer } = request.roles
  const out: Warning[] = [
    {
      code: 'LATENT_SCALE',
      message: `Variances, effects, thresholds and severities are on the latent scale of the ${link} link, whose noise has variance ${noiseVariance(link).toFixed(3)}. Scores, their intervals and the bar are mean ratings of an interviewer drawn at random, on the scale of the file.`,
    },
  ]
  const left = [
    request.bar !== null && 'the value of one more interview',
    interviewer !== undefined && 'the noise of interviewers',
    interviewer !== undefined && (period !== undefined || group !== undefined) && 'drift and differential functioning',
  ].filter((what) => what !== false)
  if (left.length > 0)
    out.push({
      code: 'GAUSSIAN_ONLY',
      message: `Left out, because only the gaussian family gives it: ${left.join(', ')}.`,
    })
  const gaps = unusedLevels(answer.values, request.scale)
  if (gaps.length > 0)
    out.push({
      code: 'LEVEL_UNUSED',
      message: `No rating is ${gaps.join(', ')}, so the thresholds on both sides of an unused level cannot be estimated separately; the levels are ${[...answer.values].join(', ')}.`,
    })
  const open = [
    ...design.columns.slice(1).flatMap((c, k) => (answer.coefficients[k].estimate === null ? [c.name] : [])),
    ...answer.thresholds.flatMap(({ estimate }, k) =>
      estimate === null ? [`threshold ${answer.values[k]}|${answer.values[k + 1]}`] : [],
    ),
  ]
  if (open.length > 0)
    out.push({
      code: 'SEPARATED',
      message: `No finite estimate, because some ratings are all at one end of the scale: ${open.slice(0, 20).join(', ')}.`,
    })
  const wide = design.problem.random.filter(
    ({ slope }, t) => slope === null && answer.variances[t] > WIDE * noiseVariance(link),
  )
  if (wide.length > 0)
    out.push({
      code: 'NEARLY_SEPARATED',
      message: `The ratings are told apart almost without error by ${wide.map(({ name }) => `(${name})`).join(', ')}; so large a variance is known by its order of magnitude at best, and the Laplace approximation is poor there.`,
    })
  if (!answer.converged)
    out.push({
      code: 'NOT_CONVERGED',
      message: 'The fit did not converge; treat its figures as provisional.',
    })
  return out
}

/** Whole levels of the scale that no rating has: between the ends of the scale where all ratings lie in it, else between theirs. */
function unusedLevels(values: Float64Array, scale: readonly [number, number]): number[] {
  if (values.some((v) => !Number.isInteger(v))) return []
  const last = values.length - 1
  const inside = values[0] >= scale[0] && values[last] <= scale[1]
  const [from, to] = inside ? [Math.ceil(scale[0]), Math.floor(scale[1])] : [values[0], values[last]]
  if (to - from > 100) return []
  return Array.from({ length: to - from + 1 }, (_, k) => from + k).filter((level) => !values.includes(level))
}
