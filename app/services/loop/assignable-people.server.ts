import type { Viewer } from '~/domain/policy/policy'
import type { Tx } from '~/platform/db.server'
import type { FoundApplication } from '../application/find-application.server'

/**
 * Who may be put into an interview of this application: active people who hold the interviewer's role for all jobs or
 * this one, voters too, never the candidate themselves.
 */
export async function assignablePeople(
  reader: Tx,
  { organisationId }: Viewer,
  { job, candidate }: FoundApplication,
  userId?: number,
): Promise<{ id: number; name: string }[]> {
  const people = await reader.user.findMany({
    where: {
      organisationId,
      ...(userId === undefined ? {} : { id: userId }),
      state: 'active',
      grants: { some: { role: 'interviewer', revokedAt: null, OR: [{ jobId: null }, { jobId: job.id }] } },
      ...(candidate.email === null ? {} : { OR: [{ email: null }, { email: { not: candidate.email } }] }),
    },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return people.map(({ id, name }) => ({ id, name: name ?? '' }))
}
