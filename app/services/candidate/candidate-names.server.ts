import { candidateLabel, isNameHidden, type NamedCandidate, type NameRule } from '~/domain/candidate/name'
import type { Viewer } from '~/domain/policy/policy'
import { db, type Tx } from '~/platform/db.server'
import { candidatesVisible } from '../scope.server'
import { OWED } from '../scorecard/owed.server'

type Reader = Pick<Tx, 'scorecard' | 'candidate'>

/**
 * The candidates whom the viewer still has to rate in a job that hides names, and those merged with them as far as the
 * viewer may know of the merge (`samePerson` has the same condition): no list, search or page names them. One who is
 * rated in a job that is otherwise hidden from the viewer hides nobody else: a name that disappears would tell the merge.
 */
export async function hiddenCandidateIds(viewer: Viewer, reader: Reader = db()): Promise<number[]> {
  const { organisationId, userId } = viewer
  const rows = await reader.scorecard.findMany({
    where: { organisationId, userId, ...OWED, interview: { loop: { application: { job: { namesHidden: true } } } } },
    select: {
      interview: {
        select: { loop: { select: { application: { select: { candidate: { select: identity } } } } } },
      },
    },
  })
  const rated = rows.map(({ interview }) => interview.loop.application.candidate)
  const kept = rated.map(keptOf)
  const same = await reader.candidate.findMany({
    where: { ...candidatesVisible(viewer), AND: [{ OR: [{ id: { in: kept } }, { mergedIntoId: { in: kept } }] }] },
    select: identity,
  })
  const known = new Set(same.map(({ id }) => id))
  const merges = new Set(rated.flatMap((one) => (known.has(one.id) && known.has(keptOf(one)) ? [keptOf(one)] : [])))
  const ids = [...rated, ...same.filter((one) => merges.has(keptOf(one)))].map(({ id }) => id)
  return [...new Set(ids)].sort((one, other) => one - other)
}

const identity = { id: true, mergedIntoId: true } as const
const keptOf = ({ id, mergedIntoId }: { id: number; mergedIntoId: number | null }) => mergedIntoId ?? id

/**
 * How the viewer may call candidates: two queries for a page, whatever the number of candidates on it. Nothing it reads
 * depends on what colleagues submitted.
 */
export async function candidateNames(viewer: Viewer, reader: Reader = db()) {
  const rated = new Set(await hiddenCandidateIds(viewer, reader))
  const isHidden = ({ id }: Pick<NamedCandidate, 'id'>, job: NameRule, votesOpen = false) =>
    isNameHidden(viewer, job, { rates: rated.has(id), votesOpen })
  return {
    isHidden,
    /** For pages about candidates rather than applications, which only those may open who may read candidates. */
    hiddenAnywhere: [...rated],
    labelAnywhere: (candidate: NamedCandidate) => candidateLabel(candidate, rated.has(candidate.id)),
    label: (candidate: NamedCandidate, job: NameRule, votesOpen = false) =>
      candidateLabel(candidate, isHidden(candidate, job, votesOpen)),
  }
}

export type CandidateNames = Awaited<ReturnType<typeof candidateNames>>
