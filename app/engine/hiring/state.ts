import type { MixedAnswer } from '../mixed/fit-job'
import { columnValue, type HiringDesign } from './hiring-design'
import { priorMeans } from './hiring-prior'
import type { PreparedHiring } from './prepare-hiring'
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
  const people = model.ids.interviewer.map((_, level): HiringState['interviewers'][string] => ({
    leniency: answer.effects[term].mean[level],
    variance: answer.effects[term].sd[level] ** 2,
    byCriterion: {},
  }))
  if (byCriterion >= 0) {
    const { mean, sd } = answer.effects[byCriterion]
    const [ofInterviewer, ofCriterion] = model.design.levels[byCriterion].parts
    ofInterviewer.forEach((interviewer, level) => {
      people[interviewer].byCriterion[model.criteria[ofCriterion[level]]] = {
        leniency: mean[level],
        variance: sd[level] ** 2,
      }
    })
  }
  return Object.fromEntries(model.ids.interviewer.map((id, level) => [id, people[level]]))
}
