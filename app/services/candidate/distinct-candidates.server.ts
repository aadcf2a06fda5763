import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { db, transaction } from '~/platform/db.server'
import { findCandidate } from './find-candidate.server'
import { mergeable } from './merge-candidates.server'

/** Records that two candidates with one address are not the same person. Repeating it changes nothing. */
export const markDistinct = (viewer: Viewer, { firstId, secondId }: { firstId: number; secondId: number }) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const checked = await mergeable(tx, viewer, firstId, secondId)
    if (!checked.ok) return checked
    const pair = { firstId: Math.min(firstId, secondId), secondId: Math.max(firstId, secondId) }
    const { count } = await tx.distinctCandidates.createMany({
      data: { organisationId, ...pair, decidedById: userId, decidedAt: now() },
      skipDuplicates: true,
    })
    if (count === 0) return ok({})
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'candidate.kept-apart',
      subject: { type: 'candidate', id: pair.firstId },
      detail: { other: pair.secondId },
    })
    return ok({})
  })

/** Undoes that: the two are listed as possible duplicates again. */
export const unmarkDistinct = (viewer: Viewer, pairId: number) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    if (!mayAnywhere(viewer, 'merge-candidates')) return fail({ code: 'FORBIDDEN' })
    const pair = await tx.distinctCandidates.findUnique({
      where: { organisationId_id: { organisationId, id: pairId } },
    })
    if (!pair) return fail({ code: 'PAIR_NOT_FOUND' })
    for (const id of [pair.firstId, pair.secondId]) {
      const found = await findCandidate(tx, viewer, id)
      if (!found.ok) return found
    }
    const { count } = await tx.distinctCandidates.deleteMany({ where: { organisationId, id: pairId } })
    if (count === 0) return fail({ code: 'PAIR_NOT_FOUND' })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'candidate.listed-again',
      subject: { type: 'candidate', id: pair.firstId },
      detail: { other: pair.secondId },
    })
    return ok({})
  })

/**
 * Of candidates with one address, those of whom at least one other may still be the same person, each with the first
 * before it of whom that holds.
 */
export function undecided<One extends { id: number }>(
  candidates: readonly One[],
  pairs: readonly { firstId: number; secondId: number }[],
): (One & { comparedWith: number | null })[] {
  const apart = new Set(pairs.map(({ firstId, secondId }) => `${firstId}-${secondId}`))
  const isOpen = (a: number, b: number) => a !== b && !apart.has(`${Math.min(a, b)}-${Math.max(a, b)}`)
  return candidates
    .filter(({ id }) => candidates.some((other) => isOpen(id, other.id)))
    .map((one) => ({
      ...one,
      comparedWith: candidates.slice(0, candidates.indexOf(one)).find(({ id }) => isOpen(id, one.id))?.id ?? null,
    }))
}

/** The pairs kept apart among these candidates, or all of the organisation's, the newest first. */
export const readPairs = (
  viewer: Viewer,
  among: { candidateIds?: readonly number[]; before?: number; take?: number } = {},
) =>
  db().distinctCandidates.findMany({
    where: {
      organisationId: viewer.organisationId,
      ...(among.before === undefined ? {} : { id: { lt: among.before } }),
      ...(among.candidateIds ? { firstId: { in: [...among.candidateIds] } } : {}),
    },
    select: { id: true, firstId: true, secondId: true },
    orderBy: { id: 'desc' },
    ...(among.take === undefined ? {} : { take: among.take }),
  })
