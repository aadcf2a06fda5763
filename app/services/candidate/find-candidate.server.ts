import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import type { Tx } from '~/platform/db.server'
import { candidatesVisible } from '../scope.server'

/** A candidate whom the viewer may know of. One condition in one statement: a candidate hidden from the viewer costs what a wrong id does. */
export async function findCandidate(reader: Tx, viewer: Viewer, candidateId: number) {
  const candidate = await reader.candidate.findFirst({ where: { ...candidatesVisible(viewer), id: candidateId } })
  return candidate ? ok(candidate) : fail({ code: 'CANDIDATE_NOT_FOUND' })
}

type Row = { id: number; mergedIntoId: number | null }

/**
 * The ids of the merged candidates that are this person and that the viewer may know of, the one that was kept first. Where
 * the one kept is hidden from the viewer, nothing may show that there was a merge: each stands alone.
 */
export async function samePerson(reader: Tx, viewer: Viewer, { id, mergedIntoId }: Row): Promise<number[]> {
  const kept = mergedIntoId ?? id
  const rows = await reader.candidate.findMany({
    where: { ...candidatesVisible(viewer), AND: [{ OR: [{ id: kept }, { mergedIntoId: kept }] }] },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  const ids = rows.map((row) => row.id)
  return ids.includes(kept) ? [kept, ...ids.filter((one) => one !== kept)] : [id]
}

/**
 * Does a candidate whom the viewer may know of have this address already? An address known only through jobs hidden from the
 * viewer is free: the answer is the same as for a stranger's, and the two candidates are kept apart until an
 * administrator merges them (ADR 011).
 */
export async function isTaken(
  reader: Tx,
  viewer: Viewer,
  email: string | null,
  except: readonly number[] = [],
): Promise<boolean> {
  if (email === null) return false
  const other = await reader.candidate.findFirst({
    where: { ...candidatesVisible(viewer), email, id: { notIn: [...except] } },
    select: { id: true },
  })
  return other !== null
}
