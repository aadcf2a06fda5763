import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseKind, freshDatabase } from '../../test/setup/database'
import { type Connection, connectMemory, connectServer } from './connection.server'
import { migrate, pending } from './migrate.server'
import type { Migration } from './migration-files.server'
import { StartError } from './start-error.server'

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
})
const first = migration('20260101000000_first', 'CREATE TABLE one (id int PRIMARY KEY);')
const broken = migration('20260102000000_second', 'CREATE TABLE two (id int);\nINSERT INTO nowhere VALUES (1);')
const mended = migration(broken.name, 'CREATE TABLE two (id int);')

let open: Connection[] = []
let fresh: Awaited<ReturnType<typeof freshDatabase>>
let database: Connection

const connect = async () => {
  const { url, memory } = fresh.options
  const connection = url ? await connectServer(url) : await connectMemory(memory as Blob)
  open.push(connection)
  return connection
}

beforeEach(async () => {
  fresh = await freshDatabase({ migrated: false })
  database = await connect()
})
afterEach(async () => {
  for (const connection of open) await connection.close()
  open = []
  await fresh.drop()
})

const tables = async () =>
  (
    await database.rows<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    )
  ).map(({ name }) => name)
const marks = () =>
  database.rows(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS back FROM _prisma_migrations ORDER BY started_at`,
  )
const refusal = async (migrations: Migration[]) => {
  const error: unknown = await migrate(database, migrations).then(
    () => 'migrated',
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(StartError)
  return (error as StartError).message
}

test('what is pending is applied once, in order, and recorded as Prisma records it', async () => {
  const both = [first, mended]
  expect(await migrate(database, both)).toEqual([first.name, mended.name])
  expect(await migrate(database, both)).toEqual([])
  const rows = await database.rows(
    `SELECT migration_name, checksum, applied_steps_count, logs, rolled_back_at FROM _prisma_migrations ORDER BY 1`,
  )
  expect(rows).toEqual(
    both.map(({ name, checksum }) => ({
      migration_name: name,
      checksum,
      applied_steps_count: 1,
      logs: null,
      rolled_back_at: null,
    })),
  )
})

test('a migration that fails leaves nothing behind but its mark, and says which and why', async () => {
  expect(await refusal([first, broken])).toMatch(
    /^The migration 20260102000000_second failed and was taken back whole: line 2: .*nowhere.*\.$/,
  )
  expect(await tables()).toEqual(['_prisma_migrations', 'one'])
  expect(await marks()).toMatchObject([{ finished: true }, { name: broken.name, finished: false, back: false }])
})

test('a start with the failed file unchanged refuses again; with it changed, it goes through', async () => {
  await refusal([first, broken])
  expect(await refusal([first, broken])).toMatch(
    /20260102000000_second failed on this database before and has not changed since: .*nowhere/,
  )
  expect(await migrate(database, [first, mended])).toEqual([mended.name])
  expect(await marks()).toEqual([
    { name: first.name, finished: true, back: false },
    { name: broken.name, finished: false, back: true },
    { name: broken.name, finished: true, back: false },
  ])
})

test('a changed file that fails as well leaves a mark of its own', async () => {
  await refusal([first, broken])
  const worse = migration(broken.name, 'CREATE TABLE three (id int); SELECT 1/0;')
  expect(await refusal([first, worse])).toMatch(/failed and was taken back whole: .*division by zero/)
  expect(await refusal([first, worse])).toMatch(/has not changed since: .*division by zero/)
  expect(await tables()).toEqual(['_prisma_migrations', 'one'])
})

test('a process that ends under a migration costs nothing: the next start applies it', async () => {
  await migrate(database, [first])
  await database.runScript(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('00000000-0000-0000-0000-000000000001', '${mended.checksum}', '${mended.name}')`,
  )
  expect(await migrate(database, [first, mended])).toEqual([mended.name])
})

test('function bodies, strings and comments may hold semicolons', async () => {
  const bodies = migration(
    '20260103000000_bodies',
    `CREATE TABLE audit (id int PRIMARY KEY, note text); -- one; two
CREATE FUNCTION deny() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append only; no changes'; END; $$;
CREATE TRIGGER deny BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION deny();
INSERT INTO audit VALUES (1, 'a;b'); -- the end`,
  )
  await migrate(database, [bodies])
  expect(await database.rows('SELECT note FROM audit')).toEqual([{ note: 'a;b' }])
  await expect(database.runScript('DELETE FROM audit')).rejects.toThrow(/append only/)
})

test('a database newer than the program is refused with a sentence', async () => {
  await migrate(database, [first, mended])
  expect(await refusal([first])).toBe(
    'The database is newer than this program: it has the migration 20260102000000_second, which is unknown here. Start the newer Assay.',
  )
})

test('an applied migration whose file has changed is refused with a sentence', async () => {
  await migrate(database, [first])
  const changed = migration(first.name, `${first.sql} -- better`)
  expect(await refusal([changed])).toMatch(/^The migration 20260101000000_first was changed after it had been applied/)
})

test("a database with somebody else's tables is left alone", async () => {
  await database.runScript('CREATE TABLE theirs (id int)')
  expect(await refusal([first])).toMatch(/holds tables that Assay did not make/)
})

test('pending tells what is missing without touching anything', async () => {
  expect(await pending(database, [first, mended])).toEqual([first, mended])
  expect(await tables()).toEqual([])
})

test('several servers that start at once migrate one after the other', async () => {
  if (databaseKind() !== 'server') return
  const slow = migration('20260104000000_slow', 'SELECT pg_sleep(0.3); CREATE TABLE slow (id int);')
  const others = await Promise.all([connect(), connect(), connect()])
  const applied = await Promise.all(others.map((connection) => migrate(connection, [first, slow])))
  expect(applied.map((names) => names.length).sort()).toEqual([0, 0, 2])
  expect(await marks()).toHaveLength(2)
})
