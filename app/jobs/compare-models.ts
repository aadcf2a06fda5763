import type { JobHandler } from '~/platform/queue.server'
import { compareModels } from '~/services/calibration/compare-models.server'

/** A run is whole without it, so a comparison that fails is not tried for ever. */
export const compareFamiliesJob: JobHandler = {
  attempts: 2,
  timeoutMs: 10 * 60_000,
  async run(_payload, { organisationId, signal }) {
    if (organisationId === null) throw new Error('families are compared for an organisation')
    await compareModels(organisationId, { signal })
  },
}
