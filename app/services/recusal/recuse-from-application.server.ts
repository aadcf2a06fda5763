import { mayRecuse, type VotingError } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { transaction, type Tx } from '~/platform/db.server'
import { findApplication } from '../application/find-application.server'
import { findPacket } from '../decision/find-packet.server'
import { loadVotingState } from '../decision/load-voting-state.server'
import { recusedBefore, writeRecusal } from './write-recusal.server'

type NotFound = { code: 'APPLICATION_NOT_FOUND' | 'FORBIDDEN'; message?: string }

/**
 * Recuses the viewer from an application that they may read, before or after there is a packet. Repeating it changes
 * nothing.
 */
export const recuseFromApplication = (
  viewer: Viewer,
  applicationId: number,
  { reason }: { reason: string },
): Promise<Result<null, VotingError | NotFound | ContentConflict>> =>
  transaction(async (tx): Promise<Result<null, VotingError | NotFound | ContentConflict>> => {
    const found = await findApplication(tx, viewer, applicationId, 'read-application')
    if (!found.ok) return found
    const before = await recusedBefore(tx, viewer, { applicationId, reason })
    if (before) return before
    const may = await mayRecuseHere(tx, viewer, applicationId)
    if (!may.ok) return may
    await writeRecusal(tx, viewer, { applicationId, packetId: null, reason })
    return ok(null)
  })

/** A vote on the packet before the committee prevents it. Somebody blind there has none, and is told of no packet. */
async function mayRecuseHere(tx: Tx, viewer: Viewer, applicationId: number): Promise<Result<null, VotingError>> {
  const { organisationId } = viewer
  const voted = await tx.vote.findFirst({
    where: { organisationId, userId: viewer.userId, packet: { applicationId } },
    orderBy: { packetId: 'desc' },
    select: { packetId: true },
  })
  const packet = voted && (await findPacket(tx, viewer, voted.packetId))
  return packet ? mayRecuse(await loadVotingState(tx, organisationId, packet), viewer.userId) : ok(null)
}
