import type { Viewer } from '~/domain/policy/policy'
import { isSubmitted } from '~/domain/scorecard/versions'
import { fail, ok } from '~/domain/shared/result'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { audit } from '~/platform/audit.server'
import { databaseNow } from '~/platform/database-clock.server'
import { transaction } from '~/platform/db.server'
import { grantHere } from '../job/confidential.server'
import { assignablePeople } from './assignable-people.server'
import { findInterview, reviseLoop } from './find-loop.server'
import { releaseScorecards } from './release-interview.server'

type Seat = { applicationId: number; interviewId: number; revision: number; userId: number; shadow: boolean }

/** Puts a person into an interview: from now on they owe a scorecard there, and are blind for the application. */
export const assignInterviewer = (viewer: Viewer, { applicationId, interviewId, revision, userId, shadow }: Seat) =>
  retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const { organisationId } = viewer
      const taken = await reviseLoop(tx, viewer, { applicationId, revision })
      if (!taken.ok) return taken
      const { application, loopId } = taken.value
      const found = await findInterview(tx, viewer, loopId, interviewId)
      if (!found.ok) return found
      const [person] = await assignablePeople(tx, viewer, application, userId)
      if (!person) return fail({ code: 'INTERVIEWER_NOT_ASSIGNABLE' })
      const { id: jobId, confidential } = application.job
      if (confidential) await grantHere(tx, viewer, { userId, role: 'interviewer', jobId, confidential })

      const seat = { organisationId, interviewId, userId }
      // Which run somebody blind sees depends on who was assigned when (`assignedAtOnce`): not for a server's clock to say.
      const createdAt = await databaseNow(tx)
      const before = await tx.scorecard.findUnique({ where: { organisationId_interviewId_userId: seat } })
      if (before && !before.releasedAt) return fail({ code: 'ALREADY_ASSIGNED_CONFLICT' })
      // Assigned anew, the time between counts as time in which they could read.
      const { id } = before
        ? await tx.scorecard.update({
            where: { organisationId_id: { organisationId, id: before.id } },
            data: { releasedAt: null, shadow, createdAt },
          })
        : await tx.scorecard.create({ data: { ...seat, shadow, createdAt } })
      await audit(tx, {
        organisationId,
        actorId: viewer.userId,
        act: 'interviewer.assigned',
        subject: { type: 'scorecard', id },
        applicationId,
        detail: { interview: interviewId, user: userId, shadow },
      })
      return ok({ scorecardId: id })
    }),
  )

/** Takes a person out of an interview. Not once they have submitted. */
export const unassignInterviewer = (
  viewer: Viewer,
  { applicationId, scorecardId, revision }: { applicationId: number; scorecardId: number; revision: number },
) =>
  transaction(async (tx) => {
    const { organisationId } = viewer
    const taken = await reviseLoop(tx, viewer, { applicationId, revision, release: true })
    if (!taken.ok) return taken
    const scorecard = await tx.scorecard.findFirst({
      where: { organisationId, id: scorecardId, releasedAt: null, interview: { loopId: taken.value.loopId } },
      select: { userId: true, interviewId: true, scorecardVersions: { select: { id: true }, take: 1 } },
    })
    if (!scorecard) return fail({ code: 'SCORECARD_NOT_FOUND' })
    if (isSubmitted(scorecard.scorecardVersions)) return fail({ code: 'SCORECARD_SUBMITTED_CONFLICT' })
    await releaseScorecards(tx, viewer, [scorecardId])
    await audit(tx, {
      organisationId,
      actorId: viewer.userId,
      act: 'interviewer.unassigned',
      subject: { type: 'scorecard', id: scorecardId },
      applicationId,
      detail: { interview: scorecard.interviewId, user: scorecard.userId },
    })
    return ok({})
  })
