import {
  asOrdinal,
  disagreements,
  finishOrdinal,
  type FittedTerms,
  ordinalJob,
  OrdinalNotEstimable,
  ordinalTerms,
  type PreparedRatings,
  prepareRatings,
  type RatingsAnswer,
  sensitivityWarning,
  solveOrdinal,
  type Warning,
} from '~/engine'
import { BadInput } from '~/engine/ratings-file'
import type { CalibrateOptions } from './options'
import type { Progress } from './progress'

/** Fits the ordinal family. @throws BadInput when the ratings cannot carry it. */
export function solveOrdinalRatings(
  prepared: PreparedRatings,
  { link }: CalibrateOptions,
  file: string,
  progress: Progress,
): { body: RatingsAnswer; answer: FittedTerms } {
  try {
    const answer = solveOrdinal(ordinalJob(prepared, link), (step) => progress.say(`fitting, step ${step}`))
    return { body: finishOrdinal(prepared, answer, link), answer: ordinalTerms(answer, link) }
  } catch (error) {
    if (error instanceof OrdinalNotEstimable) throw new BadInput(`${file}: ${error.message}`)
    throw error
  }
}

/** Whether an ordinal fit of the same model gives every candidate of a gaussian answer the same answer at the bar. */
export function compareWithOrdinal(
  prepared: PreparedRatings,
  body: RatingsAnswer,
  { link }: CalibrateOptions,
  progress: Progress,
): Warning {
  const leftOut = (why: string): Warning => ({
    code: 'SENSITIVITY_LEFT_OUT',
    message: `The answers are not compared with an ordinal fit: ${why}.`,
  })
  const { bar, costs } = prepared.request
  if (body.candidates === null || bar === null) return leftOut('there are no candidate scores')
  const again = prepareRatings(prepared.table, asOrdinal(prepared.request))
  if (!again.ok) return leftOut(again.error.message)
  try {
    const answer = solveOrdinal(ordinalJob(again.value, link), (step) => progress.say(`fitting levels, step ${step}`))
    const other = finishOrdinal(again.value, answer, link)
    const found = disagreements(body.candidates, other.candidates ?? [], costs)
    return sensitivityWarning(found, { bar, link, settled: answer.converged })
  } catch (error) {
    if (error instanceof OrdinalNotEstimable) return leftOut(error.message)
    throw error
  }
}
