import type { JobHandler } from '~/platform/queue.server'
import { verifyAllChains, verifyNewEntries, verifyWholeChain } from '~/services/audit/verify-audit.server'

/** Every ten minutes: at most that long after it was written, an entry is verified. */
export const verifyNewAuditEntries: JobHandler = {
  attempts: 2,
  schedule: { everyMinutes: 10 },
  run: (_payload, { signal }) => verifyAllChains(verifyNewEntries, { signal }),
}

/** What was verified once may be changed later, so each night begins again at the first entry. */
export const verifyWholeAudit: JobHandler = {
  attempts: 5,
  timeoutMs: 60 * 60_000,
  schedule: { atNight: '02:40' },
  async run(_payload, { organisationId, signal }) {
    if (organisationId === null) await verifyAllChains(verifyWholeChain, { signal })
    else await verifyWholeChain(organisationId, { signal })
  },
}
