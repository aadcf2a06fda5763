import type { Viewer } from '~/domain/policy/policy'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'

/** What this person's form made when it was sent before with the same key; null for the first time. */
export async function madeBefore(tx: Tx, { organisationId, userId }: Viewer, key: string): Promise<number | null> {
  const before = await tx.writeKey.findUnique({
    where: { organisationId_userId_key: { organisationId, userId, key } },
    select: { resultId: true },
  })
  return before?.resultId ?? null
}

/** Keeps what the form made, in the transaction that makes it. Two at the same moment: one meets a taken key. */
export async function keepMade(tx: Tx, viewer: Viewer, given: { key: string; act: string; resultId: number }) {
  const { organisationId, userId } = viewer
  await tx.writeKey.create({ data: { organisationId, userId, ...given, createdAt: now() } })
}
