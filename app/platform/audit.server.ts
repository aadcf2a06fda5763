import { canonical } from '~/domain/kit/canonical'
import { now } from './clock.server'
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

/** The hash of one link over everything it says and the link before it. */
export const linkHash = (link: Link): string => sha256(canonical({ ...link, at: link.at.toISOString() }))

/** Appends to the organisation's chain, in the transaction of what it records. The head is locked until that commits. */
export async function audit(tx: Tx, record: AuditRecord): Promise<void> {
  const { organisationId } = record
  const head = await tx.$queryRaw<{ hash: string }[]>`
    SELECT hash FROM "AuditHead" WHERE "organisationId" = ${organisationId} FOR UPDATE`
  const link: Link = {
    organisationId,
    at: now(),
    actorId: record.actorId,
    act: record.act,
    subjectType: record.subject.type,
    subjectId: record.subject.id,
    applicationId: record.applicationId ?? null,
    detail: canonical(record.detail ?? {}),
    previousHash: head[0]?.hash ?? FIRST_LINK,
  }
  const hash = linkHash(link)
  await tx.auditEntry.create({ data: { ...link, hash } })
  if (head.length === 0) await tx.auditHead.create({ data: { organisationId, entries: 1, hash } })
  else await tx.auditHead.update({ where: { organisationId }, data: { entries: { increment: 1 }, hash } })
}

/** Walks the chain. Returns the id of the first entry that does not follow from the one before it, or null if whole. */
export async function brokenLink(
  tx: Pick<Tx, 'auditEntry' | 'auditHead'>,
  organisationId: number,
): Promise<number | null> {
  let previousHash = FIRST_LINK
  let after = 0
  let entries = 0
  for (;;) {
    const page = await tx.auditEntry.findMany({
      where: { organisationId, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: 1000,
    })
    if (page.length === 0) break
    for (const { id, hash, ...link } of page) {
      if (link.previousHash !== previousHash || linkHash(link) !== hash) return id
      previousHash = hash
      after = id
      entries++
    }
  }
  const head = await tx.auditHead.findUnique({ where: { organisationId } })
  const whole = (head?.entries ?? 0) === entries && (head?.hash ?? FIRST_LINK) === previousHash
  return whole ? null : after + 1
}
