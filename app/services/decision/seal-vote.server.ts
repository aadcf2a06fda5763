import type { VoteForm } from '~/domain/decision/forms'
import { choiceLabels, maySeal, type VotingError, type Round } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'
import { writeText } from '~/platform/text.server'
import { contentConflict } from '../content-conflict.server'
import { actOnPacket, type PacketNotFound } from './act-on-packet.server'

type Ballot = Omit<VoteForm, 'intent'>

/**
 * Seals a ballot for the round it was written for. The same ballot again changes nothing and is acknowledged; another
 * text for a vote that is already sealed is a conflict. The audit entry says that somebody voted, never what.
 */
export const sealVote = (
  viewer: Viewer,
  packetId: number,
  ballot: Ballot,
): Promise<Result<{ round: Round }, VotingError | PacketNotFound | ContentConflict>> =>
  actOnPacket(viewer, packetId, async (tx, packet, voting): ReturnType<typeof sealVote> => {
    const { organisationId, userId } = viewer
    const { round, choice, reason, writeKey } = ballot
    const before = await sealedBefore(tx, viewer, packetId, ballot)
    if (before) return before
    const may = maySeal(voting, userId, round)
    if (!may.ok) return may
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

/**
 * This person's vote of the same round, or one made with the same key: acknowledged if it is this ballot to the letter.
 */
async function sealedBefore(
  tx: Tx,
  viewer: Viewer,
  packetId: number,
  { round, choice, reason, writeKey }: Ballot,
): Promise<Result<{ round: Round }, ContentConflict> | null> {
  const { organisationId, userId } = viewer
  const before = await tx.vote.findFirst({
    where: { organisationId, packetId, userId, OR: [{ round }, { writeKey }] },
    select: { round: true, choice: true, sealedAt: true, reasonText: { select: { body: true } } },
  })
  if (!before) return null
  const { body } = before.reasonText
  if (before.round === round && before.choice === choice && body === reason) return ok({ round })
  return contentConflict(
    viewer,
    `Your ${before.round === 1 ? 'first' : 'second'} vote was sealed before with other content and is not changed.`,
    {
      at: before.sealedAt,
      fields: [
        { label: 'Vote', text: choiceLabels[before.choice] },
        { label: 'Reasons', text: body },
      ],
    },
  )
}
