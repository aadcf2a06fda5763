import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { Tx } from '~/platform/db.server'
import { isBlind } from '~/services/scorecard/blindness.server'
import { jobsVisible } from '~/services/scope.server'

export type ApplicationNotFound = { code: 'APPLICATION_NOT_FOUND' }

/** An application whose packet the viewer may send: in their reach, and not blind for them. */
export async function findForPacket(
  reader: Tx,
  viewer: Viewer,
  applicationId: number,
): Promise<Result<{ id: number }, ApplicationNotFound>> {
  const { organisationId } = viewer
  const blind = await isBlind(reader, viewer, applicationId)
  const found = await reader.application.findFirst({
    where: { organisationId, id: applicationId, job: jobsVisible(viewer, 'send-packet') },
    select: { id: true },
  })
  return found && !blind ? ok(found) : fail({ code: 'APPLICATION_NOT_FOUND' })
}
