import { randomUUID } from 'node:crypto'
import { CALIBRATE } from '~/domain/jobs/calibrate'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'

/**
 * Runs begin on a grid of the clock rather than so long after a submission: then the moment of a run does not tell when
 * somebody submitted, and scorecards that arrive together, after a day of interviews, are served by one run (adr 012).
 */
const GRID_MS = 30_000
const GATHER_MS = 3_000

/** The first time on the grid that leaves room to gather what arrives together. */
export const nextRun = (at: Date): Date => new Date((Math.floor((at.getTime() + GATHER_MS) / GRID_MS) + 1) * GRID_MS)

/**
 * How long until then: a length, which the database adds to its own time. By a time of its own, a server whose clock is
 * an hour ahead would put the run off by an hour.
 */
const untilNextRun = (at: Date): number => nextRun(at).getTime() - at.getTime()

/**
 * Asks for a run in the transaction that changes what enters a fit. One waits and one runs per organisation at most. Each
 * request has a payload of its own, by which `collectInput` sees that another has arrived.
 */
export const requestCalibration = (tx: Tx, organisationId: number): Promise<void> =>
  enqueue(tx, {
    name: CALIBRATE,
    organisationId,
    payload: { request: randomUUID() },
    key: String(organisationId),
    afterMs: untilNextRun(now()),
  })

/** The payload of the request that waits now; null where none does. */
export async function lastRequest(reader: Pick<Tx, 'queueJob'>, organisationId: number): Promise<string | null> {
  const waiting = await reader.queueJob.findFirst({
    where: { organisationId, name: CALIBRATE, state: 'waiting' },
    select: { payload: true },
  })
  return waiting?.payload ?? null
}
