import type { Viewer } from '~/domain/policy/policy'
import { db, type Tx } from '~/platform/db.server'
import { pace } from '~/platform/pace.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { candidateNames } from '../candidate/candidate-names.server'
import { candidatesVisible } from '../scope.server'

/** A candidate who is here already: where a line is added, and whether the viewer may be told who it is. */
export type Known = { id: number; name: string | null; hidden: boolean }

/** Values of one statement: longer lists are asked in parts, between which pages have their turn. */
const PART = 1_000

const parts = <One>(list: readonly One[]): One[][] =>
  Array.from({ length: Math.ceil(list.length / PART) }, (_, at) => list.slice(at * PART, (at + 1) * PART))

/**
 * Of these addresses, those of candidates whom the viewer may know of, each with the candidate to whom a line would be
 * added: the one kept where records were merged, the oldest where several have the address.
 */
export async function knownByAddress(viewer: Viewer, addresses: readonly string[]): Promise<Map<string, Known>> {
  const visible = { ...candidatesVisible(viewer), erasedAt: null }
  const select = { id: true, name: true, email: true, mergedIntoId: true } as const
  const othersFirst = pace()
  const rows = []
  for (const part of parts(addresses)) {
    rows.push(
      ...(await db().candidate.findMany({
        where: { ...visible, email: { in: part } },
        select,
        orderBy: { id: 'asc' },
      })),
    )
    await othersFirst()
  }
  const keptIds = [...new Set(rows.flatMap(({ mergedIntoId }) => (mergedIntoId === null ? [] : [mergedIntoId])))]
  const kept = new Map<number, (typeof rows)[number]>()
  for (const part of parts(keptIds))
    for (const row of await db().candidate.findMany({ where: { ...visible, id: { in: part } }, select }))
      kept.set(row.id, row)
  const names = await candidateNames(viewer)
  const found = new Map<string, Known>()
  for (const row of rows) {
    if (row.email === null || found.has(row.email)) continue
    const one = (row.mergedIntoId !== null && kept.get(row.mergedIntoId)) || row
    found.set(row.email, { id: one.id, name: one.name, hidden: names.hiddenAnywhere.includes(one.id) })
  }
  return found
}

/**
 * The jobs in which these candidates, or records merged with them, have an open application. One that is withheld from the
 * viewer counts as open, as where an application is opened by hand.
 */
export async function openJobsOf(
  reader: Tx,
  viewer: Viewer,
  candidateIds: readonly number[],
): Promise<Map<number, Set<number>>> {
  const withheld = await withheldApplicationIds(viewer, reader)
  const open = new Map<number, Set<number>>()
  for (const part of parts(candidateIds)) {
    const applications = await reader.application.findMany({
      where: {
        organisationId: viewer.organisationId,
        AND: [
          { OR: [{ candidateId: { in: part } }, { candidate: { mergedIntoId: { in: part } } }] },
          { OR: [{ state: 'open' }, { id: { in: withheld } }] },
        ],
      },
      select: { candidateId: true, jobId: true, candidate: { select: { mergedIntoId: true } } },
    })
    for (const { candidateId, jobId, candidate } of applications)
      for (const id of [candidateId, candidate.mergedIntoId])
        if (id !== null) open.set(id, (open.get(id) ?? new Set()).add(jobId))
  }
  return open
}
