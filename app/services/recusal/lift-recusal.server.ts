import { mayLift, type LiftError } from '~/domain/policy/recusal'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction } from '~/platform/db.server'
import { writeText } from '~/platform/text.server'
import { findApplication } from '../application/find-application.server'
import { inForce } from './recused.server'

export type LiftRefused =
  LiftError | { code: 'RECUSAL_NOT_FOUND' | 'APPLICATION_NOT_FOUND' | 'FORBIDDEN'; message?: string }

const BLIND =
  'You still have a scorecard to submit here. Until you do, another person who administers the job has to lift recusals.'

/**
 * Ends a person's recusal from an application, with a reason. The recusal stays as it was written; this is a row of its
 * own. One who is blind there or recused is refused before it is looked for: who stepped back is not theirs to know.
 */
export const liftRecusal = (
  viewer: Viewer,
  applicationId: number,
  { person, reason }: { person: number; reason: string },
): Promise<Result<null, LiftRefused>> =>
  transaction(async (tx): Promise<Result<null, LiftRefused>> => {
    const { organisationId, userId } = viewer
    const found = await findApplication(tx, viewer, applicationId, 'lift-recusal')
    if (!found.ok) return found
    if (found.value.blind) return fail({ code: 'FORBIDDEN', message: BLIND })
    const allowed = mayLift({ userId, recused: found.value.recused }, { userId: person })
    if (found.value.recused && !allowed.ok) return allowed
    const recusals = await tx.recusal.findMany({
      where: { ...inForce({ organisationId, userId: person }), applicationId },
      select: { id: true, userId: true },
    })
    if (recusals.length === 0) return fail({ code: 'RECUSAL_NOT_FOUND' })
    if (!allowed.ok) return allowed
    const text = await writeText(tx, {
      organisationId,
      subject: { userId: person },
      authorId: userId,
      kind: 'recusal-lift-reason',
      body: reason,
    })
    const lift = { organisationId, liftedById: userId, reasonTextId: text.id, at: now() }
    for (const { id } of recusals) await tx.recusalLift.create({ data: { ...lift, recusalId: id } })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'recusal.lifted',
      subject: { type: 'application', id: applicationId },
      applicationId,
      detail: { user: person },
    })
    return ok(null)
  })
