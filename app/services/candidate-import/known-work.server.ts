import * as z from 'zod/mini'
import type { Viewer } from '~/domain/policy/policy'
import type { Tx } from '~/platform/db.server'
import { candidatesVisible, jobsVisible } from '../scope.server'
import type { ImportWork } from './import-work.sql.server'

/** The other candidate of a merge, of a decision that two are different people, or of the undoing of either. */
const PairDetail = z.object({ into: z.optional(z.int()), from: z.optional(z.int()), other: z.optional(z.int()) })

/**
 * May the viewer know of the work that keeps an import from being undone? A merge with a candidate of a confidential job,
 * or an application there, does not exist for those outside the job, so the candidate it was done to is not named either.
 */
export async function mayKnowOf(tx: Tx, viewer: Viewer, importId: number, work: ImportWork): Promise<boolean> {
  const { candidateId, act, detail } = work
  if (candidateId === null) return false
  if (act === null) return hasKnownTrace(tx, viewer, importId, candidateId)
  const pair = PairDetail.safeParse(JSON.parse(detail ?? '{}'))
  const isPair = /^candidate\.(merged|unmerged|kept-apart|listed-again)$/.test(act)
  if (!isPair) return true
  const other = pair.success ? (pair.data.into ?? pair.data.from ?? pair.data.other) : undefined
  return other !== undefined && isVisible(tx, viewer, other)
}

const isVisible = async (tx: Tx, viewer: Viewer, id: number) =>
  (await tx.candidate.count({ where: { ...candidatesVisible(viewer), id } })) > 0

/** Work that no audit entry about the candidate tells: is any of it where the viewer may read? */
async function hasKnownTrace(tx: Tx, viewer: Viewer, importId: number, candidateId: number): Promise<boolean> {
  const { organisationId } = viewer
  const ofOthers = [{ importId: null }, { importId: { not: importId } }]
  const merged = { ...candidatesVisible(viewer), mergedIntoId: candidateId }
  if ((await tx.candidate.count({ where: merged })) > 0) return true
  const pairs = await tx.distinctCandidates.findMany({
    where: { organisationId, OR: [{ firstId: candidateId }, { secondId: candidateId }] },
    select: { firstId: true, secondId: true },
  })
  for (const { firstId, secondId } of pairs)
    if (await isVisible(tx, viewer, firstId === candidateId ? secondId : firstId)) return true
  const application = await tx.application.count({
    where: {
      organisationId,
      candidateId,
      job: jobsVisible(viewer, 'read-application'),
      OR: [...ofOthers, { state: { not: 'open' } }, { loop: { isNot: null } }],
    },
  })
  if (application > 0) return true
  return (await tx.text.count({ where: { organisationId, candidateId, OR: ofOthers } })) > 0
}
