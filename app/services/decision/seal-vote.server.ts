import type { VoteForm } from '~/domain/decision/forms'
import { mayVote, type PanelError } from '~/domain/decision/panel'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { writeText } from '~/platform/text.server'
import { onPacket, type PacketNotFound } from './on-packet.server'

/** Seals a vote. The same key again changes nothing; the audit entry says that, never what, was voted. */
export const sealVote = (
  viewer: Viewer,
  packetId: number,
  { choice, reason, writeKey }: Pick<VoteForm, 'choice' | 'reason' | 'writeKey'>,
): Promise<Result<{ round: number }, PanelError | PacketNotFound>> =>
  onPacket(viewer, packetId, async (tx, packet, panel) => {
    const { organisationId, userId } = viewer
    const before = await tx.vote.findFirst({
      where: { organisationId, packetId, userId, writeKey },
      select: { round: true },
    })
    if (before) return ok(before)
    const may = mayVote(panel, userId)
    if (!may.ok) return may
    const round = may.value
    const { candidateId } = packet.application
    const written = await writeText(tx, {
      organisationId,
      subject: { candidateId },
      authorId: userId,
      kind: 'vote-reason',
      body: reason,
    })
    await tx.vote.create({
      data: { organisationId, packetId, userId, round, choice, reasonTextId: written.id, writeKey, sealedAt: now() },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'vote.sealed',
      subject: { type: 'packet', id: packetId },
      applicationId: packet.applicationId,
      detail: { round },
    })
    return ok({ round })
  })
