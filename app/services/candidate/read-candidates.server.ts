import { may, mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { candidateNumber } from '~/domain/scorecard/candidate'
import { ok } from '~/domain/shared/result'
import type { Prisma } from '~/generated/prisma/client.ts'
import { shortDay } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { jobsVisible } from '../scope.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { blindApplicationIds } from '../scorecard/blindness.server'
import { findCandidate } from './candidates.server'

const PAGE = 50

type Asked = { search: string; jobId: number | null; state: 'all' | 'open' | 'none'; after: number | null }

/** The conditions of the list. An application whose outcome is withheld counts as open. */
function conditions(
  viewer: Viewer,
  { search, jobId, state }: Asked,
  blind: readonly number[],
  withheld: readonly number[],
) {
  const { organisationId } = viewer
  const { organisationId: _, ...visible } = jobsVisible(viewer, 'read-candidate')
  const going: Prisma.ApplicationWhereInput = { job: visible, OR: [{ state: 'open' }, { id: { in: [...withheld] } }] }
  const byNumber = /^\d{1,9}$/.test(search) ? [{ id: Number(search) }] : []
  const nameHidden = { applications: { some: { id: { in: [...blind] }, job: { namesHidden: true } } } }
  const where: Prisma.CandidateWhereInput & { organisationId: number } = {
    organisationId,
    AND: [
      { OR: [{ applications: { none: {} } }, { applications: { some: { job: visible } } }] },
      search
        ? {
            OR: [
              {
                NOT: nameHidden,
                OR: [
                  { name: { contains: search, mode: 'insensitive' } },
                  { email: { contains: search.toLowerCase() } },
                ],
              },
              ...byNumber,
            ],
          }
        : {},
      jobId ? { applications: { some: { job: visible, jobId } } } : {},
      state === 'open' ? { applications: { some: { ...going, ...(jobId ? { jobId } : {}) } } } : {},
      state === 'none' ? { applications: { none: going } } : {},
    ],
  }
  return { where, visible }
}

/** Candidates the viewer may know of, the newest first, fifty at a time. */
export async function listCandidates(viewer: Viewer, asked: Asked) {
  const { timeZone } = viewer
  const { after } = asked
  const blindIds = await blindApplicationIds(viewer)
  const blind = new Set(blindIds)
  const withheldIds = await withheldApplicationIds(viewer)
  const withheld = new Set(withheldIds)
  const { where, visible } = conditions(viewer, asked, blindIds, withheldIds)
  const rows = await db().candidate.findMany({
    where: { ...where, ...(after ? { id: { lt: after } } : {}) },
    include: {
      applications: {
        where: { job: visible },
        include: { job: { select: { name: true, namesHidden: true } } },
        orderBy: { id: 'desc' },
        take: 3,
      },
    },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const page = rows.slice(0, PAGE)
  const total = await db().candidate.count({ where })
  return {
    total,
    candidates: page.map((candidate) => {
      const hidden = candidate.applications.some(({ id, job }) => blind.has(id) && job.namesHidden)
      return {
        id: candidate.id,
        name: hidden ? candidateNumber(candidate.id) : (candidate.name ?? 'Erased candidate'),
        hidden,
        email: hidden ? null : candidate.email,
        added: shortDay(candidate.createdAt, timeZone),
        applications: candidate.applications.map((application) => ({
          id: application.id,
          job: application.job.name,
          state: withheld.has(application.id) ? null : application.state,
          recused: withheld.has(application.id) && !blind.has(application.id),
        })),
      }
    }),
    next: rows.length > PAGE ? page.at(-1)!.id : null,
  }
}

export async function readCandidate(viewer: Viewer, candidateId: number) {
  const { organisationId, timeZone } = viewer
  const found = await findCandidate(db(), viewer, candidateId)
  if (!found.ok) return found
  const candidate = found.value
  const blind = new Set(await blindApplicationIds(viewer))
  const withheld = new Set(await withheldApplicationIds(viewer))
  const applications = await db().application.findMany({
    where: { organisationId, candidateId },
    include: { job: { select: { id: true, name: true, confidential: true, namesHidden: true } } },
    orderBy: { id: 'desc' },
  })
  const jobs = await db().job.findMany({
    where: { ...jobsVisible(viewer, 'manage-applications'), state: 'open' },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  const going = ({ id, state }: (typeof applications)[number]) => withheld.has(id) || state === 'open'
  const taken = new Set(applications.filter(going).map(({ jobId }) => jobId))
  const hidden = applications.some(({ id, job }) => blind.has(id) && job.namesHidden)
  return ok({
    id: candidate.id,
    hidden,
    name: hidden ? null : candidate.name,
    email: hidden ? null : candidate.email,
    phone: hidden ? null : candidate.phone,
    added: shortDay(candidate.createdAt, timeZone),
    erased: candidate.erasedAt ? shortDay(candidate.erasedAt, timeZone) : null,
    applications: applications
      .filter(({ job }) => may(viewer, 'read-application', job))
      .map((application) => {
        const masked = withheld.has(application.id)
        return {
          id: application.id,
          job: application.job.name,
          state: masked ? null : application.state,
          recused: masked && !blind.has(application.id),
          since: shortDay(application.createdAt, timeZone),
          until: !masked && application.closedAt ? shortDay(application.closedAt, timeZone) : null,
        }
      }),
    jobs: jobs.filter(({ id }) => !taken.has(id)),
    manages: mayAnywhere(viewer, 'manage-candidates'),
  })
}

/** Open jobs to which the viewer may add candidates. */
export const openJobs = (viewer: Viewer) =>
  db().job.findMany({
    where: { ...jobsVisible(viewer, 'manage-applications'), state: 'open' },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })

/** Jobs by which the list can be filtered. */
export const jobsOfCandidates = (viewer: Viewer) =>
  db().job.findMany({
    where: jobsVisible(viewer, 'read-candidate'),
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
    take: 200,
  })
