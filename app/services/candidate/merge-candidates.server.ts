import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { transaction, type Tx } from '~/platform/db.server'
import { findCandidate } from './find-candidate.server'
import { isAnyNameHidden } from './is-any-name-hidden.server'

/**
 * Makes one person of two candidates. No row is rewritten but for the reference from the one to the one kept: applications,
 * texts and frozen packets stay with the candidate they were written for, so that every hash holds and the merge can be
 * taken back. An erasure of either reaches both.
 */
export const mergeCandidates = (viewer: Viewer, { keepId, otherId }: { keepId: number; otherId: number }) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const checked = await mergeable(tx, viewer, keepId, otherId)
    if (!checked.ok) return checked
    await tx.candidate.update({
      where: { organisationId_id: { organisationId, id: otherId } },
      data: { mergedIntoId: keepId },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'candidate.merged',
      subject: { type: 'candidate', id: otherId },
      detail: { into: keepId },
    })
    return ok({})
  })

/** May these two be merged by this viewer, `otherId` into `keepId`? Their rows, the one to keep first. */
export async function mergeable(reader: Tx, viewer: Viewer, keepId: number, otherId: number) {
  const { organisationId } = viewer
  if (!mayAnywhere(viewer, 'merge-candidates')) return fail({ code: 'FORBIDDEN' })
  const keep = await findCandidate(reader, viewer, keepId)
  if (!keep.ok) return keep
  const other = await findCandidate(reader, viewer, otherId)
  if (!other.ok) return other
  // Comparing the two would show a name that the viewer's interview hides.
  if (await isAnyNameHidden(reader, viewer, [keepId, otherId])) return fail({ code: 'FORBIDDEN' })
  if (keepId === otherId) return fail({ code: 'SAME_CANDIDATE' })
  if (keep.value.erasedAt || other.value.erasedAt) return fail({ code: 'CANDIDATE_ERASED_CONFLICT' })
  if (keep.value.mergedIntoId === otherId || other.value.mergedIntoId === keepId)
    return fail({ code: 'MERGED_TOGETHER_CONFLICT' })
  // One level only: what was merged before is taken apart first, so that each merge can be taken back by itself.
  const below = await reader.candidate.count({ where: { organisationId, mergedIntoId: otherId } })
  if (keep.value.mergedIntoId !== null || other.value.mergedIntoId !== null || below > 0)
    return fail({ code: 'MERGED_BEFORE_CONFLICT' })
  return ok({ keep: keep.value, other: other.value })
}

/**
 * Takes a merge back: the candidate stands alone again, with the applications it had. `intoId` is the candidate into whom
 * the page showed them merged; a merge into another, made after the page was opened, stays.
 */
export const unmergeCandidate = (viewer: Viewer, { candidateId, intoId }: { candidateId: number; intoId: number }) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    if (!mayAnywhere(viewer, 'merge-candidates')) return fail({ code: 'FORBIDDEN' })
    const found = await findCandidate(tx, viewer, candidateId)
    if (!found.ok) return found
    const { mergedIntoId, erasedAt } = found.value
    if (erasedAt) return fail({ code: 'CANDIDATE_ERASED_CONFLICT' })
    if (mergedIntoId === null) return fail({ code: 'NOT_MERGED_CONFLICT' })
    if (mergedIntoId !== intoId) return fail({ code: 'MERGE_STALE' })
    await tx.candidate.update({
      where: { organisationId_id: { organisationId, id: candidateId } },
      data: { mergedIntoId: null },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'candidate.unmerged',
      subject: { type: 'candidate', id: candidateId },
      detail: { from: mergedIntoId },
    })
    return ok({})
  })
