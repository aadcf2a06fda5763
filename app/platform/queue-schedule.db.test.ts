import { beforeEach, expect, test } from 'vitest'
import { db } from './db.server'
import { enqueueScheduledJobs, nextTime, SCHEDULED } from './queue-schedule.server'
import { startQueue, type JobHandlers } from './queue.server'

const rows = () => db().queueJob.findMany({ orderBy: { id: 'asc' } })
const nightly = { tidy: { run: async () => {}, schedule: { atNight: '02:20' } } } satisfies JobHandlers

beforeEach(async () => void (await db().queueJob.deleteMany()))

test('the next time of a schedule lies on the clock’s grid, or at the next night', () => {
  const at = (text: string) => new Date(`2026-11-29T${text}`)
  expect(nextTime({ everyMinutes: 10 }, at('10:03:00'))).toEqual(at('10:10:00'))
  expect(nextTime({ everyMinutes: 10 }, at('10:10:00'))).toEqual(at('10:20:00'))
  expect(nextTime({ atNight: '02:20' }, at('02:19:59'))).toEqual(at('02:20:00'))
  expect(nextTime({ atNight: '02:20' }, at('02:20:00'))).toEqual(new Date('2026-11-30T02:20:00'))
  expect(nextTime({ atNight: '02:20' }, at('23:00:00'))).toEqual(new Date('2026-11-30T02:20:00'))
})

test('however many servers keep a schedule, one job waits', async () => {
  await Promise.all(Array.from({ length: 5 }, () => enqueueScheduledJobs(nightly)))
  await enqueueScheduledJobs(nightly)
  const waiting = await rows()
  expect(waiting).toMatchObject([{ name: 'tidy', key: SCHEDULED, organisationId: null, state: 'waiting' }])
  expect(waiting[0]!.runAt.getTime()).toBeGreaterThan(Date.now())
  expect(waiting[0]!.runAt.getTime()).toBeLessThanOrEqual(Date.now() + 25 * 60 * 60_000)
})

test('a night that passed while no server ran is made up once by two servers, and the next one waits', async () => {
  let runs = 0
  const handlers = { tidy: { run: async () => void runs++, schedule: { atNight: '02:20' as const } } }
  await enqueueScheduledJobs(handlers)
  await db().queueJob.updateMany({ data: { runAt: new Date(Date.now() - 40 * 60 * 60_000) } })
  const queues = [startQueue(handlers, { pollMs: 20 }), startQueue(handlers, { pollMs: 20 })]
  try {
    await Promise.all(queues.map((queue) => queue.drain()))
    await enqueueScheduledJobs(handlers)
    await Promise.all(queues.map((queue) => queue.drain()))
  } finally {
    await Promise.all(queues.map((queue) => queue.stop()))
  }
  expect(runs).toBe(1)
  expect((await rows()).map(({ state }) => state)).toEqual(['done', 'waiting'])
})
