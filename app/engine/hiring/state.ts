import type { MixedAnswer } from '../mixed/fit-job'
import { columnValue, type HiringDesign } from './hiring-design'
import { priorMeans } from './hiring-prior'
import type { PreparedHiring } from './prepare-hiring'
import { severityOf } from './severity'
import { HIRING_MODEL, type HiringState } from './types'

/** What a fit leaves behind, with which `updateOneApplication` brings one application up to date. */
export function stateOf({ model, input, scale }: PreparedHiring, answer: MixedAnswer): HiringState {
  const prior = priorMeans(scale)
  const { estimate, se } = answer.fixed
  const variance = (name: HiringDesign['terms'][number]) => {
    const term = model.terms.indexOf(name)
    return term < 0 ? 0 : answer.variances[term]
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
          mean: input.ratings.reduce((sum, r) => sum + columnValue(o, r), 0) / input.ratings.length,
          ownValue: o.kind === 'seniority',
        },
      ]),
    ),
    interviewers: interviewersOf(model, answer),
    newCriterion: { mean: prior.mean, variance: prior.commonVariance + prior.criterionVariance },
  }
}

function interviewersOf(model: HiringDesign, answer: MixedAnswer): HiringState['interviewers'] {
  const term = model.terms.indexOf('interviewer')
  const byCriterion = model.terms.indexOf('interviewer:criterion')
  const people = model.ids.interviewer.map((_, level): Interviewer => ({
    severity: severityOf(answer.effects[term].mean[level]),
    variance: answer.effects[term].sd[level] ** 2,
    byCriterion: {},
  }))
  if (byCriterion >= 0) {
    const { mean, sd } = answer.effects[byCriterion]
    const [ofInterviewer, ofCriterion] = model.design.levels[byCriterion].parts
    ofInterviewer.forEach((interviewer, level) => {
      people[interviewer].byCriterion[model.criteria[ofCriterion[level]]] = {
        severity: severityOf(mean[level]),
        variance: sd[level] ** 2,
      }
    })
  }
  return Object.fromEntries(model.ids.interviewer.map((id, level) => [id, people[level]]))
}

type Effect = { severity?: number; leniency?: number; variance: number }
type StoredState = Omit<HiringState, 'interviewers'> & {
  interviewers: Record<string, Effect & { byCriterion: Record<string, Effect> }>
}

/** A state from its JSON. States stored before 30 November 2026 hold each interviewer's leniency. */
export function readState(json: string): HiringState | null {
  const stored = JSON.parse(json) as StoredState | null
  if (stored === null) return null
  const read = ({ severity, leniency = 0, variance }: Effect) => ({
    severity: severity ?? severityOf(leniency),
    variance,
  })
  const interviewers = Object.entries(stored.interviewers).map(([id, own]): [string, Interviewer] => {
    const byCriterion = Object.entries(own.byCriterion).map(([name, effect]): [string, ReturnType<typeof read>] => [
      name,
      read(effect),
    ])
    return [id, { ...read(own), byCriterion: Object.fromEntries(byCriterion) }]
  })
  return { ...stored, interviewers: Object.fromEntries(interviewers) }
}

type Interviewer = HiringState['interviewers'][string]
