import { figuresWithheld, whyNoScore, type NoScore, type RatedScorecard } from '~/domain/calibration/no-score'
import type { Tx } from '~/platform/db.server'
import type { VisibleRun } from './visible-run.server'

/** Why these scorecards of one application have no calibrated score. Asked only where there is none. */
export async function reasonForNoScore(
  reader: Tx,
  organisationId: number,
  scorecards: readonly RatedScorecard[],
  visible: VisibleRun,
): Promise<NoScore> {
  // Whether a later run waits or has failed would tell a blind reader that somebody has submitted.
  if (visible.earlier) return figuresWithheld(scorecards)
  const latest = await reader.calibrationRun.findFirst({
    where: { organisationId },
    orderBy: { id: 'desc' },
    select: { state: true },
  })
  return whyNoScore(scorecards, latest?.state === 'failed')
}

/** The scorecards of one application as far as it matters for what counts. */
export async function ratedScorecards(
  reader: Tx,
  organisationId: number,
  applicationId: number,
): Promise<RatedScorecard[]> {
  const cards = await reader.scorecard.findMany({
    where: { organisationId, interview: { loop: { applicationId } } },
    select: {
      shadow: true,
      scorecardVersions: { select: { number: true, kind: true, blind: true, ratings: { select: { level: true } } } },
    },
  })
  return cards.map(({ shadow, scorecardVersions }) => ({ shadow, versions: scorecardVersions }))
}
