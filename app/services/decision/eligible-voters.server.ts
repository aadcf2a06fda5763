import { may } from '~/domain/policy/policy'
import type { Prisma } from '~/generated/prisma/client.ts'
import type { Tx } from '~/platform/db.server'

/** What has to be read of a job to know who of its committee may vote now. */
export const committeeOfJob = {
  id: true,
  confidential: true,
  committeeMembers: {
    select: {
      userId: true,
      user: {
        select: {
          name: true,
          state: true,
          grants: {
            where: { revokedAt: null },
            select: { role: true, jobId: true, grantedById: true, grantedOrder: true },
          },
        },
      },
    },
    orderBy: { id: 'asc' },
  },
} as const satisfies Prisma.JobSelect

type JobWithCommittee = Prisma.JobGetPayload<{ select: typeof committeeOfJob }>

/**
 * The members of the committee who may vote now: active people whose role lets them vote in this job. On a packet sent at
 * `frozenOrder`, its place in the order of events, a role that somebody gave themselves afterwards does not count, so
 * nobody restores a vote that was withdrawn from them; on a later packet it does, and the packet says so.
 */
export const eligibleVoters = (
  { id, confidential, committeeMembers }: JobWithCommittee,
  frozenOrder: number | null = null,
): number[] =>
  committeeMembers
    .filter(({ userId, user }) => {
      const grants = user.grants.filter(
        ({ grantedById, grantedOrder }) =>
          frozenOrder === null || grantedById !== userId || grantedOrder <= frozenOrder,
      )
      return user.state === 'active' && may({ grants }, 'vote', { id, confidential })
    })
    .map(({ userId }) => userId)

export async function readEligibleVoters(
  reader: Tx,
  organisationId: number,
  jobId: number,
  frozenOrder: number | null = null,
): Promise<number[]> {
  const job = await reader.job.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: jobId } },
    select: committeeOfJob,
  })
  return eligibleVoters(job, frozenOrder)
}
