import { expect, test } from 'vitest'
import { connection } from './db.server'
import { drift, schemaText } from './migrate.server'
import { openSchemaEngine } from './schema-engine.server'

const lines = async (sql: string) => (await connection().rows<{ line: string }>(sql)).map(({ line }) => line)
// PostgreSQL's versions break and bracket the same definition differently.
const plain = (line: string) => line.replace(/\s+/g, ' ').replace(/public\./g, '')

const CHECKS = `SELECT 'check ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS line
  FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace`
const TRIGGERS = `SELECT 'trigger ' || tgrelid::regclass || ' ' || pg_get_triggerdef(oid) AS line
  FROM pg_trigger WHERE NOT tgisinternal`
const FUNCTIONS = `SELECT 'function ' || proname || '(' || pg_get_function_arguments(oid) || ') ' || md5(regexp_replace(prosrc, '\\s+', ' ', 'g')) AS line
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace`
const PARTIAL_INDEXES = `SELECT 'index ' || pg_get_indexdef(i.indexrelid) AS line
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE c.relnamespace = 'public'::regnamespace AND (i.indpred IS NOT NULL OR i.indexprs IS NOT NULL)`

test('the database has no more and no less than the schema says', async () => {
  expect(await drift(connection())).toBeNull()
})

test('a difference between database and schema is seen', async () => {
  await connection().runScript('CREATE TABLE surplus (id int PRIMARY KEY)')
  expect(await drift(connection())).toMatch(/DROP TABLE "surplus"/)
  await connection().runScript('DROP TABLE surplus')
})

test('what the schema cannot say is there, exactly: checks, triggers, functions, partial indexes', async () => {
  const found = [
    ...(await lines(CHECKS)),
    ...(await lines(TRIGGERS)),
    ...(await lines(FUNCTIONS)),
    ...(await lines(PARTIAL_INDEXES)),
  ]
  await expect(`${found.map(plain).sort().join('\n')}\n`).toMatchFileSnapshot('../../test/golden/catalogue.txt')
})

const KEYED = `SELECT c.oid::regclass::text AS line FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname = 'organisationId' AND c.relname <> 'QueueJob' ORDER BY 1`

test('every table of an organisation has its key first in the primary key, and a guard against moving', async () => {
  const keyed = await lines(KEYED)
  expect(keyed.length).toBeGreaterThan(30)
  const first =
    await lines(`SELECT i.indrelid::regclass::text AS line FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indisprimary AND a.attname = 'organisationId' ORDER BY 1`)
  expect(first).toEqual(keyed)
  const guarded = await lines(
    `SELECT tgrelid::regclass::text AS line FROM pg_trigger WHERE tgname = 'keep_organisation' AND tgenabled = 'O' ORDER BY 1`,
  )
  expect(guarded).toEqual(keyed)
})

test('every reference between tables of an organisation carries the organisation on both sides', async () => {
  const loose = await lines(`SELECT conrelid::regclass || '.' || conname AS line FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND confrelid <> '"Organisation"'::regclass
      AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = conrelid AND a.attnum = ANY(conkey) AND a.attname = 'organisationId')`)
  expect(loose).toEqual([])
})

test('the SQL written for a changed schema brings the database to it', async () => {
  const { adapter, runScript } = connection()
  const schema = `${schemaText()}\nmodel Surplus {\n  id   Int    @id @default(autoincrement())\n  note String\n}\n`
  const engine = await openSchemaEngine(adapter, runScript, schema)
  const sql = await engine.difference()
  expect(sql).toMatch(/CREATE TABLE "Surplus"/)
  await runScript(sql!)
  expect(await engine.difference()).toBeNull()
  engine.close()
  await runScript('DROP TABLE "Surplus"')
})
