import { APPLICATION_CLOSED } from '../application/closed'
import type { NoScore } from '../calibration/no-score'

/** Why a packet cannot be sent yet. Each says what to do. */
export type NotReady = {
  code: 'APPLICATION_CLOSED' | 'COMMITTEE_TOO_SMALL' | NoScore['code']
  message: string
}

export interface Readiness {
  applicationState: string
  /** Why there is no calibrated score; null where there is one. */
  noScore: NoScore | null
  voters: number
  quorum: number
}

/**
 * Without a score a packet can still be sent if it holds scorecards to read and waiting would not bring a score: the
 * committee then decides from the evidence, and the packet says that it has no score.
 */
export const canSendWithoutScore = (noScore: NoScore | null): noScore is NoScore =>
  noScore?.code === 'NOTHING_COUNTS' || noScore?.code === 'CALIBRATION_FAILED'

/** Everything that stands in the way of sending, in the order in which a recruiter meets it. */
export function notReady({ applicationState, noScore, voters, quorum }: Readiness): NotReady[] {
  const found: NotReady[] = []
  if (applicationState !== 'open') found.push(APPLICATION_CLOSED)
  if (noScore && !canSendWithoutScore(noScore)) found.push(noScore)
  if (voters < quorum)
    found.push({
      code: 'COMMITTEE_TOO_SMALL',
      message: `The job names ${voters} ${voters === 1 ? 'voter' : 'voters'} and its quorum is ${quorum}: name more voters, or lower the quorum.`,
    })
  return found
}
