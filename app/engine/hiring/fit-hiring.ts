import { normalCdf, Z90 } from '../probability/normal'
import { solveMixed, type FormQuery, type MixedAnswer, type MixedJob } from '../mixed/fit-job'
import { columnValue, hiringDesign, type HiringDesign } from './hiring-design'
import { priorMeans } from './hiring-prior'
import { scoreSteps } from './score-steps'
import type {
  HiringApplicationScore,
  HiringComponent,
  HiringFit,
  HiringFitError,
  HiringFitInput,
  HiringFitResult,
  HiringInterviewer,
  HiringRating,
  HiringScorecardEffect,
  HiringState,
} from './types'

export const HIRING_MODEL = 'hiring-mixed/1'
export const DEFAULT_BAR = 3

/** A fit ready to be solved, here or in a thread: `job` is plain data for `solveMixed`. */
export interface PreparedHiring {
  job: MixedJob
  model: HiringDesign
  input: HiringFitInput
  scale: readonly [number, number]
  applications: PreparedApplication[]
}

interface PreparedApplication {
  applicationId: number
  rows: number[]
  /** Criteria with weight, in order, weights adding up to 1. */
  criteria: { name: string; column: number; weight: number; level: number }[]
}

/**
 * Checks the ratings and lays out the model and the questions asked of it. Pure and quick; the work is `solveMixed(job)`.
 * Fails with NO_RATINGS or LEVEL_OUTSIDE_SCALE.
 */
export function prepareHiring(
  input: HiringFitInput,
): { ok: true; value: PreparedHiring } | { ok: false; error: HiringFitError } {
  const scale = input.scale ?? [1, 4]
  if (input.ratings.length === 0)
    return { ok: false, error: { code: 'NO_RATINGS', message: 'There are no ratings to fit.' } }
  const outside = input.ratings.find((r) => !(r.level >= scale[0] && r.level <= scale[1]))
  if (outside)
    return {
      ok: false,
      error: {
        code: 'LEVEL_OUTSIDE_SCALE',
        message: `Scorecard ${outside.scorecardId} gives ${outside.criterion} level ${outside.level}; levels go from ${scale[0]} to ${scale[1]}.`,
      },
    }
  // The order of the rows must not change a figure's last digit, so the fit sees them in one order.
  const ratings = [...input.ratings].sort(
    (a, b) =>
      a.applicationId - b.applicationId ||
      a.scorecardId - b.scorecardId ||
      (a.criterion < b.criterion ? -1 : a.criterion > b.criterion ? 1 : 0),
  )
  const model = hiringDesign(ratings, scale)
  const applications = prepareApplications({ ...input, ratings }, model)
  const job: MixedJob = {
    problem: model.design.problem,
    estimator: 'reml',
    prior: model.prior,
    groups: applications.map((a) => questions(a, { ...input, ratings }, model)),
  }
  return { ok: true, value: { job, model, input: { ...input, ratings }, scale, applications } }
}

