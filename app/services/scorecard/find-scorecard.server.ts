import { may, type Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { Prisma } from '~/generated/prisma/client.ts'
import type { Tx } from '~/platform/db.server'
import { isWithheld } from '../recusal/recused.server'
import { hasSubmittedAll } from './blindness.server'

/** Where a scorecard belongs. Nothing in here changes when anybody submits. */
export const scorecardPlace = {
  id: true,
  userId: true,
  shadow: true,
  releasedAt: true,
  user: { select: { id: true, name: true } },
  interview: {
    select: {
      id: true,
      minutes: true,
      startsAt: true,
      place: true,
      state: true,
      kitInterview: { select: { id: true, key: true, name: true } },
      loop: {
        select: {
          kitVersionId: true,
          application: {
            select: {
              id: true,
              candidate: { select: { id: true, name: true, erasedAt: true } },
              job: {
                select: {
                  id: true,
                  name: true,
                  role: true,
                  seniority: true,
                  confidential: true,
                  namesHidden: true,
                },
              },
            },
          },
        },
      },
    },
  },
} as const satisfies Prisma.ScorecardSelect

export type ScorecardPlace = Prisma.ScorecardGetPayload<{ select: typeof scorecardPlace }>
export type NotFound = { code: 'SCORECARD_NOT_FOUND' }

const NOT_FOUND = fail({ code: 'SCORECARD_NOT_FOUND' })

export const applicationOf = (card: ScorecardPlace) => card.interview.loop.application

async function findPlace(reader: Tx, viewer: Viewer, scorecardId: number): Promise<ScorecardPlace | null> {
  const { organisationId } = viewer
  return reader.scorecard.findUnique({
    where: { organisationId_id: { organisationId, id: scorecardId } },
    select: scorecardPlace,
  })
}

/**
 * The viewer's own scorecard, to write or to read again. One that was taken from them is gone unless it was submitted.
 */
export async function findOwnScorecard(
  reader: Tx,
  viewer: Viewer,
  scorecardId: number,
): Promise<Result<ScorecardPlace, NotFound>> {
  const card = await findPlace(reader, viewer, scorecardId)
  return card && isOwn(card, viewer) ? ok(card) : NOT_FOUND
}

const isOwn = (card: ScorecardPlace, viewer: Viewer) =>
  card.userId === viewer.userId && may(viewer, 'interview', applicationOf(card).job)

/**
 * A scorecard that the viewer may look at: their own, or, once they are not blind for its application and not recused
 * from it, one that they may read as a colleague who has submitted everything there, or by a role. Everything else is
 * not there at all. `blind`: what colleagues submitted is withheld from them, for either reason.
 */
export async function findReadableScorecard(
  reader: Tx,
  viewer: Viewer,
  scorecardId: number,
): Promise<Result<{ card: ScorecardPlace; own: boolean; blind: boolean }, NotFound>> {
  const card = await findPlace(reader, viewer, scorecardId)
  if (!card) return NOT_FOUND
  const { id, job } = applicationOf(card)
  const blind = await isWithheld(reader, viewer, id)
  if (isOwn(card, viewer)) return ok({ card, own: true, blind })
  if (blind) return NOT_FOUND
  const reads = may(viewer, 'read-scorecards', job)
  const asColleague = !reads && may(viewer, 'interview', job) && (await hasSubmittedAll(reader, viewer, id))
  return reads || asColleague ? ok({ card, own: false, blind }) : NOT_FOUND
}
