import type { RecusalForm } from '~/domain/decision/forms'
import { mayRecuse, type PanelError } from '~/domain/decision/panel'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { writeText } from '~/platform/text.server'
import { contentConflict } from '../content-conflict.server'
import { onPacket, type PacketNotFound } from './on-packet.server'

/** A voter steps back from one packet, before voting, and says why. Doing so twice does it once. */
export const recuse = (
  viewer: Viewer,
  packetId: number,
  { reason }: Pick<RecusalForm, 'reason'>,
): Promise<Result<null, PanelError | PacketNotFound | ContentConflict>> =>
  onPacket(viewer, packetId, async (tx, packet, panel): ReturnType<typeof recuse> => {
    const { organisationId, userId } = viewer
    const before = await tx.recusal.findUnique({
      where: { organisationId_packetId_userId: { organisationId, packetId, userId } },
      select: { at: true, reasonText: { select: { body: true } } },
    })
    if (before) {
      const body = before.reasonText?.body ?? null
      if (body === reason) return ok(null)
      const message = 'You recused yourself before with another reason. That reason stays in the record.'
      return contentConflict(viewer, message, { at: before.at, fields: [{ label: 'Why', text: body }] })
    }
    const may = mayRecuse(panel, userId)
    if (!may.ok) return may
    const subject = { userId }
    const written = await writeText(tx, {
      organisationId,
      subject,
      authorId: userId,
      kind: 'recusal-reason',
      body: reason,
    })
    await tx.recusal.create({ data: { organisationId, packetId, userId, reasonTextId: written.id, at: now() } })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'vote.recused',
      subject: { type: 'packet', id: packetId },
      applicationId: packet.applicationId,
    })
    return ok(null)
  })
