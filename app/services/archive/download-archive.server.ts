import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { now } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { archiveOffer } from '../export/read-exports.server'
import { exportOrganisation } from './export-organisation.server'

/** Rows of the largest tables beyond which the embedded database would keep everybody waiting for too long. */
const MOST_ROWS = 200_000

export type DownloadError = { code: 'FORBIDDEN' | 'ARCHIVE_WITHHELD_CONFLICT' | 'ARCHIVE_TOO_LARGE'; message: string }

/**
 * The archive of the viewer's organisation, made in a file of its own that is deleted once it was read: a slow reader
 * must not keep the database's transaction open.
 */
export async function downloadArchive(
  viewer: Viewer,
): Promise<Result<{ fileName: string; content: AsyncIterable<Uint8Array> }, DownloadError>> {
  const { organisationId, userId } = viewer
  if (!mayAnywhere(viewer, 'export-organisation'))
    return fail({ code: 'FORBIDDEN', message: 'Only administrators may export the organisation.' })
  if ((await archiveOffer(viewer)) !== 'offered')
    return fail({
      code: 'ARCHIVE_WITHHELD_CONFLICT',
      message:
        'The archive holds what is withheld from you while you still owe a scorecard or you are recused. Ask another administrator.',
    })
  if ((await rowsOf(organisationId)) > MOST_ROWS)
    return fail({
      code: 'ARCHIVE_TOO_LARGE',
      message:
        'The organisation is too large to be exported from the page. Use the command on the server: npm run organisation -- export FILE.',
    })
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-archive-'))
  const file = path.join(folder, 'archive.tar.gz')
  try {
    await exportOrganisation(organisationId, file, userId)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  const fileName = `assay-organisation-${now().toISOString().slice(0, 10)}.tar.gz`
  return ok({ fileName, content: contentOf(file, folder) })
}

async function* contentOf(file: string, folder: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(file)) yield piece as Uint8Array
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Rows of the tables that grow with every scorecard and every act. */
async function rowsOf(organisationId: number): Promise<number> {
  const where = { organisationId }
  const counts = [
    await db().text.count({ where }),
    await db().rating.count({ where }),
    await db().auditEntry.count({ where }),
    await db().runCriterionScore.count({ where }),
  ]
  return counts.reduce((sum, count) => sum + count, 0)
}
