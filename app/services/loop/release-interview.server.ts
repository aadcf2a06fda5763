import type { Viewer } from '~/domain/policy/policy'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'

/** Takes people off scorecards that nobody submitted: what was begun there goes, and they are blind there no more. */
export async function releaseScorecards(tx: Tx, { organisationId }: Viewer, ids: readonly number[]): Promise<void> {
  const these = { in: [...ids] }
  await tx.scorecardDraft.deleteMany({ where: { organisationId, scorecardId: these } })
  await tx.scorecard.updateMany({
    where: { organisationId, id: these, releasedAt: null },
    data: { releasedAt: now() },
  })
}

/** Cancels an interview in which nobody has submitted, and releases everybody assigned to it. */
export async function releaseInterview(tx: Tx, viewer: Viewer, applicationId: number, interviewId: number) {
  const { organisationId, userId } = viewer
  const seated = await tx.scorecard.findMany({
    where: { organisationId, interviewId, releasedAt: null },
    select: { id: true },
  })
  await releaseScorecards(
    tx,
    viewer,
    seated.map(({ id }) => id),
  )
  await tx.interview.update({
    where: { organisationId_id: { organisationId, id: interviewId } },
    data: { state: 'cancelled' },
  })
  await audit(tx, {
    organisationId,
    actorId: userId,
    act: 'interview.cancelled',
    subject: { type: 'interview', id: interviewId },
    applicationId,
    detail: { released: seated.length },
  })
}
