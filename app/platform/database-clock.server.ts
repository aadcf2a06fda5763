import { now } from './clock.server'
import { db, type Tx } from './db.server'

/**
 * Now by the clock of the database, the one that all servers share. For what cannot be taken back: a server whose clock
 * is wrong would delete what is still wanted, or write times into the audit chain that later entries have to follow.
 */
export async function databaseNow(reader: Pick<Tx, '$queryRaw'> = db()): Promise<Date> {
  const [row] = await reader.$queryRaw<{ now: Date }[]>`SELECT statement_timestamp() AS now`
  return now(row?.now)
}
