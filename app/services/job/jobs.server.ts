import { changeDetail } from '~/domain/audit/change'
import { mayOpen } from '~/domain/job/opening'
import type { JobChange, NewJob, SetNeedProfile } from '~/domain/job/schemas'
import { needProfileLabels } from '~/domain/job/labels'
import { readNeedProfile, storeNeedProfile } from '~/domain/kit/need-profile'
import { may, type Act, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import type { Job } from '~/generated/prisma/client.ts'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { requestCalibration } from '../calibration/request-calibration.server'
import { readEligibleVoters } from '../decision/eligible-voters.server'
import { kitForJobs } from '../kit/current-kit.server'
import { pinKit } from '../kit/pin-kit.server'
import { recordWrite, findEarlierWrite } from '../write-key.server'
import { keepAccess } from './confidential.server'
import { setCommittee } from './set-committee.server'

/** The job if the viewer may do this in it. One they may not know of is not found; one they may only read is forbidden. */
export async function findJob(reader: Tx, viewer: Viewer, jobId: number, act: Act) {
  const { organisationId } = viewer
  const job = await reader.job.findUnique({ where: { organisationId_id: { organisationId, id: jobId } } })
  if (!job || !may(viewer, 'read-job', job)) return fail({ code: 'JOB_NOT_FOUND' })
  return may(viewer, act, job) ? ok(job) : fail({ code: 'FORBIDDEN' })
}

const columns = (form: NewJob | JobChange) => ({
  name: form.name,
  needProfile: storeNeedProfile(form.needProfile),
  maturity: form.maturity,
  bar: form.bar,
  hireProbability: form.hireProbability,
  quorum: form.quorum,
  namesHidden: form.namesHidden,
  confidential: form.confidential,
})

/** What of a job is written into its audit entries: everything that weighs on a decision, and its name. */
const auditedColumns = (job: ReturnType<typeof columns>) => ({
  name: job.name,
  needProfile: readNeedProfile(job.needProfile),
  maturity: job.maturity,
  bar: job.bar,
  hireProbability: job.hireProbability,
  quorum: job.quorum,
  namesHidden: job.namesHidden,
  confidential: job.confidential,
})

/**
 * A new job with its kit pinned: from now on the file may change without touching it. It is a draft unless it is opened
 * at once; what cannot be opened is not made. The same form twice gives the same job.
 */
export const createJob = (viewer: Viewer, form: NewJob, { open = false } = {}) =>
  retryIfKeyTaken(() => transaction((tx) => writeJob(tx, viewer, form, open)))

async function writeJob(tx: Tx, viewer: Viewer, form: NewJob, open: boolean) {
  const { organisationId, userId } = viewer
  const { writeKey: key, ...content } = form
  const write = { key, act: 'job.created', content: { ...content, open } }
  const before = await findEarlierWrite(tx, viewer, write)
  if (!before.ok) return before
  if (before.value !== null) return ok({ jobId: before.value })
  const kit = await kitForJobs(tx, organisationId, form.role)
  if (!kit) return fail({ code: 'KIT_MISSING' })
  const kitVersionId = await pinKit(tx, organisationId, kit)
  const job = await tx.job.create({
    data: {
      organisationId,
      ...columns(form),
      role: form.role,
      seniority: form.seniority,
      kitVersionId,
      createdById: userId,
      createdAt: now(),
    },
  })
  const committee = await setCommittee(
    tx,
    viewer,
    { id: job.id, confidential: form.confidential, wasConfidential: false },
    form.committee,
  )
  if (!committee.ok) return committee
  if (form.confidential) await keepAccess(tx, viewer, job.id)
  await audit(tx, {
    organisationId,
    actorId: userId,
    act: 'job.created',
    subject: { type: 'job', id: job.id },
    detail: { kit: kit.kit.id, version: kit.kit.version, hash: kit.hash, ...auditedColumns(columns(form)) },
  })
  if (open) {
    const opened = await setOpen(tx, viewer, job)
    if (!opened.ok) return opened
  }
  await recordWrite(tx, viewer, write, job.id)
  return ok({ jobId: job.id })
}

export const changeJob = (viewer: Viewer, jobId: number, form: JobChange) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const found = await findJob(tx, viewer, jobId, 'manage-jobs')
    if (!found.ok) return found
    const { revision } = form
    const { count } = await tx.job.updateMany({
      where: { organisationId, id: jobId, revision },
      data: { ...columns(form), revision: { increment: 1 } },
    })
    if (count === 0)
      return (await isStored(tx, found.value, form))
        ? ok({})
        : fail({ code: 'JOB_STALE', revision: found.value.revision })
    if (found.value.state === 'open' && form.committee.length === 0) return fail({ code: 'COMMITTEE_MISSING' })
    const committee = await setCommittee(
      tx,
      viewer,
      { id: jobId, confidential: form.confidential, wasConfidential: found.value.confidential },
      form.committee,
    )
    if (!committee.ok) return committee
    const before = found.value
    if (form.confidential && !before.confidential) await keepAccess(tx, viewer, jobId)
    const changed = Object.entries(columns(form)).filter(([key, value]) => before[key as keyof typeof before] !== value)
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'job.changed',
      subject: { type: 'job', id: jobId },
      detail: changeDetail(auditedColumns(before), auditedColumns(columns(form))),
    })
    // The weights of the criteria follow from these two, and with them every score of the job.
    if (changed.some(([key]) => key === 'needProfile' || key === 'maturity'))
      await requestCalibration(tx, organisationId)
    return ok({})
  })

