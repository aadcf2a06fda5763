import { mustExist } from '~/domain/shared/must-exist'
import { db } from './db.server'

/** Every so many minutes on the clock's grid (10: at :00, :10, :20 …), or once a night at this local time. */
export type Schedule = { everyMinutes: number } | { atNight: `${number}:${number}` }

type Scheduled = Record<string, { schedule?: Schedule }>

/** The key of a job that a schedule put into the queue: one waits, and one runs, on all servers together. */
export const SCHEDULED = 'schedule'

const ATTEMPTS = 5

/** The first time of the schedule after `now`. */
export function nextTime(schedule: Schedule, now: Date): Date {
  if ('everyMinutes' in schedule) {
    const grid = schedule.everyMinutes * 60_000
    return new Date((Math.floor(now.getTime() / grid) + 1) * grid)
  }
  const [hours = Number.NaN, minutes = Number.NaN] = schedule.atNight.split(':').map(Number)
  const next = new Date(now)
  next.setHours(hours, minutes, 0, 0)
  if (next <= now) next.setDate(next.getDate() + 1)
  return next
}

/**
 * Puts the next job of each schedule into the queue where none waits. A job waits under the key of its schedule, so
 * several servers that do this at once make one; a time that passed while no server ran is made up once, at the next
 * start. Times are counted from the database's clock: a server whose clock is late would ask for the same night again.
 */
export async function enqueueScheduledJobs(handlers: Scheduled): Promise<void> {
  const scheduled = Object.entries(handlers).flatMap(([name, { schedule }]) => (schedule ? [{ name, schedule }] : []))
  if (scheduled.length === 0) return
  const [found] = await db().$queryRaw<{ now: Date; waiting: string[] }[]>`
    SELECT now() AS now, ARRAY(SELECT name FROM "QueueJob" WHERE state = 'waiting' AND key = ${SCHEDULED}) AS waiting`
  const { now, waiting } = mustExist(found, 'answer to a SELECT without FROM')
  for (const { name, schedule } of scheduled) {
    if (waiting.includes(name)) continue
    await db().$executeRaw`
      INSERT INTO "QueueJob" (name, payload, key, "runAt", "maxAttempts", "createdAt")
      VALUES (${name}, '{}', ${SCHEDULED}, ${nextTime(schedule, now)}, ${ATTEMPTS}, now())
      ON CONFLICT (name, key) WHERE state = 'waiting' AND key IS NOT NULL DO NOTHING`
  }
}
