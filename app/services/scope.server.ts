import { jobScope, type Act, type Viewer } from '~/domain/policy/policy'
import type { Prisma } from '~/generated/prisma/client.ts'

/** The jobs in which the viewer may do this, as a condition for any query over jobs. */
export function jobsVisible(viewer: Viewer, act: Act): Prisma.JobWhereInput & { organisationId: number } {
  const { organisationId } = viewer
  const reach = jobScope(viewer, act)
  if (reach.confidential) return { organisationId }
  const named = { id: { in: reach.jobIds } }
  return reach.all ? { organisationId, OR: [{ confidential: false }, named] } : { organisationId, ...named }
}

/**
 * The candidates whom the viewer may know of: those in a job where the viewer may read candidates, and those in no job
 * yet. Somebody known only through confidential jobs does not exist for those outside them, in lists, searches,
 * addresses and imports alike.
 */
export function candidatesVisible(viewer: Viewer): Prisma.CandidateWhereInput & { organisationId: number } {
  const { organisationId, ...visible } = jobsVisible(viewer, 'read-candidate')
  return { organisationId, OR: [{ applications: { none: {} } }, { applications: { some: { job: visible } } }] }
}
