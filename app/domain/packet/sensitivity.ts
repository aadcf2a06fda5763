import type { HiringApplicationScore, HiringRating } from '~/engine'
import type { SensitivityResult } from './body'

/** The same application scored again from the run's state; undefined keeps what the packet used. */
export type Rescore = (change: {
  ratings?: readonly HiringRating[]
  weights?: Readonly<Record<string, number>>
  bar?: number
}) => HiringApplicationScore

export interface SensitivityInput {
  score: HiringApplicationScore
  ratings: readonly HiringRating[]
  profiles: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** The job's own need profile: no "what if". */
  current: string
  bar: number
  hireProbability: number
  /** Criteria that one person saw: would one level less there change the answer? */
  thinCriteria: readonly { criterion: string; key: string }[]
  rescore: Rescore
}

const BAR_STEP = 0.2

/**
 * Sensitivity analysis: would the outcome change without any correction, without each interviewer, under the other need
 * profiles' weights, at a bar a fifth of a level to either side, and with each criterion that a single person saw one
 * level lower? A scorecard left out keeps the run's severities: this shows what the outcome depends on; it is not a new
 * fit.
 */
export function sensitivityAnalysis(input: SensitivityInput): SensitivityResult[] {
  const { score, ratings, rescore, bar, hireProbability } = input
  const flip = (
    kind: SensitivityResult['kind'],
    what: number | string,
    value: HiringApplicationScore,
  ): SensitivityResult => ({
    kind,
    what,
    score: value.score,
    probabilityAboveBar: value.probabilityAboveBar,
    hire: value.probabilityAboveBar >= hireProbability,
  })
  const found: SensitivityResult[] = [
    { kind: 'raw-mean', what: '', score: score.rawMean, probabilityAboveBar: null, hire: score.rawMean >= bar },
  ]
  const people = [...new Set(ratings.map(({ interviewerId }) => interviewerId))].sort((a, b) => a - b)
  if (people.length > 1)
    for (const person of people)
      found.push(
        flip(
          'without-person',
          person,
          rescore({ ratings: ratings.filter((rating) => rating.interviewerId !== person) }),
        ),
      )
  for (const [profile, weights] of Object.entries(input.profiles))
    if (profile !== input.current) found.push(flip('need-profile', profile, rescore({ weights })))
  for (const { criterion, key } of input.thinCriteria) {
    const lower = ratings.map((rating) =>
      rating.criterion === key ? { ...rating, level: Math.max(1, rating.level - 1) } : rating,
    )
    if (lower.some((rating, at) => rating.level !== ratings[at]?.level))
      found.push(flip('criterion-lower', criterion, rescore({ ratings: lower })))
  }
  for (const other of [bar - BAR_STEP, bar + BAR_STEP].map((value) => Math.round(value * 100) / 100))
    if (other >= 1 && other <= 4) found.push(flip('bar', other, rescore({ bar: other })))
  return found
}
