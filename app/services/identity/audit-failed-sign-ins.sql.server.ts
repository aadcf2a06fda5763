import { audit } from '~/platform/audit.server'
import { db, transaction } from '~/platform/db.server'
import { logger } from '~/platform/logger.server'

/** The audit log holds at most one entry an hour for an account, however many attempts there are. */
const EVERY_MINUTES = 60
/** What a run writes at most; the rest waits for the next, so that an attack on everybody cannot hold the chain. */
const AT_ONCE = 200

type Due = { account: string; organisationId: number; userId: number }

/**
 * Puts failed sign-ins into the audit logs of the organisations whose people they were about, as one entry an account with
 * their number and from how many places they came. It runs apart from the sign-ins, so that an attempt at a known address
 * does the same work as one at an address nobody has; those stay in the log and the metrics alone.
 */
export async function auditFailedSignIns({ signal }: { signal?: AbortSignal } = {}): Promise<number> {
  const due = await db().$queryRaw<Due[]>`
    SELECT c.account, u."organisationId", u.id AS "userId"
    FROM (SELECT account FROM "AttemptCounter" WHERE purpose = 'sign-in' AND account <> '' AND place <> ''
          GROUP BY account HAVING sum(total - audited) > 0
            AND coalesce(max("auditedAt") < statement_timestamp() - interval '1 minute' * ${EVERY_MINUTES}::int, true)) c
    JOIN "User" u ON encode(sha256(convert_to(u.email, 'UTF8')), 'hex') = c.account
    ORDER BY c.account, u."organisationId" LIMIT ${AT_ONCE}`
  const accounts = new Map<string, Due[]>()
  for (const one of due) accounts.set(one.account, [...(accounts.get(one.account) ?? []), one])
  let written = 0
  for (const [account, users] of accounts) {
    signal?.throwIfAborted()
    written += await auditOne(account, users)
  }
  return written
}

/** The counters are marked in the transaction of the entries, so two servers at once write them once. */
const auditOne = (account: string, users: readonly Due[]): Promise<number> =>
  transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ failures: number }[]>`
      WITH fresh AS (SELECT purpose, account, place, total - audited AS failures FROM "AttemptCounter"
        WHERE purpose = 'sign-in' AND account = ${account} AND place <> '' AND total > audited FOR UPDATE)
      UPDATE "AttemptCounter" c SET audited = c.total, "auditedAt" = statement_timestamp() FROM fresh f
      WHERE (c.purpose, c.account, c.place) = (f.purpose, f.account, f.place) RETURNING f.failures`
    if (rows.length === 0) return 0
    const failures = rows.reduce((sum, row) => sum + row.failures, 0)
    const detail = { failures, places: rows.length }
    for (const { organisationId, userId } of users) {
      await audit(tx, {
        organisationId,
        actorId: null,
        act: 'sign-in.failed',
        subject: { type: 'user', id: userId },
        detail,
      })
      logger.warn({ organisationId, userId, ...detail }, 'sign-ins failed')
    }
    return users.length
  })
