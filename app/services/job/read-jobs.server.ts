import { readNeedProfile } from '~/domain/kit/need-profile'
import { anchorsFor } from '~/domain/kit/schema'
import { may, type Viewer } from '~/domain/policy/policy'
import { ok } from '~/domain/shared/result'
import { day, shortDay } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { servedKits } from '~/platform/rubric-store.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { jobsVisible } from '../scope.server'
import { findJob } from './jobs.server'

export async function listJobs(viewer: Viewer) {
  const jobs = await db().job.findMany({
    where: jobsVisible(viewer, 'read-job'),
    include: {
      kitVersion: { select: { name: true, version: true } },
      _count: { select: { applications: { where: { state: 'open' } }, committeeMembers: true } },
    },
    orderBy: [{ state: 'asc' }, { id: 'desc' }],
    take: 200,
  })
  return jobs.map((job) => ({
    id: job.id,
    name: job.name,
    state: job.state,
    seniority: job.seniority,
    kit: `${job.kitVersion.name} ${job.kitVersion.version}`,
    bar: job.bar,
    open: job._count.applications,
    voters: job._count.committeeMembers,
    since: shortDay(job.openedAt ?? job.createdAt, viewer.timeZone),
    confidential: job.confidential,
  }))
}

export async function readJob(viewer: Viewer, jobId: number) {
  const { organisationId, timeZone } = viewer
  const found = await findJob(db(), viewer, jobId, 'read-job')
  if (!found.ok) return found
  const job = found.value
  const kit = await pinnedKit(organisationId, job.kitVersionId)
  const committee = await db().committeeMember.findMany({
    where: { organisationId, jobId },
    include: { user: { select: { id: true, name: true, state: true } } },
    orderBy: { id: 'asc' },
  })
  const applications = await db().application.findMany({
    where: { organisationId, jobId },
    include: { candidate: { select: { name: true, erasedAt: true } }, loop: { select: { id: true } } },
    orderBy: [{ state: 'asc' }, { id: 'desc' }],
    take: 500,
  })
  const seesNames = may(viewer, 'read-candidate', job) || !job.namesHidden
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
    kit: { id: kit.id, name: kit.name, version: kit.version },
    needReason: kit.need_profiles[readNeedProfile(job.needProfile)],
    maturityReason: kit.maturity[job.maturity as 1 | 2 | 3 | 4 | 5].reason,
    interviews: kit.interviews.map(({ id, name, minutes, focus }) => ({ id, name, minutes, criteria: focus.length })),
    criteria: kit.criteria.map((criterion) => ({
      id: criterion.id,
      name: criterion.name,
      mustHave: criterion.must_have,
      weight: criterion.weight[readNeedProfile(job.needProfile)],
      expected: anchorsFor(criterion, job.seniority)[3],
    })),
    committee: committee.map(({ user }) => ({
      id: user.id,
      name: user.name ?? 'Erased',
      gone: user.state !== 'active',
    })),
    applications: applications.map((application) => ({
      id: application.id,
      who: seesNames ? (application.candidate.name ?? 'Erased candidate') : `Candidate ${application.candidateId}`,
      state: application.state,
      since: shortDay(application.createdAt, timeZone),
      planned: application.loop !== null,
    })),
    may: {
      manage: may(viewer, 'manage-jobs', job),
      addCandidates: may(viewer, 'manage-candidates', job),
      setNeedProfile: may(viewer, 'set-need-profile', job),
    },
  })
}

/** What the form for a new job offers: kits that can be read now, and who may vote. */
export async function readJobChoices(viewer: Viewer) {
  const { organisationId } = viewer
  const people = await db().user.findMany({
    where: { organisationId, state: 'active' },
    select: {
      id: true,
      name: true,
      grants: {
        where: { role: { in: ['committee_member', 'hiring_manager'] }, revokedAt: null },
        select: { jobId: true },
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return {
    kits: servedKits().map(({ kit, hash }) => ({
      id: kit.id,
      name: kit.name,
      version: kit.version,
      hash: hash.slice(0, 12),
      seniority: kit.seniority,
      needProfiles: kit.need_profiles,
      maturity: Object.fromEntries(Object.entries(kit.maturity).map(([level, { reason }]) => [level, reason])),
      interviews: kit.interviews.map(({ id, name, minutes }) => ({ id, name, minutes })),
    })),
    people: people.map(({ id, name, grants }) => ({ id, name: name ?? '', usual: grants.length > 0 })),
  }
}
