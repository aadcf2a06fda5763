import { may, type Act, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import type { Tx } from '~/platform/db.server'
import { isRecused } from '../recusal/recused.server'
import { isBlind } from '../scorecard/blindness.server'

/**
 * The application if the viewer may do this in it, and whether they are blind there or recused from it; `withheld` is
 * either. One they may not know of is not found; one they may only read is forbidden.
 */
export async function findApplication(reader: Tx, viewer: Viewer, applicationId: number, act: Act) {
  const { organisationId } = viewer
  const application = await reader.application.findUnique({
    where: { organisationId_id: { organisationId, id: applicationId } },
    include: {
      job: { include: { kitVersion: { select: { name: true, version: true } } } },
      loop: { select: { kitVersionId: true, kitVersion: { select: { name: true, version: true } } } },
      candidate: { select: { id: true, name: true, email: true, erasedAt: true } },
    },
  })
  if (!application || !may(viewer, 'read-application', application.job)) return fail({ code: 'APPLICATION_NOT_FOUND' })
  if (!may(viewer, act, application.job)) return fail({ code: 'FORBIDDEN' })
  const blind = await isBlind(reader, viewer, applicationId)
  const recused = await isRecused(reader, viewer, applicationId)
  return ok({ application, blind, recused, withheld: blind || recused })
}

type Found = Awaited<ReturnType<typeof findApplication>>
export type FoundApplication = Extract<Found, { ok: true }>['value']['application']
