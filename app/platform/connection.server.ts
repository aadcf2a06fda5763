import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { close, openEmbedded } from './embedded.server'
import { logger } from './logger.server'
import type { Migratable, MigrationTarget } from './migrate.server'
import { pgliteAdapter } from './pglite-adapter.server'
import { StartError } from './start-error.server'

/** A database of either kind, before Prisma: what migrations and backups need of it. */
export type Connection = Migratable & {
  kind: 'embedded' | 'server'
  backup: ((file: string) => Promise<number>) | null
  /** The whole of an embedded database as bytes, for another to be filled from. */
  dump: (() => Promise<Uint8Array>) | null
  close: () => Promise<void>
}

const OLDEST_SERVER = 15
/** The key under which Prisma's own `migrate deploy` locks, so that the two exclude each other. */
const MIGRATION_LOCK = 72_707_369

export async function connectFolder(folder: string): Promise<Connection> {
  const embedded = await openEmbedded(folder)
  return { ...overPGlite(embedded.pg, embedded.close), backup: embedded.backup }
}

/** A database that lives in memory alone, filled from a dump: the tests' way to a fresh one. */
export async function connectMemory(dump: Blob | undefined): Promise<Connection> {
  const memory = await PGlite.create(dump ? { loadDataDir: dump } : {})
  return { ...overPGlite(memory, () => close(memory)), backup: null }
}

function overPGlite(embedded: PGlite, ending: () => Promise<void>) {
  const target: MigrationTarget = {
    adapter: pgliteAdapter(embedded),
    runScript: (sql) => embedded.transaction(async (tx) => void (await tx.exec(sql))),
    rows: async <T>(sql: string) => (await embedded.query<T>(sql)).rows,
  }
  return {
    ...target,
    kind: 'embedded' as const,
    dump: async () => new Uint8Array(await (await embedded.dumpDataDir('none')).arrayBuffer()),
    exclusively: <T>(work: (only: MigrationTarget) => Promise<T>) => work(target),
    close: ending,
  }
}

export async function connectServer(url: string): Promise<Connection> {
  const config = poolConfig(url)
  const pool = openPool(config, 10)
  try {
    const [server] = (
      await pool.query<{ version: number }>(`SELECT current_setting('server_version_num')::int AS version`)
    ).rows
    const major = Math.floor((server?.version ?? 0) / 10_000)
    if (major < OLDEST_SERVER)
      throw new StartError(`DATABASE_URL leads to PostgreSQL ${major}; Assay needs ${OLDEST_SERVER} or newer.`)
  } catch (error) {
    await pool.end()
    if (error instanceof StartError) throw error
    throw new StartError(`The database named by DATABASE_URL cannot be reached: ${reasonOf(error)}.`)
  }
  return {
    ...overPool(pool),
    kind: 'server',
    backup: null,
    dump: null,
    close: () => pool.end(),
    // The lock belongs to a session, and Prisma's engine takes the same one: a single connection holds it for both.
    async exclusively(work) {
      const single = openPool(config, 1)
      try {
        await single.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
        return await work(overPool(single))
      } finally {
        await single.end()
      }
    },
  }
}

function openPool(config: pg.PoolConfig, max: number) {
  const pool = new pg.Pool({ ...config, max, connectionTimeoutMillis: 10_000 })
  pool.on('error', (error) => logger.warn({ reason: error.message }, 'an idle connection to the database ended'))
  return pool
}

const overPool = (pool: pg.Pool): MigrationTarget => ({
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

function reasonOf(error: unknown): string {
  const { code, message, errors } = error as NodeJS.ErrnoException & { errors?: Error[] }
  const first = message || errors?.[0]?.message
  if (code === 'ECONNREFUSED') return 'nothing answers there'
  if (code === 'ENOTFOUND') return 'its host is unknown'
  return first ?? 'no reason was given'
}
