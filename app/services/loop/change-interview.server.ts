import type { InterviewChange } from '~/domain/loop/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { transaction } from '~/platform/db.server'
import { fromLocal } from '~/platform/local-time.server'
import { findInterview, reviseLoop } from './find-loop.server'

type Target = { applicationId: number; interviewId: number }

/** Sets time, length and place. The time is read in the viewer's zone. */
export const changeInterview = (viewer: Viewer, { applicationId, interviewId }: Target, form: InterviewChange) =>
  transaction(async (tx) => {
    const { organisationId, userId, timeZone } = viewer
    const taken = await reviseLoop(tx, viewer, { applicationId, revision: form.revision })
    if (!taken.ok) return taken
    const found = await findInterview(tx, viewer, taken.value.loopId, interviewId)
    if (!found.ok) return found
    const startsAt = form.startsAt === null ? null : fromLocal(form.startsAt, timeZone)
    await tx.interview.update({
      where: { organisationId_id: { organisationId, id: interviewId } },
      data: { startsAt, minutes: form.minutes, place: form.place },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'interview.changed',
      subject: { type: 'interview', id: interviewId },
      applicationId,
      detail: { startsAt: startsAt?.toISOString() ?? null, minutes: form.minutes },
    })
    return ok({})
  })
