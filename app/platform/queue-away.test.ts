import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { administer, startServer, type TestServer } from '../../test/setup/postgres'
import { closeDatabase, db, openDatabase, transaction } from './db.server'
import { logger } from './logger.server'
import { enqueue, startQueue } from './queue.server'
import { REQUEST_LIMITS } from './server-pool.server'

let server: TestServer | undefined
beforeAll(async () => {
  server = process.env.TEST_DATABASE_URL ? undefined : await startServer()
  if (!server?.process) return
  await administer(server.url('postgres'), 'CREATE DATABASE away TEMPLATE template0')
  await openDatabase({ url: server.url('away'), limits: { ...REQUEST_LIMITS, statementMs: 700, readMs: 1_000 } })
}, 120_000)
afterAll(async () => {
  server?.process?.resume()
  await closeDatabase()
  await server?.stop()
}, 60_000)

test(
  'a job that ends while the database is away is recorded once it is back, not run again, and said once',
  { timeout: 60_000 },
  async (context) => {
    const process = server?.process
    if (!process)
      return context.skip('no PostgreSQL that this test may stop: none is installed, or TEST_DATABASE_URL names one')
    const said = vi.spyOn(logger, 'error').mockImplementation(() => {})
    let runs = 0
    const queue = startQueue(
      {
        work: {
          run: async () => {
            runs++
            if (runs === 1) process.pause()
          },
        },
      },
      { pollMs: 100 },
    )
    const add = (payload: number) => transaction((tx) => enqueue(tx, { name: 'work', organisationId: null, payload }))
    const states = async () =>
      (await db().queueJob.findMany({ orderBy: { id: 'asc' } })).map(({ state, attempts }) => [state, attempts])
    await add(1)
    await expect.poll(() => runs, { timeout: 20_000 }).toBe(1)
    // Long enough for many looks of the queue, had it gone on as often as before.
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    process.resume()
    await expect.poll(states, { timeout: 30_000 }).toEqual([['done', 1]])
    await add(2)
    await expect.poll(states, { timeout: 30_000 }).toEqual([
      ['done', 1],
      ['done', 1],
    ])
    expect(runs).toBe(2)
    const lines = said.mock.calls.map(([, line]) => line).filter((line) => /queue/.test(String(line)))
    expect(lines.length).toBeLessThanOrEqual(1)
    await queue.stop()
  },
)
