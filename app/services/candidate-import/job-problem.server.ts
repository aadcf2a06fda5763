import { may, type Viewer } from '~/domain/policy/policy'
import type { Tx } from '~/platform/db.server'

/** Why candidates cannot be added to one of these jobs by this viewer; null when they can be added to all of them. */
export async function jobProblem(reader: Tx, viewer: Viewer, jobIds: readonly number[]) {
  if (jobIds.length === 0) return null
  const { organisationId } = viewer
  const jobs = await reader.job.findMany({
    where: { organisationId, id: { in: [...jobIds] } },
    select: { id: true, confidential: true, state: true },
  })
  const found = jobs.filter((job) => may(viewer, 'manage-applications', job))
  if (found.length < new Set(jobIds).size) return 'JOB_NOT_FOUND'
  return found.every(({ state }) => state === 'open') ? null : 'JOB_NOT_OPEN'
}
