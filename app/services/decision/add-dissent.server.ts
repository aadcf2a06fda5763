import type { DissentForm } from '~/domain/decision/forms'
import { mayDissent, type VotingError } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { audit } from '~/platform/audit.server'
import { writeText } from '~/platform/text.server'
import { contentConflict } from '../content-conflict.server'
import { actOnPacket, type PacketNotFound } from './act-on-packet.server'

/** Adds the viewer's dissent, in their own words, to the decision that they have read. */
export const addDissent = (
  viewer: Viewer,
  packetId: number,
  { decision, words }: Pick<DissentForm, 'decision' | 'words'>,
): Promise<Result<null, VotingError | PacketNotFound | ContentConflict>> =>
  actOnPacket(viewer, packetId, async (tx, packet, voting): ReturnType<typeof addDissent> => {
    const { organisationId, userId } = viewer
    const before = await tx.dissent.findFirst({
      where: { organisationId, decisionId: decision, userId, decision: { packetId } },
      select: { text: { select: { body: true, createdAt: true } } },
    })
    if (before) {
      const { body, createdAt } = before.text
      if (body === words) return ok(null)
      const message = 'Your dissent was recorded before with other words. Those stay in the record.'
      return contentConflict(viewer, message, { at: createdAt, fields: [{ label: 'In your own words', text: body }] })
    }
    const may = mayDissent(voting, userId)
    if (!may.ok) return may
    if (may.value !== decision)
      return fail({
        code: 'DECISION_STALE' as const,
        message: 'Another decision was recorded in the meantime. Read it first.',
      })
    const { id: textId } = await writeText(tx, {
      organisationId,
      subject: { candidateId: packet.application.candidateId },
      authorId: userId,
      kind: 'dissent',
      body: words,
    })
    await tx.dissent.create({ data: { organisationId, decisionId: decision, userId, textId } })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'decision.dissented',
      subject: { type: 'decision', id: decision },
      applicationId: packet.applicationId,
    })
    return ok(null)
  })
