import { hasSealedVotes } from '~/domain/decision/voting'
import { readBody } from '~/domain/packet/verify-packet'
import { db } from '~/platform/db.server'

/**
 * Does the organisation hold sealed votes on an application that still waits for its committee's decision? Nobody reads
 * those on a page, administrators included. Votes on a packet that a later one replaced count as long as the later one is
 * undecided: they would tell its voters what their colleagues think. Once it is decided, or the application is closed,
 * no vote can be formed by them.
 */
export async function holdsSealedVotes(organisationId: number): Promise<boolean> {
  const packets = await db().packet.findMany({
    where: { organisationId, application: { state: 'open', packets: { some: { votes: { some: {} } } } } },
    select: { id: true, applicationId: true, decisions: { select: { id: true }, take: 1 } },
    orderBy: { number: 'asc' },
  })
  const latest = new Map(packets.map((packet) => [packet.applicationId, packet]))
  const undecided = packets.filter(({ applicationId }) => latest.get(applicationId)?.decisions.length === 0)
  for (const { id } of undecided) {
    const packet = await db().packet.findFirst({
      where: { organisationId, id },
      select: { body: true, votes: { select: { userId: true, round: true } } },
    })
    if (packet === null || packet.votes.length === 0) continue
    const votes = packet.votes.map(({ userId, round }) => ({
      userId,
      round: round === 1 ? (1 as const) : (2 as const),
    }))
    if (hasSealedVotes({ quorum: readBody(packet.body).job.quorum, votes })) return true
  }
  return false
}
