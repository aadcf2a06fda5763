import type { VotingState } from '~/domain/decision/voting'
import type { PacketFlag } from '~/domain/packet/body'
import { readBody } from '~/domain/packet/verify-packet'
import { currentVersion } from '~/domain/scorecard/versions'
import type { Tx } from '~/platform/db.server'
import { readEligibleVoters } from './eligible-voters.server'
import type { FoundPacket } from './find-packet.server'

/** Where the vote stands, without a single choice: what a round holds is read only once it is open. */
export async function loadVotingState(reader: Tx, organisationId: number, packet: FoundPacket): Promise<VotingState> {
  const where = { organisationId, packetId: packet.id }
  const body = readBody(packet.body)
  const members = frozenVoters(packet)
  const eligible = await readEligibleVoters(reader, organisationId, packet.application.jobId, packet.frozenOrder)
  const recusals = await reader.recusal.findMany({
    where: { organisationId, applicationId: packet.applicationId, lift: { is: null } },
    select: { userId: true },
  })
  const votes = await reader.vote.findMany({ where, select: { userId: true, round: true } })
  const earlier = await reader.vote.findMany({
    where: { organisationId, packet: { applicationId: packet.applicationId, number: { lt: packet.number } } },
    select: { userId: true },
    distinct: ['userId'],
  })
  const resolutions = await reader.flagResolution.findMany({ where, select: { flagFindingId: true, userId: true } })
  const decision = await reader.decision.findFirst({
    where,
    orderBy: { number: 'desc' },
    select: { id: true, dissents: { select: { userId: true } } },
  })
  const later = await reader.packet.findFirst({
    where: { organisationId, applicationId: packet.applicationId, number: { gt: packet.number } },
    select: { id: true },
  })
  const critical = flagsOfPacket(packet).flatMap(({ severity, finding }) => (severity === 'critical' ? [finding] : []))
  const resolved = new Set(resolutions.map(({ flagFindingId }) => flagFindingId))
  return {
    quorum: body.job.quorum,
    members,
    left: members.filter((userId) => !eligible.includes(userId)),
    recused: recusals.map(({ userId }) => userId),
    votes: votes.map(({ userId, round }) => ({ userId, round: round === 1 ? 1 : 2 })),
    votedEarlier: earlier.map(({ userId }) => userId),
    openCriticalFlags: critical.filter((finding) => !resolved.has(finding)).length,
    criticalFlagResolvers: resolutions.flatMap(({ flagFindingId, userId }) =>
      critical.includes(flagFindingId) ? [userId] : [],
    ),
    decision: decision?.id ?? null,
    dissenters: decision?.dissents.map(({ userId }) => userId) ?? [],
    superseded: later !== null,
    closed: packet.application.state !== 'open',
  }
}

/** The voters of a packet: named in its body, or, for one that was sent before bodies named them, in rows beside it. */
export const frozenVoters = (packet: { body: string; packetVoters: readonly { userId: number }[] }): number[] =>
  readBody(packet.body).voters?.map(({ person }) => person) ?? packet.packetVoters.map(({ userId }) => userId)

/** The flags that the packet raises: of standing scorecards, shadows left out. */
export const flagsOfPacket = (packet: Pick<FoundPacket, 'body'>): PacketFlag[] =>
  readBody(packet.body).scorecards.flatMap(({ shadow, versions }) =>
    shadow ? [] : (currentVersion(versions)?.flags ?? []),
  )
