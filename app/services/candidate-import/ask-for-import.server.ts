import { IMPORT_CANDIDATES } from '~/domain/jobs/import-candidates'
import type { Tx } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'

/** Has the queue write, publish or clear away an import, in the transaction that causes it. */
export const askForImport = (tx: Tx, organisationId: number, importId: number) =>
  enqueue(tx, {
    name: IMPORT_CANDIDATES,
    organisationId,
    payload: { importId },
    key: `${organisationId}-${importId}`,
  })
