import type { Panel } from '~/domain/decision/panel'
import type { VoterTie } from '~/domain/packet/body'
import { readBody } from '~/domain/packet/verify-packet'
import type { Tx } from '~/platform/db.server'
import type { FoundPacket } from './find-packet.server'

export type PacketVoterView = {
  userId: number
  name: string
  /** What else tied them to the application when the packet was sent; null: not recorded in an earlier packet. */
  ties: VoterTie[] | null
  left: boolean
  recused: boolean
}

/** The voters frozen with a packet, and who of them can no longer vote. Never who has sealed a vote. */
export async function packetVoters(
  reader: Tx,
  organisationId: number,
  packet: FoundPacket,
  panel: Panel,
): Promise<PacketVoterView[]> {
  const { voters } = readBody(packet.body)
  const users = await reader.user.findMany({
    where: { organisationId, id: { in: [...panel.members] } },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  })
  return users.map(({ id, name }) => ({
    userId: id,
    name: name ?? `Former user ${id}`,
    ties: voters?.find(({ person }) => person === id)?.ties ?? null,
    left: panel.left.includes(id),
    recused: panel.recused.includes(id),
  }))
}
