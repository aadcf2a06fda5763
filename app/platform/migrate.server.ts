import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { type Migration, readMigrations } from './migration-files.server'
import { projectRoot } from './project-root.server'
import { openSchemaEngine } from './schema-engine.server'
import { StartError } from './start-error.server'

/** What migrating needs of a database, embedded or on a server. */
export type MigrationTarget = {
  adapter: SqlMigrationAwareDriverAdapterFactory
  /** Runs a whole script in one transaction. */
  runScript: (sql: string) => Promise<void>
  rows: <T>(sql: string) => Promise<T[]>
}

/** A database that can keep other servers from migrating it at the same time. */
export type Migratable = MigrationTarget & {
  exclusively: <T>(work: (target: MigrationTarget) => Promise<T>) => Promise<T>
}

type Mark = { name: string; checksum: string; finished: boolean; logs: string | null }

export const migrationsFolder = () => path.join(projectRoot(), 'prisma', 'migrations')
export const schemaText = () => readFileSync(path.join(projectRoot(), 'prisma', 'schema.prisma'), 'utf8')

const text = (value: string) => `'${value.replaceAll("'", "''")}'`

/** Brings the database to the newest migration; returns the names applied. Throws a StartError that says what is in the way. */
export async function migrate(
  database: Migratable,
  migrations: readonly Migration[] = readMigrations(migrationsFolder()),
): Promise<string[]> {
  if ((await pending(database, migrations)).length === 0) return []
  return database.exclusively(async (target) => {
    // Another server may have applied them while this one waited for the lock.
    const waiting = await pending(target, migrations)
    return waiting.length === 0 ? [] : apply(target, migrations, waiting)
  })
}

/** The migrations a database still lacks; failed marks that may be tried again count among them. */
export async function pending(
  target: Pick<MigrationTarget, 'rows'>,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const marks = await readMarks(target)
  for (const mark of marks) {
    const known = migrations.find(({ name }) => name === mark.name)
    if (mark.finished && !known)
      throw new StartError(
        `The database is newer than this program: it has the migration ${mark.name}, which is unknown here. Start the newer Assay.`,
      )
    if (mark.finished && known && known.checksum !== mark.checksum)
      throw new StartError(
        `The migration ${mark.name} was changed after it had been applied to this database; restore its file and make the change a new migration.`,
      )
    if (!mark.finished && mark.logs && (!known || known.checksum === mark.checksum))
      throw new StartError(
        `The migration ${mark.name} failed on this database before and has not changed since: ${mark.logs}.`,
      )
  }
  const applied = new Set(marks.filter(({ finished }) => finished).map(({ name }) => name))
  return migrations.filter(({ name }) => !applied.has(name))
}

async function readMarks({ rows }: Pick<MigrationTarget, 'rows'>): Promise<Mark[]> {
  const [table] = await rows<{ there: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`)
  if (!table?.there) return []
  return rows<Mark>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, logs FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  )
}

async function apply(
  target: MigrationTarget,
  migrations: readonly Migration[],
  waiting: readonly Migration[],
): Promise<string[]> {
  let why: string | undefined
  const runScript = async (sql: string) => {
    try {
      await target.runScript(withMark(sql, waiting))
    } catch (error) {
      why = reasonOf(error, sql)
      throw error
    }
  }
  const engine = await openSchemaEngine(target.adapter, runScript, schemaText())
  try {
    // A mark without a finish is of a script that was rolled back whole: it failed, or its process ended under it.
    for (const { name } of (await readMarks(target)).filter(({ finished }) => !finished))
      await engine.markRolledBack(name)
    return await engine.apply(migrations)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'P3005')
      throw new StartError('The database holds tables that Assay did not make; give it an empty database of its own.')
    const failed = (await readMarks(target)).find(({ finished }) => !finished)
    if (!failed || why === undefined) throw error
    // The engine's own log is a trace through its source; what the database said is what helps.
    await target.runScript(
      `UPDATE _prisma_migrations SET logs = ${text(why)} WHERE migration_name = ${text(failed.name)} AND finished_at IS NULL AND rolled_back_at IS NULL`,
    )
    throw new StartError(`The migration ${failed.name} failed and was taken back whole: ${why}.`)
  } finally {
    engine.close()
  }
}

/** What the database said, and in which line of the script where it tells. */
function reasonOf(error: unknown, sql: string) {
  const { message, position } = error as Error & { position?: string }
  if (!position) return message
  return `line ${sql.slice(0, Number(position) - 1).split('\n').length}: ${message}`
}

/** Script and mark in one transaction: a process that ends between the two would leave an applied migration marked as failed. */
function withMark(sql: string, waiting: readonly Migration[]) {
  const migration = waiting.find((candidate) => candidate.sql === sql)
  if (!migration) return sql
  return `${sql}\n;UPDATE _prisma_migrations SET finished_at = now() WHERE migration_name = ${text(migration.name)} AND finished_at IS NULL AND rolled_back_at IS NULL;`
}

/** SQL that a migrated database lacks of the schema; null where they agree. */
export async function drift(target: MigrationTarget): Promise<string | null> {
  const engine = await openSchemaEngine(target.adapter, target.runScript, schemaText())
  try {
    return await engine.difference()
  } finally {
    engine.close()
  }
}
