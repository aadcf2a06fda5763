import type { JobHandler } from '~/platform/queue.server'
import { runCalibration } from '~/services/calibration/run-calibration.server'

/** A failed fit is recorded by the service and not tried again with the same ratings; only a lost database is. */
export const calibrate: JobHandler = {
  attempts: 5,
  timeoutMs: 15 * 60_000,
  async run(_payload, { organisationId, signal }) {
    if (organisationId === null) throw new Error('a calibration run is asked for by an organisation')
    await runCalibration(organisationId, { signal })
  },
}
