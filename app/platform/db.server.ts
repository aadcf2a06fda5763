import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { AsyncLocalStorage } from 'node:async_hooks'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Prisma, PrismaClient } from '~/generated/prisma/client.ts'
import { type Connection, connectFolder, connectMemory, connectServer } from './connection.server'
import { env } from './env.server'
import { migrate } from './migrate.server'
import { queryRules } from './query-rules.server'
import type { Limits } from './server-pool.server'
import { asUnavailable } from './unavailable.server'

/** The client inside a transaction. */
export type Tx = Prisma.TransactionClient

export type OpenOptions = {
  /** A PostgreSQL server; without it and `memory`, the embedded database in `folder`. */
  url?: string
  folder?: string
  /** A dump to fill a database in memory with; `true` for an empty one. */
  memory?: Blob | true
  /** Other time limits for requests on a server than the usual ones. */
  limits?: Limits
  /** false leaves the tables as they are. */
  migrate?: boolean
}

type Open = {
  connection: Connection
  /** For requests: short time limits. */
  client: PrismaClient
  /** For background work: longer limits, and connections of its own, so that neither takes the other's. */
  background: PrismaClient
}
// One per process: a reload of the development server must not open a second database on the same folder.
const place = globalThis as { [key: symbol]: unknown }
const KEY = Symbol.for('assay.database')
/** More than the program has queries: with Prisma's 1,000 those of a rare page push out those of others. */
const MOST_PLANS = 5_000

const current = () => place[KEY] as Open | undefined

/** Opens the process's database and brings it to the newest migration. Throws a StartError that says what is in the way. */
export async function openDatabase(options: OpenOptions = {}): Promise<void> {
  if (current()) return
  const connection = await connect(options)
  try {
    if (options.migrate !== false) await migrate(connection)
    const client = clientOver('requests', connection.adapter)
    const background = connection.backgroundAdapter ? clientOver('background', connection.backgroundAdapter) : client
    place[KEY] = { connection, client, background } satisfies Open
  } catch (error) {
    await connection.close()
    throw error
  }
}

type Adapter = Connection['adapter']
type Kept = { client: PrismaClient; use: (adapter: Adapter) => void }

/**
 * Clients outlive their database: the plans of the queries are kept in the client, and a process that opens one database
 * after another, as the tests do, would compile each query anew for each.
 */
const kept: { [purpose in 'requests' | 'background']?: Kept } = {}

function clientOver(purpose: keyof typeof kept, adapter: Adapter): PrismaClient {
  const { client, use } = (kept[purpose] ??= makeClient(adapter))
  use(adapter)
  return client
}

function makeClient(first: Adapter): Kept {
  let current = first
  // Asked anew after each $disconnect.
  const adapter = {
    provider: first.provider,
    adapterName: first.adapterName,
    connect: () => current.connect(),
  } satisfies SqlDriverAdapterFactory
  const client = new PrismaClient({ adapter, queryPlanCacheMaxSize: MOST_PLANS }).$extends(
    queryRules(noteWrite),
  ) as unknown as PrismaClient
  return { client, use: (adapter) => void (current = adapter) }
}

function connect({ url, folder, memory, limits }: OpenOptions): Promise<Connection> {
  if (memory) return connectMemory(memory === true ? undefined : memory)
  const address = url ?? (folder === undefined ? env().DATABASE_URL : undefined)
  return address ? connectServer(address, limits) : connectFolder(folder ?? path.resolve(env().DATA_DIR, 'pg'))
}

const inTransaction = new AsyncLocalStorage<true>()

const inBackground = new AsyncLocalStorage<true>()

/** Runs work that nobody waits for: its statements may take longer, and it leaves the requests their connections. */
export const background = <T>(work: () => Promise<T>): Promise<T> => inBackground.run(true, work)

const writes = new AsyncLocalStorage<{ wrote: boolean }>()

