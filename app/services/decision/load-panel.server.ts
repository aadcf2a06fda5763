import type { Panel } from '~/domain/decision/panel'
import type { PacketFlag } from '~/domain/packet/body'
import { readBody } from '~/domain/packet/verify-packet'
import { currentVersion } from '~/domain/scorecard/versions'
import type { Tx } from '~/platform/db.server'
import type { FoundPacket } from './find-packet.server'

/** Where the vote stands, without a single choice: what a round holds is read only once it is open. */
export async function loadPanel(reader: Tx, organisationId: number, packet: FoundPacket): Promise<Panel> {
  const where = { organisationId, packetId: packet.id }
  const body = readBody(packet.body)
  const members = await reader.committeeMember.findMany({
    where: { organisationId, jobId: packet.application.jobId },
    select: { userId: true },
    orderBy: { id: 'asc' },
  })
  const recusals = await reader.recusal.findMany({ where, select: { userId: true } })
  const votes = await reader.vote.findMany({ where, select: { userId: true, round: true } })
  const resolutions = await reader.flagResolution.findMany({ where, select: { flagFindingId: true } })
  const decision = await reader.decision.findFirst({
    where,
    orderBy: { number: 'desc' },
    select: { id: true, dissents: { select: { userId: true } } },
  })
  const later = await reader.packet.findFirst({
    where: { organisationId, applicationId: packet.applicationId, number: { gt: packet.number } },
    select: { id: true },
  })
  const resolved = new Set(resolutions.map(({ flagFindingId }) => flagFindingId))
  return {
    quorum: body.job.quorum,
    members: members.map(({ userId }) => userId),
    recused: recusals.map(({ userId }) => userId),
    votes: votes.map(({ userId, round }) => ({ userId, round: round === 1 ? 1 : 2 })),
    openCriticalFlags: standingFlags(packet).filter(
      ({ severity, finding }) => severity === 'critical' && !resolved.has(finding),
    ).length,
    decision: decision?.id ?? null,
    dissenters: decision?.dissents.map(({ userId }) => userId) ?? [],
    superseded: later !== null,
  }
}

/** The flags that the packet raises: of standing scorecards, shadows left out. */
export const standingFlags = (packet: Pick<FoundPacket, 'body'>): PacketFlag[] =>
  readBody(packet.body).scorecards.flatMap(({ shadow, versions }) =>
    shadow ? [] : (currentVersion(versions)?.flags ?? []),
  )
