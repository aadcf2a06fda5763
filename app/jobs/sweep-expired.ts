import type { JobHandler } from '~/platform/queue.server'
import { sweepExpired } from '~/services/retention/sweep-expired.server'

/** Before the embedded database's own nightly VACUUM, which then frees what was deleted. */
export const sweepExpiredJob: JobHandler = {
  attempts: 3,
  timeoutMs: 60 * 60_000,
  schedule: { atNight: '02:20' },
  run: async (_payload, { signal }) => void (await sweepExpired({ signal })),
}
