import { may, type Viewer } from '~/domain/policy/policy'
import { ok } from '~/domain/shared/result'
import type { Prisma } from '~/generated/prisma/client.ts'
import { shortDay } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { jobsVisible } from '../scope.server'
import { findCandidate } from './candidates.server'

const PAGE = 50

type Asked = { search: string; jobId: number | null; state: 'all' | 'open' | 'none'; after: number | null }

/** Candidates the viewer may know of, the newest first, fifty at a time. */
export async function listCandidates(viewer: Viewer, { search, jobId, state, after }: Asked) {
  const { organisationId, timeZone } = viewer
  const { organisationId: _, ...visible } = jobsVisible(viewer, 'read-candidate')
  const where: Prisma.CandidateWhereInput & { organisationId: number } = {
    organisationId,
    ...(after ? { id: { lt: after } } : {}),
    AND: [
      { OR: [{ applications: { none: {} } }, { applications: { some: { job: visible } } }] },
      search
        ? {
            OR: [
              { name: { contains: search, mode: 'insensitive' } },
              { email: { contains: search.toLowerCase() } },
              ...(/^\d{1,9}$/.test(search) ? [{ id: Number(search) }] : []),
            ],
          }
        : {},
      jobId ? { applications: { some: { jobId, ...(state === 'open' ? { state: 'open' as const } : {}) } } } : {},
      state === 'open' && !jobId ? { applications: { some: { state: 'open' } } } : {},
      state === 'none' ? { applications: { none: { state: 'open' } } } : {},
    ],
  }
  const rows = await db().candidate.findMany({
    where,
    include: {
      applications: {
        where: { job: visible },
        include: { job: { select: { name: true } } },
        orderBy: { id: 'desc' },
        take: 3,
      },
    },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const page = rows.slice(0, PAGE)
  return {
    candidates: page.map((candidate) => ({
      id: candidate.id,
      name: candidate.name ?? 'Erased candidate',
      email: candidate.email,
      added: shortDay(candidate.createdAt, timeZone),
      applications: candidate.applications.map((application) => ({
        id: application.id,
        job: application.job.name,
        state: application.state,
      })),
    })),
    next: rows.length > PAGE ? page.at(-1)!.id : null,
  }
}

export async function readCandidate(viewer: Viewer, candidateId: number) {
  const { organisationId, timeZone } = viewer
  const found = await findCandidate(db(), viewer, candidateId)
  if (!found.ok) return found
  const candidate = found.value
  const applications = await db().application.findMany({
    where: { organisationId, candidateId },
    include: { job: { select: { id: true, name: true, confidential: true } } },
    orderBy: { id: 'desc' },
  })
  const jobs = await db().job.findMany({
    where: { ...jobsVisible(viewer, 'manage-applications'), state: 'open' },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  const open = new Set(applications.filter(({ state }) => state === 'open').map(({ jobId }) => jobId))
  return ok({
    id: candidate.id,
    name: candidate.name,
    email: candidate.email,
    phone: candidate.phone,
    added: shortDay(candidate.createdAt, timeZone),
    erased: candidate.erasedAt ? shortDay(candidate.erasedAt, timeZone) : null,
    applications: applications
      .filter(({ job }) => may(viewer, 'read-application', job))
      .map((application) => ({
        id: application.id,
        job: application.job.name,
        state: application.state,
        since: shortDay(application.createdAt, timeZone),
        until: application.closedAt ? shortDay(application.closedAt, timeZone) : null,
      })),
    jobs: jobs.filter(({ id }) => !open.has(id)),
  })
}

/** Open jobs to which the viewer may add candidates. */
export const openJobs = (viewer: Viewer) =>
  db().job.findMany({
    where: { ...jobsVisible(viewer, 'manage-applications'), state: 'open' },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
