import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'

/** Jobs that the viewer is hiring manager of by name, whose need profile nobody has chosen since they were made. */
export async function hiringManagerDashboard(viewer: Viewer) {
  const { organisationId, grants } = viewer
  const named = grants.flatMap(({ role, jobId }) => (role === 'hiring_manager' && jobId !== null ? [jobId] : []))
  const jobs = await db().job.findMany({
    where: { organisationId, id: { in: named }, state: { not: 'closed' } },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  })
  const set = await db().auditEntry.findMany({
    where: { organisationId, act: 'job.need-profile-set', subjectType: 'job', subjectId: { in: named } },
    select: { subjectId: true },
    distinct: ['subjectId'],
  })
  const done = new Set(set.map(({ subjectId }) => subjectId))
  return { unset: jobs.filter(({ id }) => !done.has(id)) }
}
