import type { MixedAnswer } from '../mixed/fit-job'
import { applicationScore } from './application-score'
import type { PreparedHiring } from './prepare-hiring'
import { promptDifficulty } from './prompt-difficulty'
import { severityOf } from './severity'
import { stateOf } from './state'
import {
  HIRING_MODEL,
  type HiringComponent,
  type HiringFit,
  type HiringInterviewer,
  type HiringScorecardEffect,
} from './types'

/** A variance in which the prior has more than this weight is called assumed. */
const ASSUMED_BEYOND = 0.5
/** A severity is reported once its posterior variance is smaller than its prior variance by this share. */
const REPORTED_FROM = 0.5
/** Below this the standardised halo has no spread to be measured in. */
const NO_SPREAD = 1e-12

/** Turns the solved job into scores, severities and warnings. */
export function finishHiring(prepared: PreparedHiring, answer: MixedAnswer): HiringFit {
  const { model, input } = prepared
  const warnings = [...model.warnings]
  if (!answer.converged)
    warnings.push({
      code: 'NOT_CONVERGED',
      message: 'The fit did not converge; treat its figures as provisional.',
    })
  return {
    modelVersion: HIRING_MODEL,
    seed: input.seed ?? 0,
    terms: [...model.terms, 'residual'],
    components: components(prepared, answer),
    interviewers: interviewers(prepared, answer),
    applications: prepared.applications.map((a, i) => applicationScore(prepared, answer, a, i)),
    scorecards: scorecards(prepared, answer),
    prompts: promptDifficulty(
      prepared.prompts,
      answer.columns,
      answer.variances[model.terms.length],
      model.design.problem,
    ),
    objective: answer.objective,
    converged: answer.converged,
    iterations: answer.iterations,
    warnings,
    state: stateOf(prepared, answer),
  }
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
      assumed: priorWeight > ASSUMED_BEYOND,
    }
  })
}

function interviewers({ model, input }: PreparedHiring, answer: MixedAnswer): HiringInterviewer[] {
  const term = model.terms.indexOf('interviewer')
  const { mean, sd } = answer.effects[term]
  const count = new Map<number, number>()
  for (const r of input.ratings) count.set(r.interviewerId, (count.get(r.interviewerId) ?? 0) + 1)
  return model.ids.interviewer.map((interviewerId, level) => ({
    interviewerId,
    n: count.get(interviewerId) ?? 0,
    severity: severityOf(mean[level]),
    sd: sd[level],
    reported: 1 - sd[level] ** 2 / answer.variances[term] >= REPORTED_FROM,
  }))
}

function scorecards({ model }: PreparedHiring, answer: MixedAnswer): HiringScorecardEffect[] {
  const term = model.terms.indexOf('scorecard')
  if (term < 0) return []
  const { mean, sd } = answer.effects[term]
  return model.ids.scorecard.map((scorecardId, level) => {
    const spread = answer.variances[term] - sd[level] ** 2
    return { scorecardId, halo: mean[level], z: spread > NO_SPREAD ? mean[level] / Math.sqrt(spread) : null }
  })
}
