import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { close, openEmbedded } from './embedded.server'
import type { Migratable, MigrationTarget } from './migrate.server'
import { pgliteAdapter } from './pglite-adapter.server'
import { refuseUnfit } from './server-checks.server'
import {
  BACKGROUND_LIMITS,
  endPool,
  type Limits,
  openPool,
  overPool,
  poolConfig,
  REQUEST_LIMITS,
} from './server-pool.server'
import { StartError } from './start-error.server'

/** A database of either kind, before Prisma: what migrations and backups need of it. */
export type Connection = Migratable & {
  kind: 'embedded' | 'server'
  /** On a server, connections of their own for background work; the embedded database has only one. */
  backgroundAdapter: SqlMigrationAwareDriverAdapterFactory | null
  /** Why nothing can be written to the disk of an embedded database; null where it can, or where a server must say it. */
  diskProblem: () => string | null
  backup: ((file: string) => Promise<number>) | null
  /** The whole of an embedded database as bytes, for another to be filled from. */
  dump: (() => Promise<Uint8Array>) | null
  close: () => Promise<void>
}

/** The key under which Prisma's own `migrate deploy` locks, so that the two exclude each other. */
const MIGRATION_LOCK = 72_707_369

export async function connectFolder(folder: string): Promise<Connection> {
  const embedded = await openEmbedded(folder)
  return {
    ...overPGlite(embedded.pg, embedded.close),
    backup: embedded.backup,
    diskProblem: embedded.diskProblem,
  }
}

// Filling the usual 128 MB with zeros took half of the time of opening a database that lives for one test file.
const MEMORY_PARAMETERS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']

/** A database that lives in memory alone, filled from a dump: the tests' way to a fresh one. */
export async function connectMemory(dump: Blob | undefined): Promise<Connection> {
  const filled = dump ? { loadDataDir: dump } : {}
  const memory = await PGlite.create({ ...filled, startParams: MEMORY_PARAMETERS })
  return { ...overPGlite(memory, () => close(memory)), backup: null, diskProblem: () => null }
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
    backgroundAdapter: null,
    dump: async () => new Uint8Array(await (await embedded.dumpDataDir('none')).arrayBuffer()),
    exclusively: <T>(work: (only: MigrationTarget) => Promise<T>) => work(target),
    close: ending,
  }
}

export async function connectServer(url: string, limits: Limits = REQUEST_LIMITS): Promise<Connection> {
  const config = poolConfig(url)
  const pool = openPool(config, limits)
  try {
    await refuseUnfit(pool)
  } catch (error) {
    await endPool(pool)
    if (error instanceof StartError) throw error
    throw new StartError(`The database named by DATABASE_URL cannot be reached: ${reasonOf(error)}.`)
  }
  const background = openPool(config, BACKGROUND_LIMITS)
  return {
    ...overPool(pool),
    kind: 'server',
    backgroundAdapter: new PrismaPg(background),
    diskProblem: () => null,
    backup: null,
    dump: null,
    close: async () => void (await Promise.all([endPool(pool), endPool(background)])),
    // The lock belongs to a session, and Prisma's engine takes the same one: a single connection holds it for both.
    async exclusively(work) {
      const single = openPool(config, null)
      try {
        await single.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
        return await work(overPool(single))
      } finally {
        await endPool(single)
      }
    },
  }
}

function reasonOf(error: unknown): string {
  const { code, message, errors } = error as NodeJS.ErrnoException & { errors?: Error[] }
  const first = message || errors?.[0]?.message
  if (code === 'ECONNREFUSED') return 'nothing answers there'
  if (code === 'ENOTFOUND') return 'its host is unknown'
  if (code === '28P01') return 'it refuses the user name or the password'
  if (code === '3D000') return 'that server has no database of this name'
  if (code === '57P03') return 'it is still starting; try again in a moment'
  if (code === '53300') return 'it has no free connection'
  if (/timeout/i.test(first ?? '')) return 'it does not answer'
  return first ?? 'no reason was given'
}
