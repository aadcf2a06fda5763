import type { ResolutionForm } from '~/domain/decision/forms'
import { hasReadVotes, mayResolveFlags, type VotingError } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'
import { writeText } from '~/platform/text.server'
import { contentConflict } from '../content-conflict.server'
import { flagsOfPacket } from './load-voting-state.server'
import { actOnPacket, type PacketNotFound } from './act-on-packet.server'

export type ResolutionError =
  | VotingError
  | PacketNotFound
  | ContentConflict
  | { code: 'FLAG_NOT_FOUND' }
  | { code: 'RESOLUTION_CONFLICT'; message: string }

/** Resolves a red flag of the packet in writing, once and for good: a later packet may look at it anew. */
export const resolveFlag = (
  viewer: Viewer,
  packetId: number,
  { finding, upheld, reason, opened }: Omit<ResolutionForm, 'intent'>,
): Promise<Result<null, ResolutionError>> =>
  actOnPacket<null, ResolutionError>(viewer, packetId, async (tx, packet, voting) => {
    const { organisationId, userId } = viewer
    if (!flagsOfPacket(packet).some((flag) => flag.finding === finding)) return fail({ code: 'FLAG_NOT_FOUND' })
    const before = await tx.flagResolution.findFirst({
      where: { organisationId, packetId, flagFindingId: finding },
      select: { userId: true, upheld: true, at: true, reasonText: { select: { body: true } } },
    })
    if (before && before.userId !== userId)
      return fail({
        code: 'RESOLUTION_CONFLICT',
        message: 'This flag was resolved in the meantime. Read the resolution first.',
      })
    if (before) {
      const { body } = before.reasonText
      if (before.upheld === upheld && body === reason) return ok(null)
      const message = 'You resolved this flag before with other content. The first resolution stays in the record.'
      return contentConflict(viewer, message, {
        at: before.at,
        fields: [
          { label: 'Is the rule for recording met?', text: before.upheld ? 'Met' : 'Not met' },
          { label: 'Why', text: body },
        ],
      })
    }
    const may = mayResolveFlags(voting, userId)
    if (!may.ok) return may
    const read = hasReadVotes(voting, opened)
    if (!read.ok) return read
    if (await raisedBy(tx, viewer, finding))
      return fail({ code: 'OWN_FLAG', message: 'You raised this flag, so another voter has to resolve it.' })
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

async function raisedBy(tx: Tx, { organisationId, userId }: Viewer, finding: number): Promise<boolean> {
  const own = await tx.flagFinding.findFirst({
    where: { organisationId, id: finding, scorecardVersion: { scorecard: { userId } } },
    select: { id: true },
  })
  return own !== null
}
