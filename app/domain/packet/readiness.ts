/** Why a packet cannot be sent yet. Each says what to do. */
export type NotReady = {
  code: 'APPLICATION_CLOSED' | 'NO_SCORECARDS' | 'CALIBRATION_WAITING' | 'COMMITTEE_TOO_SMALL'
  message: string
}

export interface Readiness {
  applicationState: string
  /** Ratings that count. */
  ratings: number
  /** A calibration run gives a score. */
  scored: boolean
  voters: number
  quorum: number
}

/** Everything that stands in the way of sending, in the order in which a recruiter meets it. */
export function notReady({ applicationState, ratings, scored, voters, quorum }: Readiness): NotReady[] {
  const found: NotReady[] = []
  if (applicationState !== 'open')
    found.push({
      code: 'APPLICATION_CLOSED',
      message: 'This application is closed; a closed one is not decided again.',
    })
  if (!scored && ratings === 0)
    found.push({
      code: 'NO_SCORECARDS',
      message: 'No scorecard counts yet. The packet can be sent once an interviewer has submitted one.',
    })
  else if (!scored)
    found.push({
      code: 'CALIBRATION_WAITING',
      message: 'The calibration run has not finished yet; it usually takes less than a minute.',
    })
  if (voters < quorum)
    found.push({
      code: 'COMMITTEE_TOO_SMALL',
      message: `The job names ${voters} ${voters === 1 ? 'voter' : 'voters'} and its quorum is ${quorum}: name more voters, or lower the quorum.`,
    })
  return found
}
