import type { Tx } from '~/platform/db.server'

/** The roles that a person holds now, as codes for the audit list: `hiring_manager`, `committee member of job 3`. */
export async function grantCodes(tx: Tx, organisationId: number, userId: number): Promise<string[]> {
  const grants = await tx.grant.findMany({
    where: { organisationId, userId, revokedAt: null },
    select: { role: true, jobId: true },
    orderBy: [{ role: 'asc' }, { jobId: 'asc' }],
  })
  return grants.map(({ role, jobId }) => (jobId === null ? role : `${role.replaceAll('_', ' ')} of job ${jobId}`))
}
