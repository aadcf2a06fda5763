import type { PGlite, Transaction as PGliteTransaction } from '@electric-sql/pglite'
import {
  DriverAdapterError,
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type Transaction,
} from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'

type Inner = SqlDriverAdapter & { onError: (error: unknown) => never }

/**
 * The published adapter with two faults cured: a COMMIT that fails (a deferred constraint) was reported as a success,
 * and the isolation level was set before the transaction began.
 */
export function pgliteAdapter(pg: PGlite): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPGlite(pg)
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const inner = (await factory.connect()) as Inner
      return Object.assign(Object.create(inner) as Inner, {
        startTransaction: (level?: IsolationLevel) => startTransaction(pg, inner, level),
      })
    },
  }
}

async function startTransaction(pg: PGlite, inner: Inner, level: IsolationLevel | undefined): Promise<Transaction> {
  let finish: () => void = () => {}
  const finished = new Promise<void>((resolve) => (finish = resolve))
  let failed = false
  return new Promise((resolve, reject) => {
    const whole = pg.transaction(async (tx) => {
      if (level) await tx.exec(`SET TRANSACTION ISOLATION LEVEL ${level}`)
      resolve(within(inner, tx, end))
      await finished
    })
    whole.catch((error: unknown) => {
      failed = true
      reject(error as Error)
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

function within(
  inner: Inner,
  tx: PGliteTransaction,
  end: (tx: PGliteTransaction, commit: boolean) => Promise<void>,
): Transaction {
  const savepoint = async (statement: string) => void (await tx.exec(statement))
  return Object.create(inner, {
    client: { value: tx },
    options: { value: { usePhantomQuery: true } },
    commit: { value: () => end(tx, true) },
    rollback: { value: () => end(tx, false) },
    createSavepoint: { value: (name: string) => savepoint(`SAVEPOINT ${name}`) },
    rollbackToSavepoint: { value: (name: string) => savepoint(`ROLLBACK TO SAVEPOINT ${name}`) },
    releaseSavepoint: { value: (name: string) => savepoint(`RELEASE SAVEPOINT ${name}`) },
  }) as Transaction
}
