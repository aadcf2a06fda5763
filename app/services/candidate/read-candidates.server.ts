import { may, mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { foldForSearch } from '~/domain/shared/fold-for-search'
import { mustExist } from '~/domain/shared/must-exist'
import { ok } from '~/domain/shared/result'
import type { Prisma } from '~/generated/prisma/client.ts'
import { shortDay } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { candidatesVisible, jobsVisible } from '../scope.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { blindApplicationIds } from '../scorecard/blindness.server'
import { candidateNames } from './candidate-names.server'
import { seenFields } from './candidates.server'
import { findCandidate, samePerson } from './find-candidate.server'
import { importedDetails } from './imported-details.server'

const PAGE = 50

export type CandidateFilter = { search: string; jobId: number | null; state: 'all' | 'open' | 'none' }
type Asked = CandidateFilter & { after: number | null }

/**
 * The conditions of the list. An application whose outcome is withheld counts as open. Merged
 * candidates are one line, that of the one kept, and are found by what any of them holds; one whose kept record is hidden
 * from the viewer has a line of its own.
 */
export function candidateConditions(
  viewer: Viewer,
  { search, jobId, state }: CandidateFilter,
  nameless: readonly number[],
  withheld: readonly number[],
) {
  const { organisationId } = viewer
  const { organisationId: _, ...visible } = jobsVisible(viewer, 'read-candidate')
  const { organisationId: __, ...known } = candidatesVisible(viewer)
  const anyOf = (condition: Prisma.CandidateWhereInput): Prisma.CandidateWhereInput => ({
    OR: [condition, { merged: { some: { AND: [known, condition] } } }],
  })
  // The organisation is said here too: by the index of a job's applications those of every organisation would be read.
  const going: Prisma.ApplicationWhereInput = {
    organisationId,
    job: visible,
    OR: [{ state: 'open' }, { id: { in: [...withheld] } }],
  }
  const byNumber = /^\d{1,9}$/.test(search) ? [anyOf({ id: Number(search) })] : []
  // A query of nothing but accents folds to nothing, which every name contains.
  const text = foldForSearch(search) || search
  const found = anyOf({ OR: [{ foldedName: { contains: text } }, { foldedEmail: { contains: text } }] })
  const where: Prisma.CandidateWhereInput & { organisationId: number } = {
    organisationId,
    AND: [
      known,
      { OR: [{ mergedIntoId: null }, { NOT: { mergedInto: known } }] },
      search ? { OR: [{ NOT: { id: { in: [...nameless] } }, AND: [found] }, ...byNumber] } : {},
      jobId ? anyOf({ applications: { some: { organisationId, job: visible, jobId } } }) : {},
      state === 'open' ? anyOf({ applications: { some: { ...going, ...(jobId ? { jobId } : {}) } } }) : {},
      state === 'none' ? { NOT: anyOf({ applications: { some: going } }) } : {},
    ],
  }
  return { where, visible }
}

const APPLICATIONS = 3

/** Candidates the viewer may know of, the newest first, fifty at a time. */
export async function listCandidates(viewer: Viewer, asked: Asked) {
  const { timeZone } = viewer
  const { after } = asked
  const blind = new Set(await blindApplicationIds(viewer))
  const names = await candidateNames(viewer)
  const withheldIds = await withheldApplicationIds(viewer)
  const withheld = new Set(withheldIds)
  const { where, visible } = candidateConditions(viewer, asked, names.hiddenAnywhere, withheldIds)
  const include = {
    applications: {
      where: { job: visible },
      include: { job: { select: { name: true } } },
      orderBy: { id: 'desc' },
      take: APPLICATIONS + 1,
    },
  } as const satisfies Prisma.CandidateInclude
  const rows = await db().candidate.findMany({
    where: { ...where, ...(after ? { id: { lt: after } } : {}) },
    include,
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const page = rows.slice(0, PAGE)
  const merged = await db().candidate.findMany({
    where: { ...candidatesVisible(viewer), mergedIntoId: { in: page.map(({ id }) => id) } },
    include,
  })
  const total = await db().candidate.count({ where })
  return {
    total,
    candidates: page.map((candidate) => {
      const applications = [candidate, ...merged.filter(({ mergedIntoId }) => mergedIntoId === candidate.id)]
        .flatMap((one) => one.applications)
        .sort((a, b) => b.id - a.id)
      const hidden = names.hiddenAnywhere.includes(candidate.id)
      return {
        id: candidate.id,
        name: candidate.name === null ? 'Erased candidate' : names.labelAnywhere(candidate),
        hidden,
        email: hidden ? null : candidate.email,
        added: shortDay(candidate.createdAt, timeZone),
        // Of a merged candidate each record gives so many, so there may be more than one beyond those shown.
        moreApplications: applications.length > APPLICATIONS,
        applications: applications.slice(0, APPLICATIONS).map((application) => ({
          id: application.id,
          job: application.job.name,
          state: withheld.has(application.id) ? null : application.state,
          recused: withheld.has(application.id) && !blind.has(application.id),
        })),
      }
    }),
    next: rows.length > PAGE ? mustExist(page.at(-1), 'last candidate of the page').id : null,
  }
}

/** A candidate with the applications of all merged records that the viewer may know of. `keptId` is where the page is. */
export async function readCandidate(viewer: Viewer, candidateId: number) {
  const { organisationId, timeZone } = viewer
  const found = await findCandidate(db(), viewer, candidateId)
  if (!found.ok) return found
  const candidate = found.value
  const person = await samePerson(db(), viewer, candidate)
  const blind = new Set(await blindApplicationIds(viewer))
  const withheld = new Set(await withheldApplicationIds(viewer))
  const applications = await db().application.findMany({
    where: { organisationId, candidateId: { in: person } },
    include: { job: { select: { id: true, name: true, confidential: true } } },
    orderBy: { id: 'desc' },
  })
  const jobs = await db().job.findMany({
    where: { ...jobsVisible(viewer, 'manage-applications'), state: 'open' },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  const going = ({ id, state }: (typeof applications)[number]) => withheld.has(id) || state === 'open'
  const taken = new Set(applications.filter(going).map(({ jobId }) => jobId))
  const hidden = (await candidateNames(viewer)).hiddenAnywhere.includes(candidate.id)
  return ok({
    id: candidate.id,
    keptId: candidate.mergedIntoId !== null && person.includes(candidate.mergedIntoId) ? candidate.mergedIntoId : null,
    merged: person.filter((id) => id !== candidate.id),
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
    merges: mayAnywhere(viewer, 'merge-candidates'),
    // What a file said may name the person.
    details: hidden ? { imported: [], more: 0 } : await importedDetails(viewer, person),
    seen: hidden || candidate.erasedAt ? '' : seenFields(candidate),
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
  })
