import { countedVersion } from '~/domain/scorecard/versions'
import type { HiringRating } from '~/engine'
import type { Prisma } from '~/generated/prisma/client.ts'
import type { Tx } from '~/platform/db.server'

export type AdmittedRating = HiringRating & { ratingId: number }

/**
 * The ratings that may enter a fit, by id: from each scorecard the latest version its author wrote blind; no shadow
 * scorecards, no withdrawn ones, nothing that was not assessed. Of one application, of several, or of the whole
 * organisation.
 */
export async function admittedRatings(
  reader: Tx,
  organisationId: number,
  applicationId?: number | { in: number[] },
): Promise<AdmittedRating[]> {
  const where: Prisma.ScorecardWhereInput & { organisationId: number } = {
    organisationId,
    ...(applicationId === undefined ? {} : { interview: { loop: { applicationId } } }),
  }
  const cards = await reader.scorecard.findMany({
    where,
    select: {
      id: true,
      userId: true,
      shadow: true,
      interview: {
        select: {
          startsAt: true,
          loop: {
            select: {
              applicationId: true,
              application: { select: { job: { select: { role: true, seniority: true } } } },
            },
          },
        },
      },
      scorecardVersions: { select: { id: true, number: true, kind: true, blind: true, submittedAt: true } },
    },
  })
  const byVersion = new Map<number, (typeof cards)[number] & { period: string }>()
  for (const card of cards) {
    const version = countedVersion({ shadow: card.shadow, versions: card.scorecardVersions })
    if (version) byVersion.set(version.id, { ...card, period: monthOf(card.interview.startsAt ?? version.submittedAt) })
  }
  const ratings = await reader.rating.findMany({
    where: { organisationId, level: { not: null }, scorecardVersion: { scorecard: where } },
    select: {
      id: true,
      level: true,
      scorecardVersionId: true,
      kitCriterion: { select: { key: true, calibrationKey: true, kitVersion: { select: { kit: true } } } },
    },
    orderBy: { id: 'asc' },
  })
  return ratings.flatMap(({ id, level, scorecardVersionId, kitCriterion }) => {
    const card = byVersion.get(scorecardVersionId)
    if (!card || level === null) return []
    const { applicationId, application } = card.interview.loop
    return {
      ratingId: id,
      applicationId,
      interviewerId: card.userId,
      scorecardId: card.id,
      criterion: kitCriterion.calibrationKey ?? `${kitCriterion.kitVersion.kit}/${kitCriterion.key}`,
      level,
      role: application.job.role,
      seniority: application.job.seniority,
      stage: null,
      period: card.period,
    }
  })
}

const monthOf = (date: Date) => date.toISOString().slice(0, 7)
