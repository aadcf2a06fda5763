import type { NameRule } from '~/domain/candidate/name'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { Tx } from '~/platform/db.server'
import { isWithheld } from '~/services/recusal/recused.server'
import { jobsVisible } from '~/services/scope.server'

export type ApplicationNotFound = { code: 'APPLICATION_NOT_FOUND' }

/**
 * An application whose packet the viewer may send: in their reach, and not withheld from them by blindness or recusal.
 */
export async function findApplicationForPacket(
  reader: Tx,
  viewer: Viewer,
  applicationId: number,
): Promise<Result<{ id: number; job: NameRule }, ApplicationNotFound>> {
  const { organisationId } = viewer
  const withheld = await isWithheld(reader, viewer, applicationId)
  const found = await reader.application.findFirst({
    where: { organisationId, id: applicationId, job: jobsVisible(viewer, 'send-packet') },
    select: { id: true, job: { select: { id: true, confidential: true, namesHidden: true } } },
  })
  return found && !withheld ? ok(found) : fail({ code: 'APPLICATION_NOT_FOUND' })
}
