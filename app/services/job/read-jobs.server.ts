import { readNeedProfile } from '~/domain/kit/need-profile'
import type { JobFields } from '~/domain/job/fields'
import { anchorsFor, type Kit, type MaturityLevel } from '~/domain/kit/schema'
import { criterionWeights } from '~/domain/kit/weights'
import { may, type Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { ok } from '~/domain/shared/result'
import { day, shortDay } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import type { Job } from '~/generated/prisma/client.ts'
import { candidateNames } from '../candidate/candidate-names.server'
import { blindApplicationIds } from '../scorecard/blindness.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { kitForJobs, kitsForJobs } from '../kit/current-kit.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { jobsVisible } from '../scope.server'
import { findJob } from './jobs.server'
import { scoresOfKit } from './scores-of-kit.server'

const JOBS_OF_A_PAGE = 100
const APPLICATIONS_SHOWN = 500

/** The jobs the viewer may know of, the open ones first, a hundred at a time; `page` counts from 1. */
export async function listJobs(viewer: Viewer, page = 1) {
  // An application of which the viewer may not know the outcome counts as under way.
  const going = { OR: [{ state: 'open' as const }, { id: { in: await withheldApplicationIds(viewer) } }] }
  const found = await db().job.findMany({
    where: jobsVisible(viewer, 'read-job'),
    include: {
      kitVersion: { select: { name: true, version: true } },
      committeeMembers: { select: { id: true } },
    },
    orderBy: [{ state: 'asc' }, { id: 'desc' }],
    skip: (page - 1) * JOBS_OF_A_PAGE,
    take: JOBS_OF_A_PAGE + 1,
  })
  const jobs = found.slice(0, JOBS_OF_A_PAGE)
  const counts = await db().application.groupBy({
    by: ['jobId'],
    where: { organisationId: viewer.organisationId, jobId: { in: jobs.map(({ id }) => id) }, ...going },
    _count: { _all: true },
  })
  const open = new Map(counts.map(({ jobId, _count }) => [jobId, _count._all]))
  const rows = jobs.map((job) => ({
    id: job.id,
    name: job.name,
    state: job.state,
    seniority: job.seniority,
    kit: `${job.kitVersion.name} ${job.kitVersion.version}`,
    bar: job.bar,
    open: open.get(job.id) ?? 0,
    voters: job.committeeMembers.length,
    since: shortDay(job.openedAt ?? job.createdAt, viewer.timeZone),
    confidential: job.confidential,
  }))
  return { jobs: rows, page, more: found.length > JOBS_OF_A_PAGE }
}

export async function readJob(viewer: Viewer, jobId: number) {
  const { organisationId, timeZone } = viewer
  const found = await findJob(db(), viewer, jobId, 'read-job')
  if (!found.ok) return found
  const job = found.value
  const kit = await pinnedKit(organisationId, job.kitVersionId)
  const weights = new Map(
    criterionWeights(kit, {
      needProfile: readNeedProfile(job.needProfile),
      maturity: job.maturity as MaturityLevel,
    }).map((one) => [one.criterion, one]),
  )
  const committee = await db().committeeMember.findMany({
    where: { organisationId, jobId },
    include: { user: { select: { id: true, name: true, state: true } } },
    orderBy: { id: 'asc' },
  })
  const applications = await db().application.findMany({
    where: { organisationId, jobId },
    include: { candidate: { select: { name: true, erasedAt: true } }, loop: { select: { id: true } } },
    orderBy: { id: 'desc' },
    take: APPLICATIONS_SHOWN,
  })
  const total =
    applications.length < APPLICATIONS_SHOWN
      ? applications.length
      : await db().application.count({ where: { organisationId, jobId } })
  const blind = new Set(await blindApplicationIds(viewer))
  const withheld = new Set(await withheldApplicationIds(viewer))
  const names = await candidateNames(viewer)
  return ok({
    id: job.id,
    name: job.name,
    state: job.state,
    seniority: job.seniority,
    needProfile: readNeedProfile(job.needProfile),
    maturity: job.maturity as 1 | 2 | 3 | 4 | 5,
    bar: job.bar,
    hireProbability: job.hireProbability,
    quorum: job.quorum,
    confidential: job.confidential,
    namesHidden: job.namesHidden,
    revision: job.revision,
    since: day(job.openedAt ?? job.createdAt, timeZone),
    kit: { id: kit.id, name: kit.name, version: kit.version, versionId: job.kitVersionId },
    newer: await newerVersion(organisationId, job),
    needProfiles: kit.need_profiles,
    maturityReasons: Object.fromEntries(Object.entries(kit.maturity).map(([level, { reason }]) => [level, reason])),
    needReason: kit.need_profiles[readNeedProfile(job.needProfile)],
    maturityReason: kit.maturity[job.maturity as 1 | 2 | 3 | 4 | 5].reason,
    interviews: kit.interviews.map(({ id, name, minutes, focus }) => ({ id, name, minutes, criteria: focus.length })),
    criteria: kit.criteria.map((criterion) => ({
      id: criterion.id,
      name: criterion.name,
      mustHave: criterion.must_have,
      weight: mustExist(weights.get(criterion.id), `weight of criterion ${criterion.id}`).weight,
      change: mustExist(weights.get(criterion.id), `weight of criterion ${criterion.id}`).change,
      expected: anchorsFor(criterion, job.seniority)[3],
    })),
    committee: committee.map(({ user }) => ({
      id: user.id,
      name: user.name ?? 'Erased',
      gone: user.state !== 'active',
    })),
    applications: goingFirst(applications, withheld).map((application) => ({
      id: application.id,
      who: names.label({ id: application.candidateId, name: application.candidate.name }, job),
      state: withheld.has(application.id) ? null : application.state,
      recused: withheld.has(application.id) && !blind.has(application.id),
      since: shortDay(application.createdAt, timeZone),
      planned: application.loop !== null,
    })),
    applicationsTotal: total,
    may: {
      readCandidates: may(viewer, 'read-candidate', job),
      manage: may(viewer, 'manage-jobs', job),
      addCandidates: may(viewer, 'manage-candidates', job),
      setNeedProfile: may(viewer, 'set-need-profile', job),
      export: may(viewer, 'export-applications', job),
    },
  })
}

/** The version that the kit's files hold, where it is not the one that the job pinned. */
async function newerVersion(organisationId: number, { kitVersionId, role }: Pick<Job, 'kitVersionId' | 'role'>) {
  const { hash } = await db().kitVersion.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: kitVersionId } },
    select: { hash: true },
  })
  const served = await kitForJobs(db(), organisationId, role)
  return served && served.hash !== hash ? served.kit.version : null
}

