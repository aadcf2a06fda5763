import type { PreparedRatings } from './types'
import type { MeaningVariances } from './types'
import { meaningOf, type TermMeaning } from './roles'

/** Variances by meaning; slopes and terms outside the hiring model do not enter. */
export function meaningVariances(prepared: PreparedRatings, variances: ArrayLike<number>): MeaningVariances {
  const { design, request } = prepared
  const of = (wanted: TermMeaning) => {
    const t = design.levels.findIndex(
      (l, i) => design.problem.random[i].slope === null && meaningOf(l.factors, request.roles) === wanted,
    )
    return t < 0 ? 0 : variances[t]
  }
  return {
    candidate: of('candidate'),
    'candidate:criterion': of('candidate:criterion'),
    interview: of('interview'),
    interviewer: of('interviewer'),
    'interviewer:criterion': of('interviewer:criterion'),
    residual: variances[design.problem.random.length],
  }
}

/** Index of the term with this meaning, or -1. */
export function termOf(prepared: PreparedRatings, wanted: TermMeaning): number {
  return prepared.design.levels.findIndex(
    (l, t) =>
      prepared.design.problem.random[t].slope === null && meaningOf(l.factors, prepared.request.roles) === wanted,
  )
}
