import { mayLift, type LiftError } from '~/domain/policy/recusal'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { writeText } from '~/platform/text.server'
import { findApplication } from '../application/find-application.server'
import { contentConflict } from '../content-conflict.server'
import { inForce } from './recused.server'

export type LiftRefused =
  LiftError | ContentConflict | { code: 'RECUSAL_NOT_FOUND' | 'APPLICATION_NOT_FOUND' | 'FORBIDDEN'; message?: string }

const LIFT_REASON = 'Why it no longer applies'
const BLIND =
  'You still have a scorecard to submit here. Until you do, another person who administers the job has to lift recusals.'

/**
 * Ends a person's recusal from an application, with a reason. The recusal stays as it was written; this is a row of its
 * own. The same form again, after its answer was lost, is acknowledged. One who is blind there or recused is refused before it is looked for: who stepped back is not theirs to know.
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
    if (recusals.length === 0)
      return (await liftedBefore(tx, viewer, { applicationId, person, reason })) ?? fail({ code: 'RECUSAL_NOT_FOUND' })
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

/**
 * What this form answers where the person's last recusal is lifted already: the same person with the same reason has sent
 * it again; anything else is a conflict that shows what is stored. null: nothing was lifted.
 */
async function liftedBefore(
  tx: Tx,
  viewer: Viewer,
  { applicationId, person, reason }: { applicationId: number; person: number; reason: string },
): Promise<Result<null, ContentConflict> | null> {
  const { organisationId, userId } = viewer
  const before = await tx.recusalLift.findFirst({
    where: { organisationId, recusal: { applicationId, userId: person } },
    orderBy: { id: 'desc' },
    select: { at: true, liftedById: true, reasonText: { select: { body: true } } },
  })
  if (!before) return null
  const { body } = before.reasonText
  if (before.liftedById === userId && body === reason) return ok(null)
  const message = 'This recusal was lifted before. The reason given then stays in the record.'
  return contentConflict(viewer, message, { at: before.at, fields: [{ label: LIFT_REASON, text: body }] })
}
