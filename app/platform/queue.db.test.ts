import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { databaseKind } from '../../test/setup/database'
import { db, transaction } from './db.server'
import { logger } from './logger.server'
import { enqueue, type JobHandlers, type NewJob, type Queue, type QueueOptions, startQueue } from './queue.server'

const open: Queue[] = []
const start = (handlers: JobHandlers, options: QueueOptions = {}) => {
  const queue = startQueue(handlers, { pollMs: 20, graceMs: 100, backoffMs: 10, ...options })
  open.push(queue)
  return queue
}
const put = (job: Partial<NewJob> = {}) =>
  transaction((tx) => enqueue(tx, { name: 'note', organisationId: null, payload: {}, ...job }))
const rows = () => db().queueJob.findMany({ orderBy: { id: 'asc' } })

async function until(reached: () => boolean | Promise<boolean>) {
  const end = Date.now() + 10_000
  while (!(await reached())) {
    if (Date.now() > end) throw new Error('it never happened')
    await wait(10)
  }
}

beforeEach(async () => void (await db().queueJob.deleteMany()))
afterEach(async () => void (await Promise.all(open.splice(0).map((queue) => queue.stop()))))

test('a job runs with its payload, once, soon after its transaction has ended', async () => {
  const seen: unknown[] = []
  start({ note: { run: async (payload, { attempt }) => void seen.push([payload, attempt]) } }, { pollMs: 60_000 })
  await wait(50)
  await put({ payload: { applicationId: 7 } })
  await until(() => seen.length > 0)
  await until(async () => (await rows())[0]?.state === 'done')
  expect(seen).toEqual([[{ applicationId: 7 }, 1]])
})

test('a job of a transaction that was taken back never was', async () => {
  const cause = transaction(async (tx) => {
    await enqueue(tx, { name: 'note', organisationId: null, payload: {} })
    throw new Error('no')
  })
  await expect(cause).rejects.toThrow('no')
  expect(await rows()).toEqual([])
})

test('jobs of one key are gathered while they wait: newest payload, earliest time', async () => {
  const early = new Date(Date.now() + 60_000)
  await put({ key: 'k', payload: 1, runAt: early })
  await put({ key: 'k', payload: 2, runAt: new Date(Date.now() + 120_000) })
  await put({ key: 'other', payload: 3, runAt: early })
  expect((await rows()).map(({ payload, runAt }) => [payload, runAt.getTime()])).toEqual([
    ['2', early.getTime()],
    ['3', early.getTime()],
  ])
})

test('of one key only one runs at a time, however many servers there are', async () => {
  let now = 0
  let most = 0
  let runs = 0
  const note = {
    run: async () => {
      most = Math.max(most, ++now)
      await wait(30)
      now--
      runs++
    },
  }
  const [first] = [start({ note }), start({ note })]
  for (let i = 0; i < 8; i++) {
    await put({ key: 'k' })
    // What follows is gathered behind a job that runs, however long the first took to begin.
    if (i === 0) await until(() => now + runs > 0)
    await wait(15)
  }
  await first.drain()
  await until(async () => (await rows()).every(({ state }) => state === 'done'))
  expect(most).toBe(1)
  expect(runs).toBeGreaterThan(1)
})

test('many jobs among several servers: each exactly once', async () => {
  const seen: unknown[] = []
  const note = { run: async (payload: unknown) => void seen.push(payload) }
  await Promise.all(Array.from({ length: 20 }, (_, i) => put({ payload: i })))
  const queues = [start({ note }), start({ note }), start({ note })]
  await Promise.all(queues.map((queue) => queue.drain()))
  await until(() => seen.length >= 20)
  expect(seen.sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, i) => i))
})

test('a job that throws is tried again, later each time, and then has failed', async () => {
  const at: number[] = []
  start({
    note: {
      attempts: 3,
      run: async () => {
        at.push(Date.now())
        throw new Error('the mail server said no')
      },
    },
  })
  await put()
  await until(async () => (await rows())[0]?.state === 'failed')
  expect(at).toHaveLength(3)
  expect(await rows()).toMatchObject([
    { attempts: 3, lastError: expect.stringMatching(/^Error at .*queue\.db\.test\.ts/) },
  ])
})

