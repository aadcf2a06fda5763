import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { mustExist } from '~/domain/shared/must-exist'
import { Prisma } from '~/generated/prisma/client.ts'
import { background, connection, db, type Tx } from './db.server'
import { logger } from './logger.server'
import { enqueueScheduledJobs, type Schedule } from './queue-schedule.server'
import { shortFailure } from './short-failure.server'
import { DatabaseUnavailable } from './unavailable.server'

export type NewJob = {
  name: string
  organisationId: number | null
  /** Ids only: a payload outlives neither its job nor an erasure, but nobody should have to look into it. */
  payload: unknown
  /** At most one job of a name and key waits, and at most one runs, on all servers together. */
  key?: string
  runAt?: Date
  /** From now on, by the clock of the database: a server whose clock is ahead would put the job off. */
  afterMs?: number
}

export type JobContext = { id: number; organisationId: number | null; attempt: number; signal: AbortSignal }
export type JobHandler = {
  run: (payload: unknown, context: JobContext) => Promise<void>
  attempts?: number
  timeoutMs?: number
  /** Runs by itself at these times, once on all servers together. */
  schedule?: Schedule
}
export type JobHandlers = Record<string, JobHandler>

export type Queue = {
  /**
   * Tells the running jobs to stop, through their signal, and ends when they have. Those that have not finished are
   * given back to be run again, and those that ignore the signal are left behind after `graceMs`.
   */
  stop: () => Promise<void>
  /** Runs what is due until nothing is; for tests and commands that wait for their own jobs. */
  drain: () => Promise<void>
}

export type QueueOptions = {
  concurrency?: number
  pollMs?: number
  leaseMs?: number
  graceMs?: number
  backoffMs?: number
}

const ATTEMPTS = 5
const TIMEOUT_MS = 10 * 60_000
/** How long a stop waits for the ends of its jobs to be recorded. */
const RECORD_WITHIN_MS = 4_000
const LONGEST_BACKOFF_MS = 60 * 60_000
/** While the database is away it is asked less and less often, up to this. */
const LONGEST_PAUSE_MS = 30_000
const wakers = new Set<() => void>()

/**
 * Puts a job into the queue in the transaction that causes it, so that it exists if and only if its cause does. A job
 * of the same name and key that still waits takes the newer payload and the earlier of the two times instead.
 */
