import { roundState, tally, type VotingState, type Tally } from '~/domain/decision/voting'
import type { Tx } from '~/platform/db.server'

/** The opened votes of a packet, counted. Choices of a round that is still sealed are not read. */
export async function tallyOpenedVotes(
  reader: Tx,
  { organisationId, packetId }: { organisationId: number; packetId: number },
  voting: VotingState,
): Promise<Tally> {
  const open = ([1, 2] as const).filter((round) => roundState(voting, round).open)
  const votes = await reader.vote.findMany({
    where: { organisationId, packetId, round: { in: open } },
    select: { userId: true, round: true, choice: true },
  })
  return tally(votes.map(({ userId, round, choice }) => ({ userId, choice, round: round === 1 ? 1 : 2 })))
}
