import { canonical } from '~/domain/kit/canonical'
import { now } from './clock.server'
import { databaseNow } from './database-clock.server'
import type { Tx } from './db.server'
import { sha256 } from './secret.server'

export type AuditRecord = {
  organisationId: number
  /** null: the system itself. */
  actorId: number | null
  /** What happened, `noun.verb-in-the-past`: `scorecard.submitted`. */
  act: string
  subject: { type: string; id: number }
  applicationId?: number
  /** Ids and codes only, never a person's words. */
  detail?: Record<string, string | number | boolean | null | readonly (string | number)[]>
}

type Link = {
  organisationId: number
  at: Date
  actorId: number | null
  act: string
  subjectType: string
  subjectId: number
  applicationId: number | null
  detail: string
  previousHash: string
}

export const FIRST_LINK = '0'.repeat(64)

/**
 * The hash of one link over everything it says and the link before it. Its organisation is the one of the head's
 * `chainOrganisationId` where the chain was imported.
 */
export const linkHash = (link: Link): string => sha256(canonical({ ...link, at: link.at.toISOString() }))

/**
 * Appends to the organisation's chain, in the transaction of what it records. The head is locked until that commits, so
 * numbers follow each other without a gap.
 */
export async function audit(tx: Tx, record: AuditRecord): Promise<void> {
  const { organisationId } = record
  const [head] = await tx.$queryRaw<
    (ChainPosition & { at: Date | null; databaseTime: Date; chainOrganisationId: number | null })[]
  >`
    SELECT h.entries AS number, h.hash, h."chainOrganisationId", statement_timestamp() AS "databaseTime",
      (SELECT e.at FROM "AuditEntry" e WHERE e."organisationId" = h."organisationId" AND e.number = h.entries) AS at
    FROM "AuditHead" h WHERE h."organisationId" = ${organisationId} FOR UPDATE`
  // The database's clock: from a server whose clock is ahead, every later entry would take the wrong time over, since the
  // times of a chain never go back.
  const time = head ? now(head.databaseTime) : await databaseNow(tx)
  const at = new Date(Math.max(time.getTime(), head?.at?.getTime() ?? 0))
  const link: Link = {
    organisationId,
    at,
    actorId: record.actorId,
    act: record.act,
    subjectType: record.subject.type,
    subjectId: record.subject.id,
    applicationId: record.applicationId ?? null,
    detail: canonical(record.detail ?? {}),
    previousHash: head?.hash ?? FIRST_LINK,
  }
  const hash = linkHash({ ...link, organisationId: head?.chainOrganisationId ?? organisationId })
  // The head first: of two writers of a first entry the later then fails with a conflict, which is tried again.
  if (!head) await tx.auditHead.create({ data: { organisationId, entries: 1, hash } })
  else await tx.auditHead.update({ where: { organisationId }, data: { entries: { increment: 1 }, hash } })
  await tx.auditEntry.create({ data: { ...link, number: (head?.number ?? 0) + 1, hash } })
}

/** An entry of a chain by its number and hash; number 0 stands before the first entry. */
export type ChainPosition = { number: number; hash: string }

export const CHAIN_START: ChainPosition = { number: 0, hash: FIRST_LINK }

type Reader = Pick<Tx, 'auditEntry' | 'auditHead'>

/** Where the chain ends according to its head. */
export async function chainEnd(reader: Reader, organisationId: number): Promise<ChainPosition> {
  const head = await reader.auditHead.findUnique({ where: { organisationId } })
  return head ? { number: head.entries, hash: head.hash } : CHAIN_START
}

export type ChainStep = { reached: ChainPosition; broken: number | null }

/**
 * Recomputes at most `limit` entries after `from`, up to and including number `to`. `broken` is the number of the first
 * entry that is missing or does not follow from the one before it.
 */
export async function verifyEntries(
  reader: Reader,
  organisationId: number,
  from: ChainPosition,
  { to, limit }: { to: number; limit: number },
): Promise<ChainStep> {
  const head = await reader.auditHead.findUnique({ where: { organisationId }, select: { chainOrganisationId: true } })
  const hashed = { organisationId: head?.chainOrganisationId ?? organisationId }
  const entries = await reader.auditEntry.findMany({
    where: { organisationId, number: { gt: from.number, lte: to } },
    orderBy: { number: 'asc' },
    take: limit,
    omit: { id: true },
  })
  let reached = from
  for (const { number, hash, ...link } of entries) {
    const follows =
      number === reached.number + 1 && link.previousHash === reached.hash && linkHash({ ...link, ...hashed }) === hash
    if (!follows) return { reached, broken: reached.number + 1 }
    reached = { number, hash }
  }
  const missing = entries.length < limit && reached.number < to
  return { reached, broken: missing ? reached.number + 1 : null }
}

const WALK = 1_000

/** Walks the whole chain at once, for tests and small chains. Returns the number of the first broken entry, or null. */
export async function brokenLink(reader: Reader, organisationId: number): Promise<number | null> {
  const end = await chainEnd(reader, organisationId)
  let from = CHAIN_START
  while (from.number < end.number) {
    const { reached, broken } = await verifyEntries(reader, organisationId, from, { to: end.number, limit: WALK })
    if (broken !== null) return broken
    from = reached
  }
  if (from.hash !== end.hash) return Math.max(1, end.number)
  return entryBeyond(reader, organisationId, end.number)
}

/** The first entry after the chain's end: somebody wrote it past the head. Ask in the snapshot in which the end was read. */
export async function entryBeyond(reader: Reader, organisationId: number, end: number): Promise<number | null> {
  const beyond = await reader.auditEntry.findFirst({
    where: { organisationId, number: { gt: end } },
    select: { number: true },
    orderBy: { number: 'asc' },
  })
  return beyond?.number ?? null
}
