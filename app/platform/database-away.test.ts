import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { administer, startServer, type TestServer } from '../../test/setup/postgres'
import { closeDatabase, db, openDatabase, transaction } from './db.server'
import { readiness } from './readiness.server'
import { REQUEST_LIMITS } from './server-pool.server'
import { asUnavailable, DatabaseUnavailable } from './unavailable.server'

const LIMITS = { ...REQUEST_LIMITS, statementMs: 1_000, lockMs: 500, readMs: 1_500, max: 3 }

let server: TestServer | undefined
beforeAll(async () => {
  server = process.env.TEST_DATABASE_URL ? undefined : await startServer()
  if (!server?.process) return
  await administer(server.url('postgres'), 'CREATE DATABASE away TEMPLATE template0')
  await openDatabase({ url: server.url('away'), limits: LIMITS, migrate: false })
  await administer(server.url('away'), 'CREATE TABLE kept (key text PRIMARY KEY)')
}, 120_000)
afterEach(() => server?.process?.resume())
afterAll(async () => {
  await closeDatabase()
  await server?.stop()
})

/** A server to stop and end; without one the test is skipped, saying so. */
const ours = (context: { skip: (note: string) => never }) =>
  server?.process ??
  context.skip('no PostgreSQL that this test may stop: none is installed, or TEST_DATABASE_URL names one')

const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'it succeeded',
    (error: unknown) => error,
  )
const away = async (work: Promise<unknown>) => {
  const error = await failureOf(work)
  expect(error).toBeInstanceOf(DatabaseUnavailable)
  const { reason, outcome } = error as DatabaseUnavailable
  return `${reason}, ${outcome}`
}
const insert = (key: string) => db().$executeRaw`INSERT INTO kept VALUES (${key}) ON CONFLICT DO NOTHING`
const count = async (key: string) =>
  (await db().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM kept WHERE key = ${key}`)[0]!.n

test.for([
  ['25006', 'read-only, not-committed'],
  ['53100', 'disk-full, not-committed'],
  ['53300', 'connections, not-committed'],
  ['55P03', 'busy, not-committed'],
  ['57014', 'timeout, not-committed'],
  ['57P01', 'stopping, unknown'],
  ['57P03', 'starting, not-committed'],
  ['58030', 'disk-failed, unknown'],
])('what the server says with %s is the database being away', async ([code, expected], context) => {
  ours(context)

  const raise = `DO $$ BEGIN RAISE EXCEPTION 'as if' USING ERRCODE = '${code}'; END $$`
  expect(await away(db().$executeRawUnsafe(raise))).toBe(expected)
  // Nothing was sent that could have committed.
  expect(await away(transaction((tx) => tx.$executeRawUnsafe(raise)))).toBe(`${expected!.split(',')[0]}, not-committed`)
})

test('other failures of a statement stay what they are', async (context) => {
  ours(context)
  for (const code of ['23505', '22P02', '40001', 'P0001']) {
    const error = await failureOf(
      db().$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'Query read timeout' USING ERRCODE = '${code}'; END $$`),
    )
    expect(error).toBeInstanceOf(Error)
    expect(asUnavailable(error)).toBeNull()
  }
})

test('a slow statement and a held lock end in time', async (context) => {
  ours(context)
  expect(await away(db().$queryRaw`SELECT 1 AS one FROM (SELECT pg_sleep(30)) s`)).toBe('timeout, not-committed')
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  let locked = () => {}
  const isLocked = new Promise<void>((resolve) => (locked = resolve))
  const holder = transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE kept IN ACCESS EXCLUSIVE MODE`
    locked()
    await held
  })
  await isLocked
  expect(await away(insert('locked'))).toBe('busy, not-committed')
  release()
  await holder
})

test(
  'while the server is stopped nothing waits without end, and afterwards all goes on',
  { timeout: 60_000 },
  async (context) => {
    const process = ours(context)
    expect(await count('paused')).toBe(0)
    process.pause()
    expect(await readiness()).toBe('the database does not answer')
    expect(await away(db().$queryRaw`SELECT 1 AS one`)).toMatch(/^(timeout|connections), /)
    // Whether this one is written is not known, and is not said: only the key decides.
    expect(await away(insert('paused'))).toMatch(/^(timeout|connections), /)
    // More than the pool holds: they wait for a connection or for an answer, each with an end.
    const many = await Promise.all(
      Array.from({ length: 8 }, () => away(transaction((tx) => tx.$queryRaw`SELECT 1 AS one`))),
    )
    for (const one of many) expect(one).toMatch(/not-committed$/)
    process.resume()
    await expect.poll(() => readiness().then((problem) => problem !== 'the database does not answer')).toBe(true)
    await insert('paused')
    expect(await count('paused')).toBe(1)
  },
)

test('a COMMIT that is not answered is neither saved nor not saved', { timeout: 60_000 }, async (context) => {
  const process = ours(context)
  const outcome = await away(
    transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO kept VALUES ('commit')`
      process.pause()
    }),
  )
  expect(outcome).toBe('timeout, unknown')
  process.resume()
  // The same key again: once, whatever became of the first.
  await insert('commit')
  expect(await count('commit')).toBe(1)
})

test('a transaction whose connection ends before its COMMIT is surely not saved', async (context) => {
  ours(context)
  const outcome = await away(
    transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO kept VALUES ('ended')`
      const [me] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
      await administer(server!.url('away'), `SELECT pg_terminate_backend(${me!.pid})`)
      await tx.$executeRaw`INSERT INTO kept VALUES ('ended too')`
    }),
  )
  expect(outcome).toMatch(/not-committed$/)
  expect(await count('ended')).toBe(0)
})

test('a server that has ended is unreachable', async (context) => {
  await ours(context).kill()
  expect(await away(db().$queryRaw`SELECT 1 AS one`)).toMatch(/^(unreachable|stopping|starting)/)
  expect(await away(transaction((tx) => tx.$queryRaw`SELECT 1 AS one`))).toMatch(/not-committed$/)
  expect(await readiness()).toMatch(/^the database/)
})
