import type { JobHandler } from '~/platform/queue.server'
import { auditFailedSignIns } from '~/services/identity/audit-failed-sign-ins.sql.server'

/** On the clock's grid, never right after an attempt: nobody learns from its work whether an address is known. */
export const auditFailedSignInsJob: JobHandler = {
  attempts: 3,
  timeoutMs: 5 * 60_000,
  schedule: { everyMinutes: 5 },
  run: async (_payload, { signal }) => void (await auditFailedSignIns({ signal })),
}
