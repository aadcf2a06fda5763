import { RECUSED, type VotingState, type VotingError } from '~/domain/decision/voting'
import type { Act, Viewer } from '~/domain/policy/policy'
import { fail, type Result } from '~/domain/shared/result'
import { transaction, type Tx } from '~/platform/db.server'
import { findPacket, type FoundPacket } from './find-packet.server'
import { loadVotingState } from './load-voting-state.server'

export type PacketNotFound = { code: 'PACKET_NOT_FOUND'; message?: string }

type Options = {
  needs?: Act
  /**
   * Also for one who is recused from the application: the act that recuses, which is acknowledged when it is sent
   * again.
   */
  recused?: boolean
}

/**
 * Every act on a packet, of a voter unless said otherwise: in one serialisable transaction, on a packet they may read,
 * with the state of the vote as it is there. One who is recused is told only that, before anything else is looked at:
 * whether the packet was replaced, a flag resolved or a decision recorded is not theirs to know.
 */
export const actOnPacket = <T, E extends { code: string; message?: string }>(
  viewer: Viewer,
  packetId: number,
  act: (tx: Tx, packet: FoundPacket, voting: VotingState) => Promise<Result<T, E>>,
  { needs = 'vote', recused = false }: Options = {},
): Promise<Result<T, E | PacketNotFound | VotingError>> =>
  transaction(async (tx): Promise<Result<T, E | PacketNotFound | VotingError>> => {
    const packet = await findPacket(tx, viewer, packetId, needs)
    if (!packet) return fail({ code: 'PACKET_NOT_FOUND' })
    const voting = await loadVotingState(tx, viewer.organisationId, packet)
    if (!recused && voting.recused.includes(viewer.userId)) return fail(RECUSED)
    return act(tx, packet, voting)
  })
