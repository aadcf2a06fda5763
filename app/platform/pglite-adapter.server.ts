import type { ParserOptions, PGlite, Transaction as PGliteTransaction } from '@electric-sql/pglite'
import {
  DriverAdapterError,
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type Transaction,
} from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { createMutex } from './mutex.server'
import { preparedStatements, type Rows, type Statements } from './pglite-statements.server'

/** What the published adapter uses of PGlite, or of one of its transactions. */
type Client = {
  query: (sql: string, values: unknown[], options: { parsers: ParserOptions }) => Promise<Rows>
  exec: PGliteTransaction['exec']
}

type Inner = SqlDriverAdapter & {
  onError: (error: unknown) => never
  performIO: (query: SqlQuery) => Promise<unknown>
}

/** As long as a request may wait for others; Prisma gives up on beginning a transaction at the same time. */
const LONGEST_WAIT_MS = 15_000

/**
 * The published adapter with two faults cured: a COMMIT that fails (a deferred constraint) was reported as a success,
 * and the isolation level was set before the transaction began. And nobody waits for longer than `longestWaitMs` while
 * the one session is busy with somebody else's transaction.
 */
export function pgliteAdapter(
  pg: PGlite,
  { longestWaitMs = LONGEST_WAIT_MS } = {},
): SqlMigrationAwareDriverAdapterFactory {
  const statements = preparedStatements(pg)
  const factory = new PrismaPGlite(clientOver(statements, pg) as unknown as PGlite)
  const turns = createMutex(longestWaitMs)
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const inner = (await factory.connect()) as Inner
      return Object.assign(Object.create(inner) as Inner, {
        async performIO(query: SqlQuery) {
          const end = await turns.acquire()
          try {
            return await inner.performIO(query)
          } finally {
            end()
          }
        },
        async startTransaction(level?: IsolationLevel) {
          const end = await turns.acquire()
          return startTransaction(pg, inner, level, statements, end)
        },
      })
    },
  }
}

const clientOver = (statements: Statements, pg: PGlite, tx?: PGliteTransaction): Client => ({
  exec: (sql, options) => (tx ?? pg).exec(sql, options),
  query: (sql, values, { parsers }) => statements.run(sql, values, parsers, tx),
})

async function startTransaction(
  pg: PGlite,
  inner: Inner,
  level: IsolationLevel | undefined,
  statements: Statements,
  over: () => void,
): Promise<Transaction> {
  let finish: () => void = () => {}
  const finished = new Promise<void>((resolve) => (finish = resolve))
  let failed = false
  return new Promise((resolve, reject) => {
    const whole = pg.transaction(async (tx) => {
      if (level) await tx.exec(`SET TRANSACTION ISOLATION LEVEL ${level}`)
      resolve(
        within(
          inner,
          clientOver(statements, pg, tx),
          () => end(tx, true),
          () => end(tx, false),
        ),
      )
      await finished
    })
    void whole.then(over, over)
    whole.catch((error: unknown) => {
      failed = true
      reject(error)
    })
    const end = async (tx: PGliteTransaction, commit: boolean) => {
      if (!commit && !failed) await tx.rollback()
      finish()
      if (!commit) return whole.catch(() => {})
      await whole.catch((error: unknown) => {
        if (isAborted(error))
          throw new DriverAdapterError({
            kind: 'TransactionAlreadyClosed',
            cause: 'the transaction had failed and was rolled back',
          })
        inner.onError(error)
      })
    }
  })
}

const isAborted = (error: unknown) => (error as Error).constructor.name === 'TransactionAbortedError'

function within(inner: Inner, tx: Client, commit: () => Promise<void>, rollback: () => Promise<void>): Transaction {
  const savepoint = async (statement: string) => void (await tx.exec(statement))
  return Object.create(inner, {
    client: { value: tx },
    options: { value: { usePhantomQuery: true } },
    commit: { value: commit },
    rollback: { value: rollback },
    createSavepoint: { value: (name: string) => savepoint(`SAVEPOINT ${name}`) },
    rollbackToSavepoint: { value: (name: string) => savepoint(`ROLLBACK TO SAVEPOINT ${name}`) },
    releaseSavepoint: { value: (name: string) => savepoint(`RELEASE SAVEPOINT ${name}`) },
  }) as Transaction
}
