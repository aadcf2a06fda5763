import type { InterviewChange } from '~/domain/loop/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { transaction } from '~/platform/db.server'
import { readLocal, repeatedTime, toLocal, type SkippedTime } from '~/platform/local-time.server'
import { findInterview, reviseLoop } from './find-loop.server'

type Target = { applicationId: number; interviewId: number }

/** Sets time, length and place. The time is read in the zone that the form named, else in the viewer's. */
export const changeInterview = (viewer: Viewer, { applicationId, interviewId }: Target, form: InterviewChange) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const taken = await reviseLoop(tx, viewer, { applicationId, revision: form.revision })
    if (!taken.ok) return taken
    const found = await findInterview(tx, viewer, taken.value.loopId, interviewId)
    if (!found.ok) return found
    const time = startOf(form, found.value.startsAt, form.timeZone ?? viewer.timeZone)
    if (!time.ok) return time
    const startsAt = time.value
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

/**
 * A time that is sent as it was shown stays the instant that it was: minutes that the clocks show twice, and seconds that
 * a form does not show, are not known again.
 */
function startOf(
  { startsAt, occurrence }: InterviewChange,
  stored: Date | null,
  timeZone: string,
): Result<Date | null, SkippedTime> {
  if (startsAt === null) return ok(null)
  const local = startsAt.replace(/^(.{16}):00$/, '$1')
  const unchanged =
    stored !== null &&
    toLocal(stored, timeZone) === local &&
    (occurrence === undefined || occurrence === (repeatedTime(stored, timeZone)?.chosen ?? occurrence))
  return unchanged ? ok(stored) : readLocal(local, timeZone, occurrence)
}
