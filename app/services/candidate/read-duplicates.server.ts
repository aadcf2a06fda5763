import type { CandidateToMerge } from '~/domain/candidate/merge'
import { may, mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import type { Prisma } from '~/generated/prisma/client.ts'
import { shortDay } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { candidatesVisible } from '../scope.server'
import { hiddenCandidateIds } from './candidate-names.server'
import { readPairs, undecided } from './distinct-candidates.server'
import { mergeable } from './merge-candidates.server'

const SHOWN = 50

const compared = {
  id: true,
  name: true,
  email: true,
  phone: true,
  createdAt: true,
  mergedIntoId: true,
  applications: {
    select: { id: true, createdAt: true, job: { select: { id: true, name: true, confidential: true } } },
    orderBy: { id: 'desc' },
  },
} as const satisfies Prisma.CandidateSelect

type Row = Prisma.CandidateGetPayload<{ select: typeof compared }>

/** States and dates of closing are left out: they may be hidden from a viewer who interviews there. */
const viewOf = (viewer: Viewer, row: Row): CandidateToMerge => ({
  id: row.id,
  name: row.name ?? 'Erased candidate',
  email: row.email,
  phone: row.phone,
  added: shortDay(row.createdAt, viewer.timeZone),
  applications: row.applications
    .filter(({ job }) => may(viewer, 'read-application', job))
    .map(({ id, job, createdAt }) => ({
      id,
      job: job.name,
      confidential: job.confidential,
      since: shortDay(createdAt, viewer.timeZone),
    })),
})

/**
 * Those whose names the viewer's own interviews hide are left out: comparing would show them, and so would what is
 * merged into them.
 */
async function comparable(viewer: Viewer) {
  const nameless = await hiddenCandidateIds(viewer)
  return {
    ...candidatesVisible(viewer),
    erasedAt: null,
    id: { notIn: nameless },
  } satisfies Prisma.CandidateWhereInput
}

/**
 * Where the pages of the three lists begin: the duplicates after the address of this candidate, the two lists below them
 * with what is older than this id. An id stands for the address, which belongs into no URL.
 */
type Begin = { after?: number; mergedBefore?: number; apartBefore?: number }

/**
 * Candidates that have an address in common and are not merged; a page of the merges that can be taken back, and of the
 * pairs that were found to be different people.
 */
export async function readDuplicates(viewer: Viewer, { after, mergedBefore, apartBefore }: Begin = {}) {
  if (!mayAnywhere(viewer, 'merge-candidates')) return fail({ code: 'FORBIDDEN' })
  const where = await comparable(viewer)
  const groups = await undecidedGroups(viewer, where, await addressOf(where, after))
  const older = mergedBefore === undefined ? [] : [{ id: { lt: mergedBefore } }]
  const merged = await db().candidate.findMany({
    where: { ...where, mergedIntoId: { not: null }, AND: older },
    select: { ...compared, mergedInto: { select: { id: true, name: true } } },
    orderBy: { id: 'desc' },
    take: SHOWN + 1,
  })
  const apart = await keptApart(viewer, where, apartBefore)
  return ok({
    groups: groups.slice(0, SHOWN),
    apart: apart.pairs,
    apartOlder: apart.older,
    next: groups.length > SHOWN ? (groups[SHOWN - 1]?.candidates[0]?.id ?? null) : null,
    mergedOlder: olderThan(merged),
    merged: merged
      .slice(0, SHOWN)
      .flatMap((row) =>
        row.mergedInto
          ? [{ ...viewOf(viewer, row), into: { ...row.mergedInto, name: row.mergedInto.name ?? '' } }]
          : [],
      ),
  })
}

/** The id before which the next page begins, where one more row was found than is shown. */
const olderThan = (rows: readonly { id: number }[]): number | null =>
  rows.length > SHOWN ? (rows[SHOWN - 1]?.id ?? null) : null

/**
 * The address after which a page begins; null for the first page, also where that candidate has none any more. Only of
 * candidates whom the viewer may compare: where a page begins tells how an address sorts.
 */
async function addressOf(where: Where, candidateId: number | undefined): Promise<string | null> {
  if (candidateId === undefined) return null
  const found = await db().candidate.findFirst({
    where: { AND: [where, { id: candidateId }], organisationId: where.organisationId },
    select: { email: true },
  })
  return found?.email ?? null
}

type Where = Awaited<ReturnType<typeof comparable>>

/**
 * The groups that still have to be looked at, one more than are shown. Addresses whose candidates are all kept apart are
 * passed over, however many there are: they must not hide what comes after them.
 */
async function undecidedGroups(viewer: Viewer, where: Where, after: string | null) {
  const groups: { email: string; candidates: (CandidateToMerge & { comparedWith: number | null })[] }[] = []
  for (let skip = 0; groups.length <= SHOWN; skip += SHOWN) {
    const shared = await db().candidate.groupBy({
      by: ['email'],
      where: { ...where, email: after === null ? { not: null } : { gt: after }, mergedIntoId: null },
      having: { id: { _count: { gt: 1 } } },
      orderBy: { email: 'asc' },
      skip,
      take: SHOWN,
    })
    const emails = shared.flatMap(({ email }) => (email === null ? [] : [email]))
    if (emails.length === 0) break
    groups.push(...(await groupsOf(viewer, where, emails)))
  }
  return groups
}

async function groupsOf(viewer: Viewer, where: Where, emails: readonly string[]) {
  const rows = await db().candidate.findMany({
    where: { ...where, email: { in: [...emails] }, mergedIntoId: null },
    select: compared,
    orderBy: { id: 'asc' },
  })
  const pairs = await readPairs(viewer, { candidateIds: rows.map(({ id }) => id) })
  return emails.flatMap((email) => {
    const candidates = undecided(
      rows.filter((row) => row.email === email),
      pairs,
    )
    return candidates.length > 1
      ? [{ email, candidates: candidates.map((row) => ({ ...viewOf(viewer, row), comparedWith: row.comparedWith })) }]
      : []
  })
}

/** Pairs that were found to be different people and of whom the viewer may compare both. */
async function keptApart(viewer: Viewer, where: Where, before: number | undefined) {
  const found = await readPairs(viewer, { before, take: SHOWN + 1 })
  const pairs = found.slice(0, SHOWN)
  const people = await db().candidate.findMany({
    where: {
      AND: [where, { id: { in: pairs.flatMap(({ firstId, secondId }) => [firstId, secondId]) } }],
      organisationId: viewer.organisationId,
    },
    select: { id: true, name: true },
  })
  const byId = new Map(people.map((one) => [one.id, { id: one.id, name: one.name ?? '' }]))
  const visible = pairs.flatMap(({ id, firstId, secondId }) => {
    const [first, second] = [byId.get(firstId), byId.get(secondId)]
    return first && second ? [{ id, first, second }] : []
  })
  return { pairs: visible, older: olderThan(found) }
}

/** Two candidates side by side, before they are merged. */
export async function readMerge(viewer: Viewer, candidateId: number, otherId: number) {
  const checked = await mergeable(db(), viewer, candidateId, otherId)
  if (!checked.ok) return checked
  const rows = await db().candidate.findMany({
    where: { ...candidatesVisible(viewer), id: { in: [candidateId, otherId] } },
    select: compared,
    orderBy: { id: 'asc' },
  })
  return ok({ candidates: rows.map((row) => viewOf(viewer, row)) })
}
