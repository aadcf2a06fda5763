import type { VotingState } from '~/domain/decision/voting'
import type { PacketVoterView } from '~/domain/decision/view'
import { readBody } from '~/domain/packet/verify-packet'
import { dayAndTime } from '~/platform/dates.server'
import type { Tx } from '~/platform/db.server'
import type { FoundPacket } from './find-packet.server'

/** The voters frozen with a packet, and who of them can no longer vote. Never who has sealed a vote. */
export async function packetVoters(
  reader: Tx,
  { organisationId, timeZone }: { organisationId: number; timeZone: string },
  packet: FoundPacket,
  voting: VotingState,
): Promise<PacketVoterView[]> {
  const { voters } = readBody(packet.body)
  const users = await reader.user.findMany({
    where: { organisationId, id: { in: [...voting.members] } },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  })
  const lifts = await reader.recusalLift.findMany({
    where: { organisationId, recusal: { applicationId: packet.applicationId } },
    select: { at: true, liftedBy: { select: { name: true } }, recusal: { select: { userId: true } } },
    orderBy: { id: 'desc' },
  })
  return users.map(({ id, name }) => ({
    userId: id,
    name: name ?? `Former user ${id}`,
    ties: voters?.find(({ person }) => person === id)?.ties ?? null,
    left: voting.left.includes(id),
    recused: voting.recused.includes(id),
    lifted: lifts
      .filter(({ recusal }) => recusal.userId === id)
      .map(({ at, liftedBy }) => ({ by: liftedBy.name ?? 'a former user', at: dayAndTime(at, timeZone) })),
  }))
}
