import { closeDatabase, openDatabase } from '~/platform/db.server'
import { connectMemory, connectServer, type Connection } from '~/platform/connection.server'
import { migrate, migrationsFolder } from '~/platform/migrate.server'
import { readMigrations } from '~/platform/migration-files.server'
import { freshDatabase } from './database'

/**
 * Opens the process's database as an upgrade finds it: with the migrations before `migration` applied and the rows that
 * `write` puts there, after which opening applies the rest. Returns how to close and drop it.
 */
export async function openFromEarlier(
  migration: string,
  write: (old: Connection) => Promise<void>,
): Promise<() => Promise<void>> {
  await closeDatabase()
  const fresh = await freshDatabase({ migrated: false })
  const { memory, url } = fresh.options
  const old = url ? await connectServer(url) : await connectMemory(memory as Blob)
  const all = readMigrations(migrationsFolder())
  if (!all.some(({ name }) => name === migration)) throw new Error(`There is no migration ${migration}`)
  await migrate(
    old,
    all.filter(({ name }) => name < migration),
  )
  await write(old)
  let options = fresh.options
  if (old.kind === 'embedded')
    options = { memory: new Blob([Buffer.from(await old.dump!())], { type: 'application/x-tar' }) }
  await old.close()
  await openDatabase(options)
  return async () => {
    await closeDatabase()
    await fresh.drop()
  }
}
