import { solveOrdinal } from '~/stats/ordinal/job'
import { OrdinalNotEstimable } from '~/stats/ordinal/problem'
import type { PreparedRatings, RatingsAnswer } from '~/domain/calibration/ratings/calibrate-ratings'
import type { FittedTerms } from '~/domain/calibration/ratings/document-parts'
import { finishOrdinal, ordinalJob, ordinalTerms } from '~/domain/calibration/ratings/ordinal-ratings'
import { BadInput } from './bad-input'
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