/** Runs one request; afterwards `wrote` tells whether it changed anything for certain. */
export function watchingWrites<T>(work: (writes: Readonly<{ wrote: boolean }>) => T): T {
  const watched = { wrote: false }
  return writes.run(watched, () => work(watched))
}

/** A write inside a transaction counts once the transaction is committed. */
function noteWrite() {
  const watched = writes.getStore()
  if (watched && !inTransaction.getStore()) watched.wrote = true
}

/** The process's client. Inside `transaction` it throws: on the embedded database it would wait for itself for ever. */
export function db(): PrismaClient {
  if (inTransaction.getStore())
    throw new Error('db() was called inside a transaction; use the client that transaction() gives')
  return inBackground.getStore() ? open().background : open().client
}

/** The database before Prisma, for migrations, drift checks and backups. */
export const connection = (): Connection => open().connection

function open(): Open {
  const found = current()
  if (!found) throw new Error('openDatabase() has not been called')
  return found
}

/** The database if it is open: what readiness asks. */
export const openConnection = (): Connection | undefined => current()?.connection

export async function closeDatabase(): Promise<void> {
  const found = current()
  if (!found) return
  place[KEY] = undefined
  await found.client.$disconnect()
  if (found.background !== found.client) await found.background.$disconnect()
  await found.connection.close()
}

export type TransactionOptions = {
  isolationLevel?: Prisma.TransactionIsolationLevel
  attempts?: number
  timeout?: number
}

const ATTEMPTS = 8
const MAX_WAIT_MS = 15_000
const TIMEOUT_MS = 30_000

/**
 * Nearly every transaction writes to the audit chain, so whoever has lost once takes its head before it looks at
 * anything: then it cannot lose to another of them again. LOCK TABLE waits before the transaction's snapshot is taken.
 */
const AHEAD_OF_OTHERS = 'LOCK TABLE "AuditHead" IN EXCLUSIVE MODE'

/**
 * Runs `work` in one serialisable transaction. On a server two that conflict cannot both go through: the loser is run
 * again from the start, so `work` must do nothing but read and write through `tx`. A failure that `work` returns
 * (`{ ok: false }`) undoes what it wrote, as a throw would.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
  const client = db()
  const {
    isolationLevel = Prisma.TransactionIsolationLevel.Serializable,
    attempts = ATTEMPTS,
    timeout = TIMEOUT_MS,
  } = options
  for (let attempt = 1; ; attempt++) {
    let sent = false
    try {
      const run = async (tx: Tx) => {
        if (attempt > 1) await tx.$executeRawUnsafe(AHEAD_OF_OTHERS)
        const result = await inTransaction.run(true, () => work(tx))
        if (isFailure(result)) throw new Undone(result)
        sent = true
        return result
      }
      const result = await client.$transaction(run, { isolationLevel, timeout, maxWait: MAX_WAIT_MS })
      noteWrite()
      return result
    } catch (error) {
      if (error instanceof Undone) return error.result as T
      // Until the work has ended no COMMIT was sent, whatever became of the connection.
      if (attempt >= attempts || !isConflict(error))
        throw asUnavailable(error, sent ? undefined : 'not-committed') ?? error
      await wait(Math.random() * 10 * 2 ** attempt)
    }
  }
}

/** Carries a returned failure out of the transaction that it undoes. */
class Undone extends Error {
  readonly result: unknown
  constructor(result: unknown) {
    super('undone')
    this.result = result
  }
}

const isFailure = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && (result as { ok?: unknown }).ok === false

const CONFLICTS = new Set(['P2034', '40001', '40P01'])

/** A serialisation failure or a deadlock, in whichever of its shapes: Prisma's code, or the database's inside. */
export function isConflict(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false
  const { code, originalCode, kind, cause, meta } = error as Record<string, unknown>
  if (CONFLICTS.has(String(code)) || CONFLICTS.has(String(originalCode)) || kind === 'TransactionWriteConflict')
    return true
  return (
    isConflict(cause, depth + 1) ||
    isConflict((meta as Record<string, unknown> | undefined)?.driverAdapterError, depth + 1)
  )
}