function prepareApplications(input: HiringFitInput, model: HiringDesign): PreparedApplication[] {
  const rows = new Map<number, number[]>()
  input.ratings.forEach((r, i) => {
    const list = rows.get(r.applicationId)
    if (list) list.push(i)
    else rows.set(r.applicationId, [i])
  })
  const byRole = new Map<string, Set<string>>()
  for (const r of input.ratings) {
    let set = byRole.get(r.role)
    if (!set) byRole.set(r.role, (set = new Set()))
    set.add(r.criterion)
  }
  const phi = model.terms.indexOf('application:criterion')
  const levelOf = new Map(phi < 0 ? [] : model.names[phi].map((name, l) => [name, l]))
  const columnOf = new Map(model.criteria.map((c, k) => [c, k]))
  return [...rows].map(([applicationId, list]) => {
    const given = input.weightsByApplication?.[applicationId]
    const role = input.ratings[list[0]].role
    const weights = given
      ? Object.entries(given).filter(([, w]) => w > 0)
      : [...byRole.get(role)!].map((c): [string, number] => [c, 1])
    const total = weights.reduce((s, [, w]) => s + w, 0)
    return {
      applicationId,
      rows: list,
      criteria: weights
        .map(([name, w]) => ({
          name,
          column: columnOf.get(name) ?? -1,
          weight: w / total,
          level: levelOf.get(`${applicationId}:${name}`) ?? -1,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    }
  })
}

/** First the criteria's own scores tau_k = fixed part + candidate effects, then the same without the fixed part. */
function questions(a: PreparedApplication, input: HiringFitInput, model: HiringDesign): FormQuery[] {
  const { p } = model.design.problem.fixed
  const theta = model.terms.indexOf('application')
  const phi = model.terms.indexOf('application:criterion')
  const level = model.design.problem.random[theta].index[a.rows[0]]
  const other = otherValues(model, input.ratings, a.rows[0])
  const tau = a.criteria.map((c): FormQuery => {
    const x = new Float64Array(p)
    if (c.column >= 0) x[c.column] = 1
    other.forEach((v, k) => (x[model.criteria.length + k] = v))
    const effects = [{ term: theta, level, weight: 1 }]
    if (c.level >= 0) effects.push({ term: phi, level: c.level, weight: 1 })
    return { x, effects }
  })
  return [...tau, ...tau.map((t) => ({ x: null, effects: t.effects }))]
}

/** An application's own value of the columns constant within it (seniority); the mean of the others (stage). */
function otherValues(model: HiringDesign, ratings: readonly HiringRating[], row: number): number[] {
  return model.others.map((o) =>
    o.kind === 'seniority'
      ? columnValue(o, ratings[row])
      : ratings.reduce((s, r) => s + columnValue(o, r), 0) / ratings.length,
  )
}

/** Turns the solved job into scores, severities and warnings. */
export function finishHiring(prepared: PreparedHiring, answer: MixedAnswer): HiringFit {
  const { model, input } = prepared
  const warnings = [...model.warnings]
  if (!answer.converged)
    warnings.push({
      code: 'NOT_CONVERGED',
      message: 'The fit stopped before it settled; treat its figures as provisional.',
    })
  return {
    modelVersion: HIRING_MODEL,
    seed: input.seed ?? 0,
    terms: [...model.terms, 'residual'],
    components: components(prepared, answer),
    interviewers: interviewers(prepared, answer),
    applications: prepared.applications.map((a, i) => applicationScore(prepared, answer, a, i)),
    scorecards: scorecards(prepared, answer),
    objective: answer.objective,
    converged: answer.converged,
    iterations: answer.iterations,
    warnings,
    state: stateOf(prepared, answer),
  }
}

/** The whole fit in the calling thread. */
export function fitHiring(input: HiringFitInput): HiringFitResult {
  const prepared = prepareHiring(input)
  if (!prepared.ok) return prepared
  return { ok: true, value: finishHiring(prepared.value, solveMixed(prepared.value.job)) }
}

function components({ model, input }: PreparedHiring, answer: MixedAnswer): HiringComponent[] {
  return [...model.terms, 'residual' as const].map((name, g) => {
    const priorWeight = answer.priorWeight?.[g] ?? 0
    return {
      name,
      variance: answer.variances[g],
      se: answer.standardErrors[g] < 0 ? null : answer.standardErrors[g],
      levels: name === 'residual' ? input.ratings.length : model.design.problem.random[g].levels,
      priorWeight,
      assumed: priorWeight > 0.5,
    }
  })
}

function interviewers({ model, input }: PreparedHiring, answer: MixedAnswer): HiringInterviewer[] {
  const b = model.terms.indexOf('interviewer')
  const { mean, sd } = answer.effects[b]
  const count = new Map<number, number>()
  for (const r of input.ratings) count.set(r.interviewerId, (count.get(r.interviewerId) ?? 0) + 1)
  return model.names[b].map((name, l) => ({
    interviewerId: Number(name),
    n: count.get(Number(name)) ?? 0,
    severity: -mean[l],
    sd: sd[l],
    named: 1 - sd[l] ** 2 / answer.variances[b] >= 0.5,
  }))
}

function scorecards({ model }: PreparedHiring, answer: MixedAnswer): HiringScorecardEffect[] {
  const t = model.terms.indexOf('scorecard')
  if (t < 0) return []
  const { mean, sd } = answer.effects[t]
  return model.names[t].map((name, l) => {
    const spread = answer.variances[t] - sd[l] ** 2
    return { scorecardId: Number(name), eta: mean[l], z: spread > 1e-12 ? mean[l] / Math.sqrt(spread) : null }
  })
}

function applicationScore(
  prepared: PreparedHiring,
  answer: MixedAnswer,
  a: PreparedApplication,
  index: number,
): HiringApplicationScore {
  const { model, input, scale } = prepared
  const { mean, covariance } = answer.groups[index]
  const k = a.criteria.length
  const phi = model.terms.indexOf('application:criterion')
  const phiVariance = phi < 0 ? 0 : answer.variances[phi]
  const prior = priorMeans(scale)
  // A criterion that nobody scored for anyone has only its prior mean.
  const unseen = (c: PreparedApplication['criteria'][number]) =>
    (c.level < 0 ? phiVariance : 0) + (c.column < 0 ? prior.commonVariance + prior.criterionVariance : 0)
  const center = a.criteria.map((c, i) => mean[i] + (c.column < 0 ? prior.mean : 0))
  let score = 0
  let variance = 0
  let own = 0
  let squares = 0
  a.criteria.forEach((c, i) => {
    score += c.weight * center[i]
    squares += c.weight ** 2
    variance += c.weight ** 2 * unseen(c)
    own += c.weight ** 2 * (c.level < 0 ? phiVariance : 0)
    a.criteria.forEach((d, j) => {
      variance += c.weight * d.weight * covariance[i * 2 * k + j]
      own += c.weight * d.weight * covariance[(k + i) * 2 * k + k + j]
    })
  })
  const sd = Math.sqrt(variance)
  const total = answer.variances[model.terms.indexOf('application')] + phiVariance * squares
  const bar = input.barByApplication?.[a.applicationId] ?? DEFAULT_BAR
  const raters = new Map<string, Set<number>>()
  for (const row of a.rows) {
    const r = input.ratings[row]
    let set = raters.get(r.criterion)
    if (!set) raters.set(r.criterion, (set = new Set()))
    set.add(r.interviewerId)
  }
  const steps = scoreSteps(prepared, answer, a.rows, score)
  return {
    applicationId: a.applicationId,
    n: a.rows.length,
    rawMean: steps.rawMean,
    score,
    sd,
    lower: score - Z90 * sd,
    upper: score + Z90 * sd,
    reliability: Math.min(1, Math.max(0, 1 - own / total)),
    bar,
    probabilityAboveBar: normalCdf((score - bar) / sd),
    steps,
    criteria: a.criteria.map((c, i) => {
      const s = Math.sqrt(covariance[i * 2 * k + i] + unseen(c))
      return {
        criterion: c.name,
        score: center[i],
        sd: s,
        lower: center[i] - Z90 * s,
        upper: center[i] + Z90 * s,
        raters: raters.get(c.name)?.size ?? 0,
      }
    }),
  }
}

function stateOf({ model, input, scale }: PreparedHiring, answer: MixedAnswer): HiringState {
  const prior = priorMeans(scale)
  const { estimate, se } = answer.fixed
  const b = model.terms.indexOf('interviewer')
  const psi = model.terms.indexOf('interviewer:criterion')
  const variance = (name: HiringDesign['terms'][number]) => {
    const g = model.terms.indexOf(name)
    return g < 0 ? 0 : answer.variances[g]
  }
  const people: HiringState['interviewers'] = {}
  model.names[b].forEach((name, l) => {
    people[name] = { leniency: answer.effects[b].mean[l], variance: answer.effects[b].sd[l] ** 2, byCriterion: {} }
  })
  if (psi >= 0) {
    model.names[psi].forEach((name, l) => {
      const at = name.indexOf(':')
      people[name.slice(0, at)].byCriterion[name.slice(at + 1)] = {
        leniency: answer.effects[psi].mean[l],
        variance: answer.effects[psi].sd[l] ** 2,
      }
    })
  }
  const offset = model.criteria.length
  return {
    modelVersion: HIRING_MODEL,
    scale: [scale[0], scale[1]],
    variances: {
      application: variance('application'),
      scorecard: variance('scorecard'),
      'application:criterion': variance('application:criterion'),
      interviewer: variance('interviewer'),
      'interviewer:criterion': variance('interviewer:criterion'),
      residual: answer.variances[model.terms.length],
    },
    criteria: Object.fromEntries(model.criteria.map((c, k) => [c, { mean: estimate[k], variance: se[k] ** 2 }])),
    fixed: Object.fromEntries(
      model.others.map((o, k) => [
        o.name,
        {
          estimate: estimate[offset + k],
          variance: se[offset + k] ** 2,
          mean: input.ratings.reduce((s, r) => s + columnValue(o, r), 0) / input.ratings.length,
          ownValue: o.kind === 'seniority',
        },
      ]),
    ),
    interviewers: people,
    newCriterion: { mean: prior.mean, variance: prior.commonVariance + prior.criterionVariance },
  }
}
