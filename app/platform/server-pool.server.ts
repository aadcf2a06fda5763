import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { mustExist } from '~/domain/shared/must-exist'
import { logger } from './logger.server'
import type { MigrationTarget } from './migrate.server'
import { StartError } from './start-error.server'

/**
 * How long a session on a server may take. The server's own limits end what is slow; `readMs` ends the wait for a server
 * that no longer answers at all and must be longer, so that a slow statement is known to be rolled back.
 */
export type Limits = { statementMs: number; lockMs: number; idleInTransactionMs: number; readMs: number; max: number }

/** A person waits. A transaction may rest for longer than Prisma's own limit of 30 seconds, which ends it first. */
export const REQUEST_LIMITS: Limits = {
  statementMs: 10_000,
  lockMs: 8_000,
  idleInTransactionMs: 60_000,
  readMs: 12_000,
  max: 10,
}
/** Nobody waits: a fit is stored, a queue kept. Its connections are its own, so that pages always find theirs. */
export const BACKGROUND_LIMITS: Limits = {
  statementMs: 120_000,
  lockMs: 60_000,
  idleInTransactionMs: 300_000,
  readMs: 130_000,
  max: 4,
}
/** To get a connection: from the pool or from the server. */
const CONNECT_MS = 5_000
const END_MS = 3_000
const READ_TIMEOUT = 'Query read timeout'

/** A pool with these limits; null for migrations, whose statements may take as long as the tables are large. */
export function openPool(config: pg.PoolConfig, limits: Limits | null, max = limits?.max ?? 1): pg.Pool {
  const pool = new pg.Pool({
    ...(limits ? withLimits(config, limits) : config),
    max,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  })
  pool.on('error', (error) => logger.warn({ reason: error.message }, 'an idle connection to the database ended'))
  pool.on('connect', oneByOne)
  return pool
}

/** As `options` of the session: the driver's own settings are start-up parameters that a PgBouncer refuses. */
function withLimits(config: pg.PoolConfig, limits: Limits): pg.PoolConfig {
  const address = new URL(mustExist(config.connectionString, 'address of the database'))
  const given = address.searchParams.get('options') ?? ''
  const wanted = {
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
  }
  const added = Object.entries(wanted)
    .filter(([name]) => !given.includes(`${name}=`))
    .map(([name, ms]) => `-c ${name}=${ms}`)
  address.searchParams.set('options', [given, ...added].join(' ').trim())
  // Whoever allows a statement more time (in milliseconds; 0 is no limit) wants its answer.
  const allowed = /\bstatement_timeout=(\d+)\b/.exec(given)?.[1]
  const margin = limits.readMs - limits.statementMs
  const readMs = allowed === undefined ? limits.readMs : Number(allowed) && Number(allowed) + margin
  return { connectionString: address.href, ...(readMs ? { query_timeout: readMs } : {}) }
}

/**
 * Sends a session its statements one after another: inside a transaction Prisma reads the relations of a row at the same
 * time, and the driver will no longer take a statement while another is under way.
 *
 * After a read timeout the driver keeps the connection, on which the late answer still comes: the next statement would
 * wait behind it. The connection is closed instead, so that the pool opens another.
 */
function oneByOne(client: pg.PoolClient) {
  // Without a listener an error between two statements would end the process.
  client.on('error', () => {})
  const inner = client as unknown as { query: (...given: unknown[]) => unknown; end: () => Promise<void> }
  let last: Promise<unknown> = Promise.resolve()
  inner.query = (...given) => {
    const send = () => (pg.Client.prototype.query as (...given: unknown[]) => unknown).apply(client, given)
    // The pool's own way, with a session that nobody else has.
    if (typeof given.at(-1) === 'function') return send()
    const result = last.then(send)
    last = result.catch((error: Error) => {
      // It cuts the connection where a statement is still under way, and the pool takes it back no more.
      if (error.message === READ_TIMEOUT) void inner.end().catch(() => {})
    })
    return result
  }
}

/** A server that does not answer cannot keep a stop waiting. */
export async function endPool(pool: pg.Pool): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, END_MS).unref())
  await Promise.race([pool.end(), late])
}

export const overPool = (pool: pg.Pool): MigrationTarget => ({
  adapter: new PrismaPg(pool),
  rows: async <T>(sql: string) => (await pool.query(sql)).rows as T[],
  async runScript(sql) {
    const client = await pool.connect()
    try {
      await client.query('BEGIN')
      await client.query(sql)
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    } finally {
      client.release()
    }
  },
})

const SHAPE = 'postgresql://user:password@host:5432/database'

/** The address is never repeated in a message: it holds a password. */
export function poolConfig(url: string): pg.PoolConfig {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw new StartError(`DATABASE_URL is not an address; it should read like ${SHAPE}.`)
  }
  if (!/^postgres(ql)?:$/.test(parsed.protocol))
    throw new StartError(
      `DATABASE_URL begins with ${parsed.protocol}// where postgresql:// is needed; it should read like ${SHAPE}.`,
    )
  if (parsed.pathname.length < 2) throw new StartError(`DATABASE_URL names no database; it should read like ${SHAPE}.`)
  if (!parsed.hostname && !parsed.searchParams.get('host'))
    throw new StartError(`DATABASE_URL names no host; it should read like ${SHAPE}.`)
  // Both adapters write instants as if the session were in UTC; other options of the address are kept.
  parsed.searchParams.set('options', `${parsed.searchParams.get('options') ?? ''} -c timezone=UTC`.trim())
  if (!parsed.searchParams.has('application_name')) parsed.searchParams.set('application_name', 'assay')
  return { connectionString: parsed.href }
}
