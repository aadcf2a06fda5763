import type { DecisionForm } from '~/domain/decision/forms'
import { mayDecide, type PanelError } from '~/domain/decision/panel'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { writeText } from '~/platform/text.server'
import { onPacket, type PacketNotFound } from './on-packet.server'

/** Records the decision on a packet. One of the application before it is superseded, never edited. */
export const recordDecision = (
  viewer: Viewer,
  packetId: number,
  { outcome, reason, supersedes, writeKey }: Omit<DecisionForm, 'intent'>,
): Promise<Result<{ id: number }, PanelError | PacketNotFound>> =>
  onPacket(viewer, packetId, async (tx, packet, panel) => {
    const { organisationId, userId } = viewer
    const { applicationId, application, runId } = packet
    const recorded = await tx.decision.findUnique({
      where: { organisationId_packetId_writeKey: { organisationId, packetId, writeKey } },
      select: { id: true },
    })
    if (recorded) return ok(recorded)
    const may = mayDecide(panel, userId, { outcome, supersedes })
    if (!may.ok) return may
    const before = await tx.decision.findFirst({
      where: { organisationId, packet: { applicationId } },
      orderBy: { number: 'desc' },
      select: { id: true, number: true },
    })
    const { id: reasonTextId } = await writeText(tx, {
      organisationId,
      subject: { candidateId: application.candidateId },
      authorId: userId,
      kind: 'decision-reason',
      body: reason,
    })
    const { id } = await tx.decision.create({
      data: {
        organisationId,
        packetId,
        number: (before?.number ?? 0) + 1,
        outcome,
        reasonTextId,
        runId,
        supersedesId: before?.id ?? null,
        writeKey,
        decidedById: userId,
        decidedAt: now(),
      },
      select: { id: true },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'decision.recorded',
      subject: { type: 'decision', id },
      applicationId,
      detail: { packet: packetId, outcome, supersedes: before?.id ?? null },
    })
    return ok({ id })
  })
