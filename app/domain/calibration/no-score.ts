import { countedVersion, currentVersion, whyNotCounted, type VersionFacts } from '../scorecard/versions'

/** Why an application has no calibrated score, and what to do about it. */
export type NoScore = {
  code:
    | 'NO_SCORECARDS'
    | 'NOTHING_TO_READ'
    | 'NOTHING_COUNTS'
    | 'CALIBRATION_WAITING'
    | 'CALIBRATION_FAILED'
    | 'FIGURES_CLOSED'
  message: string
}

/** A version of a scorecard with the levels it gives; null is "not assessed". */
export type RatedVersion = VersionFacts & { ratings: readonly { level: number | null }[] }
export type RatedScorecard = { shadow: boolean; versions: readonly RatedVersion[] }

const REASONS = {
  withdrawn: 'withdrawn',
  'not-blind': 'written when the author could already read colleagues’ scorecards',
  shadow: 'by a shadow interviewer',
  'not-assessed': 'without a rated criterion',
} as const

type Reason = keyof typeof REASONS

/** Why each submitted scorecard adds nothing to a score; null for one that does. */
const reasonsOf = (scorecards: readonly RatedScorecard[]): (Reason | null)[] =>
  scorecards.flatMap((card): (Reason | null)[] => {
    const why = whyNotCounted(card)
    if (why === 'not-submitted') return []
    if (why) return [why]
    return countedVersion(card)?.ratings.some(({ level }) => level !== null) ? [null] : ['not-assessed']
  })

/**
 * What keeps every submitted scorecard out of the score: "2 scorecards were submitted and none counts: 1 withdrawn, …".
 * null where one counts, and where none was submitted.
 */
export function nothingCounts(scorecards: readonly RatedScorecard[]): string | null {
  const reasons = reasonsOf(scorecards)
  const [first] = reasons
  if (!first || reasons.includes(null)) return null
  if (reasons.length === 1) return `One scorecard was submitted and it does not count: ${REASONS[first]}.`
  const counts = (Object.keys(REASONS) as Reason[]).flatMap((reason) => {
    const count = reasons.filter((one) => one === reason).length
    return count > 0 ? [`${count} ${REASONS[reason]}`] : []
  })
  return `${reasons.length} scorecards were submitted and none counts: ${counts.join(', ')}.`
}

/**
 * Why these scorecards have no score. Asked only where there is none: a scorecard that counts then waits for a run, or
 * the latest run failed.
 */
export function whyNoScore(scorecards: readonly RatedScorecard[], runFailed: boolean): NoScore {
  const found = nothingCounts(scorecards)
  if (found !== null)
    return scorecards.some(({ shadow, versions }) => !shadow && currentVersion(versions))
      ? {
          code: 'NOTHING_COUNTS',
          message: `${found} For a score, assign an interviewer who cannot read the scorecards of this application yet.`,
        }
      : {
          code: 'NOTHING_TO_READ',
          message: `${found} The committee would have nothing to read: assign an interviewer, or close the application.`,
        }
  if (reasonsOf(scorecards).length === 0)
    return {
      code: 'NO_SCORECARDS',
      message: 'No scorecard has been submitted yet. The score is calculated when an interviewer submits one.',
    }
  return runFailed
    ? {
        code: 'CALIBRATION_FAILED',
        message:
          'The latest calibration run failed, so there is no score. The Calibration page says why; the next scorecard that is submitted starts another run.',
      }
    : {
        code: 'CALIBRATION_WAITING',
        message: 'The calibration run has not finished yet. It usually takes less than a minute.',
      }
}

/** The same for a reader who is blind for another application and may see no later run than one from before it. */
export function figuresWithheld(scorecards: readonly RatedScorecard[]): NoScore {
  const why = whyNoScore(scorecards, false)
  return why.code === 'CALIBRATION_WAITING' ? { code: 'FIGURES_CLOSED', message: FIGURES_WITHHELD } : why
}

/** Shown instead of every figure that this reader may not see yet. It depends on nothing that colleagues do. */
export const FIGURES_WITHHELD =
  'You still have a scorecard to submit. Until you do, you cannot see calibrated scores, because they depend on colleagues’ ratings. A colleague with no scorecard to submit can see them and send packets.'
