import { OrdinalNotEstimable } from '../ordinal/problem'
import { solveOrdinal } from '../ordinal/fit-job'
import type { Link } from '../ordinal/link'
import type { Warning } from './document'
import { asOrdinal, finishOrdinal, ordinalJob } from './ordinal-ratings'
import { prepareRatings } from './prepare-ratings'
import { disagreements, sensitivityWarning } from './sensitivity'
import type { PreparedRatings, RatingsAnswer } from './types'

/** Whether an ordinal fit of the same model gives every candidate of a gaussian answer the same answer at the bar, as a sentence. */
export function compareWithOrdinal(
  prepared: PreparedRatings,
  gaussian: RatingsAnswer,
  link: Link,
  onStep: (step: number) => void,
): Warning {
  const leftOut = (why: string): Warning => ({
    code: 'SENSITIVITY_LEFT_OUT',
    message: `The answers are not compared with an ordinal fit: ${why}.`,
  })
  const { bar, costs } = prepared.request
  if (gaussian.candidates === null || bar === null) return leftOut('there are no candidate scores')
  const again = prepareRatings(prepared.table, asOrdinal(prepared.request))
  if (!again.ok) return leftOut(again.error.message)
  try {
    const answer = solveOrdinal(ordinalJob(again.value, link), onStep)
    const ordinal = finishOrdinal(again.value, answer, link)
    const found = disagreements(gaussian.candidates, ordinal.candidates ?? [], costs)
    return sensitivityWarning(found, { bar, link, settled: answer.converged })
  } catch (error) {
    if (error instanceof OrdinalNotEstimable) return leftOut(error.message)
    throw error
  }
}
