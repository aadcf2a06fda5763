import { ImportJob } from '~/domain/jobs/import-candidates'
import type { JobHandler } from '~/platform/queue.server'
import { failImport, runImport } from '~/services/candidate-import/run-import.server'

const ATTEMPTS = 5

/** Every attempt goes on where the last one ended; after the last, the import ends and says so. */
export const importCandidatesJob: JobHandler = {
  attempts: ATTEMPTS,
  timeoutMs: 15 * 60_000,
  async run(payload, { organisationId, attempt, signal }) {
    if (organisationId === null) throw new Error('candidates are imported into an organisation')
    const one = { organisationId, id: ImportJob.parse(payload).importId }
    try {
      await runImport(one, { signal })
    } catch (error) {
      if (attempt >= ATTEMPTS && !signal.aborted) await failImport(one)
      throw error
    }
  },
}