test('what is kept and logged of a job that failed holds nothing of what a person wrote', async () => {
  const logged = vi.spyOn(logger, 'warn')
  const run = async () => {
    await db().$queryRaw`SELECT ${'Yara Haddad'}::text::int`
  }
  start({ note: { attempts: 1, run } })
  await put()
  await until(async () => (await rows())[0]?.state === 'failed')
  expect((await rows())[0]?.lastError).toMatch(/^\w+/)
  expect((await rows())[0]?.lastError).not.toMatch(/Yara/)
  expect(logged).toHaveBeenCalled()
  expect(JSON.stringify(logged.mock.calls)).not.toMatch(/Yara/)
  logged.mockRestore()
})

test('a job that outruns its time is told to stop and counts as failed', async () => {
  let told = false
  const run = (_payload: unknown, { signal }: { signal: AbortSignal }) =>
    new Promise<void>((_resolve, reject) =>
      signal.addEventListener('abort', () => {
        told = true
        reject(signal.reason as Error)
      }),
    )
  start({ note: { attempts: 1, timeoutMs: 50, run } })
  await put()
  await until(async () => (await rows())[0]?.state === 'failed')
  expect(told).toBe(true)
  expect((await rows())[0]?.lastError).toBe('it took longer than 0.05 seconds')
})

test('a job that ignores being told to stop is left behind', async () => {
  start({ note: { attempts: 1, timeoutMs: 20, run: () => new Promise<void>(() => {}) } })
  await put()
  await until(async () => (await rows())[0]?.state === 'failed')
})

test('a stop waits for the running job', async () => {
  let ended = false
  let end = () => {}
  const mayEnd = new Promise<void>((resolve) => (end = resolve))
  const queue = start({
    note: {
      run: async () => {
        await mayEnd
        ended = true
      },
    },
  })
  await put()
  await until(async () => (await rows())[0]?.state === 'active')
  const endedBefore = queue.stop().then(() => ended)
  // Time for a stop that does not wait.
  await wait(60)
  end()
  expect(await endedBefore).toBe(true)
  expect((await rows())[0]?.state).toBe('done')
})

test('a stop tells the running job at once, which is then given back', async () => {
  let reason = ''
  const queue = start(
    {
      note: {
        run: (_payload, { signal }) =>
          new Promise<void>((_resolve, reject) =>
            signal.addEventListener('abort', () => {
              reason = (signal.reason as Error).message
              reject(signal.reason as Error)
            }),
          ),
      },
    },
    // As long as a test may take: a stop that waits for this first does not end.
    { graceMs: 10 * 60_000 },
  )
  await put()
  await until(async () => (await rows())[0]?.state === 'active')
  await queue.stop()
  expect(reason).toBe('the server is stopping')
  expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 0, lockedBy: null }])
})

test('a job that does not end before a stop is given back without costing an attempt', async () => {
  const queue = start({ note: { run: () => new Promise<void>(() => {}) } })
  await put()
  await until(async () => (await rows())[0]?.state === 'active')
  await queue.stop()
  expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 0, lockedBy: null }])
})

const died = (changes: object) =>
  db().queueJob.updateMany({ data: { state: 'active', lockedBy: 'a server that is gone', attempts: 1, ...changes } })

test('a job whose process died is run by another once its lease is over', async () => {
  await put()
  await died({ lockedAt: new Date(Date.now() - 60_000) })
  let attempt = 0
  start({ note: { run: async (_payload, context) => void (attempt = context.attempt) } }, { leaseMs: 1000 })
  await until(async () => (await rows())[0]?.state === 'done')
  expect(attempt).toBe(2)
})

test('a job that another server holds is left alone', async () => {
  await put()
  await died({ lockedAt: new Date() })
  let runs = 0
  start({ note: { run: async () => void runs++ } }, { leaseMs: 60_000 })
  // The embedded database has one process: there, whoever held it is gone.
  if (databaseKind() === 'embedded') return until(() => runs === 1)
  await wait(150)
  expect(runs).toBe(0)
})

test('a job that dies with its process every time has failed after its last attempt', async () => {
  await put()
  await died({ lockedAt: new Date(0), attempts: 5 })
  start({ note: { run: async () => {} } }, { leaseMs: 1000 })
  await until(async () => (await rows())[0]?.state === 'failed')
  expect((await rows())[0]?.lastError).toBe('its process ended')
})

test('a failed job is not put back beside a newer one of its key', async () => {
  let runs = 0
  start({
    note: {
      run: async () => {
        if (++runs > 1) return
        await put({ key: 'k', payload: 'newer' })
        throw new Error('once')
      },
    },
  })
  await put({ key: 'k', payload: 'older' })
  await until(async () => (await rows()).length === 2 && (await rows()).every(({ state }) => state === 'done'))
  expect(runs).toBe(2)
})
