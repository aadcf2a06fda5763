import { roundState, tally, type Panel, type Tally } from '~/domain/decision/panel'
import type { Tx } from '~/platform/db.server'

/** The opened votes of a packet, counted. Choices of a round that is still sealed are not read. */
export async function openedTally(
  reader: Tx,
  { organisationId, packetId }: { organisationId: number; packetId: number },
  panel: Panel,
): Promise<Tally> {
  const open = ([1, 2] as const).filter((round) => roundState(panel, round).open)
  const votes = await reader.vote.findMany({
    where: { organisationId, packetId, round: { in: open } },
    select: { userId: true, round: true, choice: true },
  })
  return tally(votes.map(({ userId, round, choice }) => ({ userId, choice, round: round === 1 ? 1 : 2 })))
}
