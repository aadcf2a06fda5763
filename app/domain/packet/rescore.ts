import {
  type HiringApplicationScore,
  type HiringRating,
  type HiringState,
  interval90,
  probabilityAboveBar,
  updateOneApplication,
} from '~/engine'
import type { Rescore } from './sensitivity'

/**
 * Scores one application again from a run's state. The state alone gives a figure a hair off the whole fit's, so every
 * answer is moved by the difference seen without any change: "as it stands" and the "what ifs" then share one base.
 */
export function rescorer(base: {
  state: HiringState
  score: HiringApplicationScore
  ratings: readonly HiringRating[]
  weights: Readonly<Record<string, number>>
}): Rescore {
  const { applicationId, bar } = base.score
  const plain = updateOneApplication(base.state, { applicationId, ratings: base.ratings, weights: base.weights, bar })
  const shift = base.score.score - plain.score
  const stretch = base.score.sd / plain.sd
  return ({ ratings = base.ratings, weights = base.weights, bar: otherBar = bar }) => {
    const value = updateOneApplication(base.state, { applicationId, ratings, weights, bar: otherBar })
    const score = value.score + shift
    const sd = value.sd * stretch
    return {
      ...value,
      score,
      sd,
      ...interval90(score, sd),
      probabilityAboveBar: probabilityAboveBar(score, sd, otherBar),
    }
  }
}
