import type { DecisionForm } from '~/domain/decision/forms'
import { choiceWords, hasReadVotes, mayDecide, type PanelError } from '~/domain/decision/panel'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { writeText } from '~/platform/text.server'
import { contentConflict } from '../content-conflict.server'
import { onPacket, type PacketNotFound } from './on-packet.server'

/**
 * Records the decision on a packet. One of the application before it is superseded, never edited. The same form again
 * answers with the same decision; the same key with other content is a conflict.
 */
export const recordDecision = (
  viewer: Viewer,
  packetId: number,
  { outcome, reason, supersedes, opened, writeKey }: Omit<DecisionForm, 'intent'>,
): Promise<Result<{ id: number }, PanelError | PacketNotFound | ContentConflict>> =>
  onPacket(viewer, packetId, async (tx, packet, panel): ReturnType<typeof recordDecision> => {
    const { organisationId, userId } = viewer
    const { applicationId, application, runId } = packet
    const recorded = await tx.decision.findUnique({
      where: { organisationId_packetId_writeKey: { organisationId, packetId, writeKey } },
      select: { id: true, outcome: true, decidedById: true, decidedAt: true, reasonText: { select: { body: true } } },
    })
    if (recorded) {
      const { id, reasonText } = recorded
      if (recorded.decidedById === userId && recorded.outcome === outcome && reasonText.body === reason)
        return ok({ id })
      const message =
        'The decision was recorded before with other content. It is not edited; record a later decision if it has to change.'
      return contentConflict(viewer, message, {
        at: recorded.decidedAt,
        fields: [
          { label: 'Outcome', text: choiceWords[recorded.outcome] },
          { label: 'Reasons', text: reasonText.body },
        ],
      })
    }
    const may = mayDecide(panel, userId, { outcome, supersedes })
    if (!may.ok) return may
    const read = hasReadVotes(panel, opened)
    if (!read.ok) return read
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