export async function enqueue(tx: Tx, { name, organisationId, payload, key, runAt, afterMs }: NewJob): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "QueueJob" (name, "organisationId", payload, key, "runAt", "maxAttempts", "createdAt")
    VALUES (${name}, ${organisationId}, ${JSON.stringify(payload)}, ${key ?? null}, coalesce(${runAt ?? null}::timestamptz, now() + ${afterMs ?? 0}::float8 * interval '1 millisecond'), ${ATTEMPTS}, now())
    ON CONFLICT (name, key) WHERE state = 'waiting' AND key IS NOT NULL
    DO UPDATE SET payload = EXCLUDED.payload, "runAt" = least("QueueJob"."runAt", EXCLUDED."runAt")`
  for (const wake of wakers) wake()
}

type Claimed = { id: number; name: string; organisationId: number | null; payload: string; attempts: number }

export function startQueue(handlers: JobHandlers, options: QueueOptions = {}): Queue {
  const { concurrency = 2, pollMs = 1000, leaseMs = 90_000, graceMs = 3_000, backoffMs = 5_000 } = options
  const me = `${process.pid}-${randomUUID()}`
  const names = Object.keys(handlers)
  const running = new Map<number, { ended: Promise<void>; abort: AbortController }>()
  let stopping = false
  let wake = () => {}
  let pauseMs = pollMs
  const woken = () => {
    // The transaction that wakes has not committed yet: look again and again, less and less often.
    pauseMs = 20
    wake()
  }
  wakers.add(woken)

  const work = async (job: Claimed, abort: AbortController) => {
    const {
      run,
      attempts = ATTEMPTS,
      timeoutMs = TIMEOUT_MS,
    } = mustExist(handlers[job.name], `handler for jobs of the name ${job.name}`)
    const context = { id: job.id, organisationId: job.organisationId, attempt: job.attempts, signal: abort.signal }
    const problem = await settle(() => background(() => run(JSON.parse(job.payload) as unknown, context)), {
      timeoutMs,
      graceMs,
      abort,
    })
    if (problem === null) return whenBack(() => finish(job, me))
    if (stopping && abort.signal.aborted) return giveBack(job, me)
    logger.warn({ job: job.name, id: job.id, attempt: job.attempts, reason: problem }, 'a job failed')
    const pause = Math.min(LONGEST_BACKOFF_MS, backoffMs * 4 ** (job.attempts - 1)) * (0.75 + Math.random() / 2)
    await whenBack(() => fail(job, me, problem, job.attempts >= attempts ? null : pause))
  }

  /** Records how a job ended, also when the database is away at that moment; if it stays away, the lease runs out. */
  const whenBack = async (record: () => Promise<void>) => {
    for (let pause = pollMs; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
      try {
        return await record()
      } catch (error) {
        if (stopping || !(error instanceof DatabaseUnavailable)) throw error
        await wait(pause, undefined, { ref: false })
      }
    }
  }

  let awayMs = 0
  /** Says once that the database is away and once that it is back, and lets the loop pause for longer meanwhile. */
  const guarded = async (work: () => Promise<void>) => {
    try {
      await work()
      if (awayMs > 0) logger.info('the queue reaches the database again')
      awayMs = 0
    } catch (error) {
      if (awayMs === 0) logger.error({ reason: shortFailure(error) }, 'the queue could not reach the database')
      awayMs = Math.min(LONGEST_PAUSE_MS, Math.max(pollMs, awayMs * 2))
    }
  }

  const startDue = async () => {
    while (!stopping && running.size < concurrency) {
      const job = await claim(me, names)
      if (!job) return
      const abort = new AbortController()
      const ended = work(job, abort)
        .catch((error: unknown) =>
          logger.error(
            { job: job.name, id: job.id, reason: shortFailure(error) },
            'the queue could not keep its books',
          ),
        )
        .finally(() => {
          running.delete(job.id)
          woken()
        })
      running.set(job.id, { ended, abort })
    }
  }

  const stopRunning = () => running.forEach(({ abort }) => abort.abort(new Error('the server is stopping')))

  const loop = async () => {
    // The embedded database has one process: whatever is still marked as running died with the last one.
    let looked = Date.now()
    await guarded(() => recover(connection().kind === 'embedded' ? 0 : leaseMs))
    await guarded(() => enqueueScheduledJobs(handlers))
    while (!stopping) {
      await guarded(startDue)
      if (Date.now() - looked > leaseMs / 6) {
        looked = Date.now()
        await guarded(async () => {
          await keepLease(me, [...running.keys()])
          await recover(leaseMs)
          await enqueueScheduledJobs(handlers)
        })
      }
      const pause = new AbortController()
      wake = () => pause.abort()
      const ms = awayMs || Math.min(pollMs, pauseMs)
      pauseMs = ms * 2
      await wait(ms, undefined, { signal: pause.signal, ref: false }).catch(() => {})
    }
  }
  const looping = loop()

  return {
    async stop() {
      stopping = true
      wakers.delete(woken)
      wake()
      stopRunning()
      const ended = looping.then(() => {
        // One may have been claimed while the loop ended.
        stopRunning()
        return Promise.all([...running.values()].map(({ ended }) => ended))
      })
      // With the database away no end can be recorded: the leases of these jobs run out, and another server runs them.
      await Promise.race([ended, wait(graceMs + RECORD_WITHIN_MS, undefined, { ref: false })])
    },
    async drain() {
      for (;;) {
        await startDue()
        if (running.size === 0 && !(await anyDue(names))) return
        // What is due may be held up by a job of its key on another server, whose end nobody tells us.
        await Promise.race([wait(pollMs), ...[...running.values()].map(({ ended }) => ended)])
      }
    },
  }
}

type Limits = { timeoutMs: number; graceMs: number; abort: AbortController }

/** null when the work ended well, else why not. A job that outruns its time is asked to stop, then left behind. */
async function settle(work: () => Promise<void>, { timeoutMs, graceMs, abort }: Limits): Promise<string | null> {
  const late = setTimeout(() => abort.abort(new Error(`it took longer than ${timeoutMs / 1000} seconds`)), timeoutMs)
  const leftBehind = new Promise<'left behind'>((resolve) =>
    abort.signal.addEventListener('abort', () => setTimeout(resolve, graceMs, 'left behind').unref()),
  )
  const ended = work().then(() => null, shortFailure)
  const result = await Promise.race([ended, leftBehind])
  clearTimeout(late)
  return result !== null && abort.signal.aborted ? (abort.signal.reason as Error).message : result
}

async function claim(me: string, names: string[]): Promise<Claimed | undefined> {
  const rows = await db().$queryRaw<Claimed[]>`
    UPDATE "QueueJob" SET state = 'active', "lockedAt" = now(), "lockedBy" = ${me}, attempts = attempts + 1
    WHERE id = (
      SELECT j.id FROM "QueueJob" j
      WHERE j.state = 'waiting' AND j."runAt" <= now() AND j.name = ANY(${names})
        AND (j.key IS NULL OR NOT EXISTS (SELECT 1 FROM "QueueJob" a WHERE a.state = 'active' AND a.name = j.name AND a.key = j.key))
      ORDER BY j."runAt", j.id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, name, "organisationId", payload, attempts`
  return rows[0]
}

async function anyDue(names: string[]): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 AS one FROM "QueueJob" WHERE state = 'waiting' AND "runAt" <= now() AND name = ANY(${names}) LIMIT 1`
  return rows.length > 0
}

