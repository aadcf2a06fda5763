import type { CandidateChange, CandidateFields, NewCandidate } from '~/domain/candidate/schemas'
import { canonical } from '~/domain/kit/canonical'
import { may, type Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import type { Candidate } from '~/generated/prisma/client.ts'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { isKeyTaken, retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { sha256 } from '~/platform/secret.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { recordWrite, findEarlierWrite } from '../write-key.server'
import { findCandidate, isTaken, samePerson } from './find-candidate.server'
import { isAnyNameHidden } from './is-any-name-hidden.server'

/** A new candidate, and an application where a job was chosen. The same form twice gives the same candidate. */
export const addCandidate = (viewer: Viewer, form: NewCandidate) =>
  retryIfKeyTaken(() => transaction((tx) => writeCandidate(tx, viewer, form)))

async function writeCandidate(tx: Tx, viewer: Viewer, form: NewCandidate) {
  const { writeKey: key, ...content } = form
  const write = { key, act: 'candidate.added', content }
  const before = await findEarlierWrite(tx, viewer, write)
  if (!before.ok) return before
  if (before.value !== null) return ok({ candidateId: before.value, applicationId: null })
  if (await isTaken(tx, viewer, form.email)) return fail({ code: 'EMAIL_CONFLICT' })
  const candidateId = await createCandidate(tx, viewer, form)
  let applicationId: number | null = null
  if (form.jobId !== null) {
    const opened = await startApplication(tx, viewer, candidateId, form.jobId)
    if (!opened.ok) return opened
    applicationId = opened.value.applicationId
  }
  await recordWrite(tx, viewer, write, candidateId)
  return ok({ candidateId, applicationId })
}

/** Names the fields as a page shows them. Only for those who may read them: a hash of a short name is guessed. */
export const seenFields = ({ name, email, phone }: StoredFields): string => sha256(canonical({ name, email, phone }))
type StoredFields = Pick<Candidate, 'name' | 'email' | 'phone'>

export const changeCandidate = (viewer: Viewer, candidateId: number, { seen, ...form }: CandidateChange) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const found = await findCandidate(tx, viewer, candidateId)
    if (!found.ok) return found
    if (found.value.erasedAt) return fail({ code: 'CANDIDATE_ERASED_CONFLICT' })
    const person = await samePerson(tx, viewer, found.value)
    if (await isAnyNameHidden(tx, viewer, person)) return fail({ code: 'FORBIDDEN' })
    const keptId = mustExist(person[0], 'candidate record of the person')
    if (keptId !== candidateId) return fail({ code: 'CANDIDATE_MERGED_CONFLICT', keptId })
    const { name, email, phone } = found.value
    const stored = seenFields(found.value)
    if (stored === seenFields(form)) return ok({})
    if (stored !== seen) return fail({ code: 'CANDIDATE_STALE', seen: stored, stored: { name, email, phone } })
    // An address that stays may be another candidate's as well, until the two are merged.
    const others = form.email === found.value.email ? null : form.email
    if (await isTaken(tx, viewer, others, person)) return fail({ code: 'EMAIL_CONFLICT' })
    await tx.candidate.update({ where: { organisationId_id: { organisationId, id: candidateId } }, data: form })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'candidate.changed',
      subject: { type: 'candidate', id: candidateId },
    })
    return ok({})
  })

/**
 * Opens an application for a candidate. Where the key is still taken on the second attempt, by a row that no query shows,
 * the row belongs to an import that is not published yet, or was undone and is being deleted.
 */
export async function openApplication(viewer: Viewer, candidateId: number, jobId: number) {
  const attempt = () =>
    transaction(async (tx) => {
      const found = await findCandidate(tx, viewer, candidateId)
      if (!found.ok) return found
      if (found.value.erasedAt) return fail({ code: 'CANDIDATE_ERASED_CONFLICT' })
      return startApplication(tx, viewer, candidateId, jobId, await samePerson(tx, viewer, found.value))
    })
  try {
    return await retryIfKeyTaken(attempt)
  } catch (error) {
    if (isKeyTaken(error)) return fail({ code: 'APPLICATION_IN_IMPORT_CONFLICT' })
    throw error
  }
}

/**
 * Opens an application; one open per candidate and job, any number closed. `person` are the ids of the candidate's merged
 * records, among which an open one counts too. One for which the viewer is blind counts as open: whether it was closed is
 * not theirs to know. So does one from which they are recused.
 */
export async function startApplication(
  tx: Tx,
  viewer: Viewer,
  candidateId: number,
  jobId: number,
  person: readonly number[] = [candidateId],
) {
  const { organisationId, userId } = viewer
  const job = await tx.job.findUnique({ where: { organisationId_id: { organisationId, id: jobId } } })
  if (!job || !may(viewer, 'manage-applications', job)) return fail({ code: 'JOB_NOT_FOUND' })
  if (job.state !== 'open') return fail({ code: 'JOB_NOT_OPEN' })
  const open = await tx.application.findFirst({
    where: {
      organisationId,
      candidateId: { in: [...person] },
      jobId,
      OR: [{ state: 'open' }, { id: { in: await withheldApplicationIds(viewer, tx) } }],
    },
    select: { id: true },
  })
  if (open) return fail({ code: 'APPLICATION_OPEN_CONFLICT' })
  const { id: applicationId } = await tx.application.create({
    data: { organisationId, candidateId, jobId, createdById: userId, createdAt: now() },
  })
  await audit(tx, {
    organisationId,
    actorId: userId,
    act: 'application.opened',
    subject: { type: 'application', id: applicationId },
    applicationId,
    detail: { job: jobId },
  })
  return ok({ applicationId })
}

export async function createCandidate(tx: Tx, viewer: Viewer, fields: CandidateFields): Promise<number> {
  const { organisationId, userId } = viewer
  const { name, email, phone } = fields
  const { id } = await tx.candidate.create({
    data: { organisationId, name, email, phone, createdById: userId, createdAt: now() },
  })
  await audit(tx, { organisationId, actorId: userId, act: 'candidate.added', subject: { type: 'candidate', id } })
  return id
}
