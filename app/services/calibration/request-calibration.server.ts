import { CALIBRATE } from '~/domain/jobs/calibrate'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'

/** Several scorecards often arrive together, after a day of interviews: one run then serves them all. */
const GATHER_MS = 3_000

/** Asks for a run in the transaction that changes what enters a fit. One waits and one runs per organisation at most. */
export const requestCalibration = (tx: Tx, organisationId: number): Promise<void> =>
  enqueue(tx, {
    name: CALIBRATE,
    organisationId,
    payload: {},
    key: String(organisationId),
    runAt: new Date(now().getTime() + GATHER_MS),
  })