/** A job keeps its row only while this process holds it: after a lost lease another one runs it. */
async function finish({ id, attempts }: Claimed, me: string) {
  await db().$executeRaw`
    UPDATE "QueueJob" SET state = 'done', "finishedAt" = now(), "lastError" = NULL, "lockedBy" = NULL, "lockedAt" = NULL
    WHERE id = ${id} AND "lockedBy" = ${me} AND attempts = ${attempts} AND state = 'active'`
}

/** A job that waits again; where a newer one of its key waits already, that one does its work too. */
const waiting = Prisma.sql`CASE WHEN EXISTS (
  SELECT 1 FROM "QueueJob" w WHERE w.state = 'waiting' AND w.name = q.name AND w.key = q.key) THEN 'done' ELSE 'waiting' END::"QueueState"`

async function giveBack({ id, attempts }: Claimed, me: string) {
  await insist(Prisma.sql`
    UPDATE "QueueJob" q SET state = ${waiting}, attempts = attempts - 1, "lockedBy" = NULL, "lockedAt" = NULL
    WHERE id = ${id} AND "lockedBy" = ${me} AND attempts = ${attempts} AND state = 'active'`)
}

async function fail({ id, attempts }: Claimed, me: string, reason: string, pauseMs: number | null) {
  const state = pauseMs === null ? Prisma.sql`'failed'::"QueueState"` : waiting
  await insist(Prisma.sql`
    UPDATE "QueueJob" q SET state = ${state}, "lastError" = ${reason}, "lockedBy" = NULL, "lockedAt" = NULL,
      "runAt" = now() + ${pauseMs ?? 0}::float8 * interval '1 millisecond', "finishedAt" = ${pauseMs === null ? Prisma.sql`now()` : Prisma.sql`NULL`}
    WHERE id = ${id} AND "lockedBy" = ${me} AND attempts = ${attempts} AND state = 'active'`)
}

/** Jobs whose process ended under them wait again, or have failed when that was their last attempt. */
async function recover(leaseMs: number) {
  await insist(Prisma.sql`
    UPDATE "QueueJob" q SET state = CASE WHEN attempts >= "maxAttempts" THEN 'failed'::"QueueState" ELSE ${waiting} END,
      "lastError" = 'its process ended', "lockedBy" = NULL, "lockedAt" = NULL
    WHERE state = 'active' AND "lockedAt" <= now() - ${leaseMs}::float8 * interval '1 millisecond'`)
}

/** Only of what really runs here: a claim or an end whose answer was lost must not be held for ever. */
async function keepLease(me: string, ids: number[]) {
  await db().$executeRaw`
    UPDATE "QueueJob" SET "lockedAt" = now() WHERE state = 'active' AND "lockedBy" = ${me} AND id = ANY(${ids})`
}

/** A newer job of the key may begin to wait between the look and the write; the second look sees it. */
async function insist(statement: Prisma.Sql) {
  try {
    await db().$executeRaw(statement)
  } catch {
    await db().$executeRaw(statement)
  }
}
