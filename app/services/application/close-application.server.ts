import type { CloseApplication } from '~/domain/application/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { writeText } from '~/platform/text.server'
import { releaseInterview } from '../loop/release-interview.server'
import { findApplication, type FoundApplication } from './find-application.server'

/**
 * Ends an application with its outcome and the reason. Interviews that nobody has begun or written about may be cancelled
 * with it. The same closing again is acknowledged: its first answer may have been lost. Whoever is blind there or recused does not close it: whether it is open is not theirs to know.
 */
export const closeApplication = (viewer: Viewer, applicationId: number, form: CloseApplication) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const found = await findApplication(tx, viewer, applicationId, 'manage-applications')
    if (!found.ok) return found
    const { application, withheld } = found.value
    if (withheld) return fail({ code: 'FORBIDDEN' })
    if (application.state !== 'open')
      return (await isSameClosing(tx, viewer, application, form))
        ? ok({})
        : fail({ code: 'APPLICATION_CLOSED_CONFLICT' })
    if (application.revision !== form.revision) return fail({ code: 'APPLICATION_STALE' })
    const text = await writeText(tx, {
      organisationId,
      subject: { candidateId: application.candidateId },
      authorId: userId,
      kind: 'closing-reason',
      body: form.reason,
    })
    await tx.application.update({
      where: { organisationId_id: { organisationId, id: applicationId } },
      data: {
        state: form.state,
        closedAt: now(),
        closedById: userId,
        closingTextId: text.id,
        revision: { increment: 1 },
      },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'application.closed',
      subject: { type: 'application', id: applicationId },
      applicationId,
      detail: { state: form.state },
    })
    if (form.cancelRest) {
      const ahead = await tx.interview.findMany({
        where: {
          organisationId,
          state: 'planned',
          loop: { applicationId },
          OR: [{ startsAt: null }, { startsAt: { gt: now() } }],
          scorecards: { none: { scorecardVersions: { some: {} } } },
        },
        select: { id: true },
        orderBy: { id: 'asc' },
      })
      for (const { id } of ahead) await releaseInterview(tx, viewer, applicationId, id)
    }
    return ok({})
  })

async function isSameClosing(
  tx: Tx,
  { organisationId, userId }: Viewer,
  { state, closedById, closingTextId }: FoundApplication,
  form: CloseApplication,
): Promise<boolean> {
  if (state !== form.state || closedById !== userId || closingTextId === null) return false
  const text = await tx.text.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: closingTextId } },
    select: { body: true },
  })
  return text.body === form.reason
}
