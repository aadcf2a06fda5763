import type { ResolutionForm } from '~/domain/decision/forms'
import { mayResolveFlags, type PanelError } from '~/domain/decision/panel'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { writeText } from '~/platform/text.server'
import { standingFlags } from './load-panel.server'
import { onPacket, type PacketNotFound } from './on-packet.server'

export type ResolutionError =
  PanelError | PacketNotFound | { code: 'FLAG_NOT_FOUND' } | { code: 'RESOLUTION_CONFLICT'; message: string }

/** Resolves a red flag of the packet in writing, once and for good: a later packet may look at it anew. */
export const resolveFlag = (
  viewer: Viewer,
  packetId: number,
  { finding, upheld, reason }: Pick<ResolutionForm, 'finding' | 'upheld' | 'reason'>,
): Promise<Result<null, ResolutionError>> =>
  onPacket<null, ResolutionError>(viewer, packetId, async (tx, packet, panel) => {
    const { organisationId, userId } = viewer
    if (!standingFlags(packet).some((flag) => flag.finding === finding)) return fail({ code: 'FLAG_NOT_FOUND' })
    const may = mayResolveFlags(panel, userId)
    if (!may.ok) return may
    const before = await tx.flagResolution.findFirst({
      where: { organisationId, packetId, flagFindingId: finding },
      select: { userId: true, upheld: true },
    })
    if (before?.userId === userId && before.upheld === upheld) return ok(null)
    if (before)
      return fail({ code: 'RESOLUTION_CONFLICT', message: 'This flag was resolved meanwhile; read it first.' })
    const { id: reasonTextId } = await writeText(tx, {
      organisationId,
      subject: { candidateId: packet.application.candidateId },
      authorId: userId,
      kind: 'flag-resolution',
      body: reason,
    })
    await tx.flagResolution.create({
      data: { organisationId, packetId, flagFindingId: finding, upheld, reasonTextId, userId, at: now() },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'flag.resolved',
      subject: { type: 'flag finding', id: finding },
      applicationId: packet.applicationId,
      detail: { packet: packetId, upheld },
    })
    return ok(null)
  })