/** Is the job as this form would make it already? Then it is the same form sent again after its answer was lost. */
async function isStored(tx: Tx, job: Job, form: JobChange): Promise<boolean> {
  const { organisationId, id: jobId } = job
  const voters = await tx.committeeMember.findMany({ where: { organisationId, jobId }, select: { userId: true } })
  const stored = { ...auditedColumns(job), voters: voters.map(({ userId }) => userId).sort((a, b) => a - b) }
  const sent = { ...auditedColumns(columns(form)), voters: [...new Set(form.committee)].sort((a, b) => a - b) }
  return Object.keys(changeDetail(stored, sent)).length === 0
}

/**
 * The hiring manager's part: what the team needs. `seen` is what the page showed: a profile that was set meanwhile is
 * not replaced unread.
 */
export const setNeedProfile = (viewer: Viewer, jobId: number, { needProfile: profile, seen }: SetNeedProfile) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const found = await findJob(tx, viewer, jobId, 'set-need-profile')
    if (!found.ok) return found
    const stored = readNeedProfile(found.value.needProfile)
    if (stored === profile) return ok({})
    if (stored !== seen)
      return fail({
        code: 'NEED_PROFILE_STALE',
        message: `Someone set the need profile to “${needProfileLabels[stored]}” after you opened this page; it was not changed. Choose again to replace it with yours.`,
      })
    await tx.job.update({
      where: { organisationId_id: { organisationId, id: jobId } },
      data: { needProfile: storeNeedProfile(profile), revision: { increment: 1 } },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'job.need-profile-set',
      subject: { type: 'job', id: jobId },
      detail: { needProfile: profile, needProfileBefore: readNeedProfile(found.value.needProfile) },
    })
    await requestCalibration(tx, organisationId)
    return ok({})
  })

export const openJob = (viewer: Viewer, jobId: number) =>
  transaction(async (tx) => {
    const found = await findJob(tx, viewer, jobId, 'manage-jobs')
    return found.ok ? setOpen(tx, viewer, found.value) : found
  })

async function setOpen(tx: Tx, viewer: Viewer, job: Pick<Job, 'id' | 'state' | 'quorum' | 'openedAt'>) {
  const { organisationId, userId } = viewer
  const { id, openedAt } = job
  const voters = (await readEligibleVoters(tx, organisationId, id)).length
  const opening = mayOpen({ ...job, voters })
  if (!opening.ok) return opening
  await tx.job.update({
    where: { organisationId_id: { organisationId, id } },
    data: { state: 'open', openedAt: openedAt ?? now(), closedAt: null, revision: { increment: 1 } },
  })
  await audit(tx, { organisationId, actorId: userId, act: 'job.opened', subject: { type: 'job', id } })
  return ok({})
}

/** Takes no new applications. Those that are open go on to their end. */
export const closeJob = (viewer: Viewer, jobId: number) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const found = await findJob(tx, viewer, jobId, 'manage-jobs')
    if (!found.ok) return found
    if (found.value.state !== 'open') return fail({ code: 'JOB_STATE_CONFLICT', message: 'The job is not open.' })
    await tx.job.update({
      where: { organisationId_id: { organisationId, id: jobId } },
      data: { state: 'closed', closedAt: now(), revision: { increment: 1 } },
    })
    await audit(tx, { organisationId, actorId: userId, act: 'job.closed', subject: { type: 'job', id: jobId } })
    return ok({})
  })
