import type { RecusalForm } from '~/domain/decision/forms'
import { mayRecuse, type PanelError } from '~/domain/decision/panel'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { writeText } from '~/platform/text.server'
import { onPacket, type PacketNotFound } from './on-packet.server'

/** A voter steps back from one packet, before voting, and says why. Doing so twice does it once. */
export const recuse = (
  viewer: Viewer,
  packetId: number,
  { reason }: Pick<RecusalForm, 'reason'>,
): Promise<Result<null, PanelError | PacketNotFound>> =>
  onPacket(viewer, packetId, async (tx, packet, panel) => {
    const { organisationId, userId } = viewer
    if (panel.recused.includes(userId)) return ok(null)
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
