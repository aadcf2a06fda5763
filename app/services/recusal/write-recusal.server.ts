import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'
import { writeText } from '~/platform/text.server'
import { contentConflict } from '../content-conflict.server'
import { inForce } from './recused.server'

type Given = { applicationId: number; packetId: number | null; reason: string }

/**
 * What a recusal answers that is in force already: the same reason again is the same answer, another reason is a
 * conflict that shows the stored one. null: there is none yet.
 */
export async function recusedBefore(
  tx: Tx,
  viewer: Viewer,
  { applicationId, reason }: { applicationId: number; reason: string },
): Promise<Result<null, ContentConflict> | null> {
  const before = await tx.recusal.findFirst({
    where: { ...inForce(viewer), applicationId },
    orderBy: { id: 'asc' },
    select: { at: true, reasonText: { select: { body: true } } },
  })
  if (!before) return null
  const body = before.reasonText?.body ?? null
  if (body === reason) return ok(null)
  const message = 'You recused yourself before with another reason. That reason stays in the record.'
  return contentConflict(viewer, message, { at: before.at, fields: [{ label: 'Why', text: body }] })
}

/** Writes a recusal from an application with its reason and its audit entry. The caller has asked whether it may be. */
export async function writeRecusal(tx: Tx, viewer: Viewer, { applicationId, packetId, reason }: Given): Promise<void> {
  const { organisationId, userId } = viewer
  const text = await writeText(tx, {
    organisationId,
    subject: { userId },
    authorId: userId,
    kind: 'recusal-reason',
    body: reason,
  })
  await tx.recusal.create({
    data: { organisationId, applicationId, packetId, userId, reasonTextId: text.id, at: now() },
  })
  await audit(tx, {
    organisationId,
    actorId: userId,
    act: 'vote.recused',
    subject: packetId === null ? { type: 'application', id: applicationId } : { type: 'packet', id: packetId },
    applicationId,
  })
}
