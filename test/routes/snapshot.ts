import { db } from '~/platform/db.server'

/** Counters of attempts are meant to move when somebody is refused. */
const MOVING = ['AttemptCounter', 'attemptCounter', '_prisma_migrations']

/**
 * What every table holds, by the place of each row and the transaction that wrote it: two that are equal mean that nothing
 * was written in between, not even a row as it was. What the rows say need not be read for it.
 */
export async function snapshot(): Promise<Record<string, string>> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`
  const parts = tables
    .filter(({ name }) => !MOVING.includes(name))
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*) || ' rows ' || coalesce(md5(string_agg(ctid || ' ' || xmin, ',' ORDER BY ctid)), '') AS rows FROM "${name}"`,
    )
  const rows = await db().$queryRawUnsafe<{ name: string; rows: string }[]>(parts.join(' UNION ALL '))
  return Object.fromEntries(rows.map(({ name, rows }) => [name, rows]))
}

/** The number of the next transaction that writes: while it stands, nothing was written. On the embedded database only. */
export async function nextWrite(): Promise<string> {
  const [row] = await db().$queryRaw<{ next: string }[]>`SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next`
  return row!.next
}