/** Those under way before those that ended, the newest first. One whose outcome is withheld stands with the former. */
function goingFirst<T extends { id: number; state: string }>(
  applications: readonly T[],
  withheld: ReadonlySet<number>,
) {
  const going = ({ id, state }: T) => Number(withheld.has(id) || state === 'open')
  return [...applications].sort((a, b) => going(b) - going(a) || b.id - a.id)
}

/** What the form for a new job offers: kits that can be read now, and who may vote. */
export async function readJobChoices(viewer: Viewer) {
  const kits = []
  for (const { kit, hash } of await kitsForJobs(viewer.organisationId))
    kits.push(kitChoice(kit, hash, await scoresOfKit(viewer, kit.id)))
  return { kits, people: await possibleVoters(viewer) }
}

/** A job's own values for the form that changes it, beside its pinned kit. */
export async function readJobToEdit(viewer: Viewer, jobId: number) {
  const { organisationId } = viewer
  const found = await findJob(db(), viewer, jobId, 'manage-jobs')
  if (!found.ok) return found
  const job = found.value
  const kit = await pinnedKit(organisationId, job.kitVersionId)
  const { hash } = await db().kitVersion.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: job.kitVersionId } },
    select: { hash: true },
  })
  const committee = await db().committeeMember.findMany({ where: { organisationId, jobId }, select: { userId: true } })
  const values: JobFields = {
    role: job.role,
    name: job.name,
    seniority: job.seniority,
    needProfile: readNeedProfile(job.needProfile),
    maturity: String(job.maturity),
    bar: job.bar.toFixed(Math.abs(job.bar * 10 - Math.round(job.bar * 10)) < 1e-9 ? 1 : 2),
    hireProbability: String(job.hireProbability),
    committee: committee.map(({ userId }) => String(userId)),
    quorum: String(job.quorum),
    namesHidden: job.namesHidden,
    confidential: job.confidential,
    writeKey: '',
  }
  return ok({
    job: { id: job.id, name: job.name, revision: job.revision, values },
    kit: kitChoice(kit, hash, await scoresOfKit(viewer, job.role), job.kitVersionId),
    people: await possibleVoters(
      viewer,
      committee.map(({ userId }) => userId),
    ),
  })
}

/** `pinned`: the stored version of a job that has one; a kit still to be pinned is read from the files. */
const kitChoice = (kit: Kit, hash: string, scores: number[] | null, pinned: number | null = null) => ({
  id: kit.id,
  name: kit.name,
  version: kit.version,
  hash,
  pinned,
  scores,
  seniority: kit.seniority,
  needProfiles: kit.need_profiles,
  maturity: Object.fromEntries(Object.entries(kit.maturity).map(([level, { reason }]) => [level, reason])),
  interviews: kit.interviews.map(({ id, name, minutes, focus }) => ({ id, name, minutes, criteria: focus.length })),
  mustHaves: kit.criteria.filter(({ must_have }) => must_have).length,
})

/**
 * Active people, and the voters that are stored, whether active or not: one that the form did not show would be removed
 * by saving it, which a fellow voter may not do.
 */
async function possibleVoters({ organisationId, userId }: Viewer, stored: readonly number[] = []) {
  const people = await db().user.findMany({
    where: { organisationId, OR: [{ state: 'active' }, { id: { in: [...stored] } }] },
    select: {
      id: true,
      name: true,
      state: true,
      grants: {
        where: { role: 'committee_member', jobId: null, revokedAt: null },
        select: { id: true },
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return people.map(({ id, name, state, grants }) => ({
    id,
    name: `${name ?? `Former user ${id}`}${state === 'active' ? '' : ' (has left)'}`,
    usual: grants.length > 0,
    self: id === userId,
  }))
}
