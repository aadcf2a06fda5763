import type { Act, Viewer } from '~/domain/policy/policy'
import type { Prisma } from '~/generated/prisma/client.ts'
import type { Tx } from '~/platform/db.server'
import { blindApplicationIds } from '~/services/scorecard/blindness.server'
import { jobsVisible } from '~/services/scope.server'

/**
 * The packets that exist for this viewer. Applications for which they are blind are left out in the query itself, so that
 * not even the statements tell whether there is a packet.
 */
export async function packetsVisible(
  reader: Tx,
  viewer: Viewer,
  act: Act = 'read-packet',
): Promise<Prisma.PacketWhereInput & { organisationId: number }> {
  const blind = await blindApplicationIds(viewer, reader)
  return {
    organisationId: viewer.organisationId,
    applicationId: { notIn: blind },
    application: { job: jobsVisible(viewer, act) },
  }
}

export async function findPacket(reader: Tx, viewer: Viewer, packetId: number, act?: Act) {
  return reader.packet.findFirst({
    where: { ...(await packetsVisible(reader, viewer, act)), id: packetId },
    select: {
      id: true,
      number: true,
      applicationId: true,
      runId: true,
      body: true,
      hash: true,
      frozenOrder: true,
      application: {
        select: { state: true, candidateId: true, jobId: true, job: { select: { id: true, confidential: true } } },
      },
      packetVoters: { select: { userId: true }, orderBy: { userId: 'asc' } },
    },
  })
}

export type FoundPacket = NonNullable<Awaited<ReturnType<typeof findPacket>>>
