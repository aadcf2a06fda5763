import type { ReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import path from 'node:path'
import { ARCHIVE_FAILURE_SENTENCES, ARCHIVE_REFUSALS } from '~/domain/archive/offer'
import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { now } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { archiveOffer } from '../export/read-exports.server'
import { makeArchiveFolder } from './archive-folders.server'
import { exportOrganisation } from './export-organisation.server'

/** Rows of the largest tables beyond which the embedded database would keep everybody waiting for too long. */
const MOST_ROWS = 200_000

export type DownloadError = {
  code: 'FORBIDDEN' | 'ARCHIVE_WITHHELD_CONFLICT' | 'ARCHIVE_RUNNING_CONFLICT' | 'ARCHIVE_TOO_LARGE'
  message: string
}
export type Download = { fileName: string; content: ReadStream }

/** Whether this process makes an archive now: one reads every table, and the embedded database has one connection. */
let running = false

/**
 * The archive of the viewer's organisation, made in a file of its own, since a slow reader must not keep the database's
 * transaction open. The file's name is deleted before the first byte is read, so nothing is left of it however the
 * reading ends. When `signal` aborts, making and reading end.
 */
export async function downloadArchive(viewer: Viewer, signal?: AbortSignal): Promise<Result<Download, DownloadError>> {
  if (!mayAnywhere(viewer, 'export-organisation'))
    return fail({ code: 'FORBIDDEN', message: 'Only administrators may export the organisation.' })
  if (running) return fail({ code: 'ARCHIVE_RUNNING_CONFLICT', message: ARCHIVE_FAILURE_SENTENCES.running })
  running = true
  try {
    return await made(viewer, signal)
  } finally {
    running = false
  }
}

async function made(viewer: Viewer, signal: AbortSignal | undefined): Promise<Result<Download, DownloadError>> {
  const { organisationId, userId } = viewer
  const offer = await archiveOffer(viewer)
  if (offer !== 'offered')
    return fail({ code: 'ARCHIVE_WITHHELD_CONFLICT', message: ARCHIVE_REFUSALS[offer ?? 'withheld'] })
  if ((await rowsOf(organisationId)) > MOST_ROWS)
    return fail({ code: 'ARCHIVE_TOO_LARGE', message: ARCHIVE_FAILURE_SENTENCES.large })
  const folder = await makeArchiveFolder()
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const file = path.join(folder, 'archive.tar.gz')
    await exportOrganisation(organisationId, file, userId, signal)
    const content = (await open(file)).createReadStream()
    // Windows keeps a folder while a file in it is open; it goes once the file is closed.
    content.once('close', () => void remove().catch(() => undefined))
    await remove().catch(() => undefined)
    if (signal?.aborted) content.destroy()
    else signal?.addEventListener('abort', () => content.destroy(), { once: true })
    return ok({ fileName: `assay-organisation-${now().toISOString().slice(0, 10)}.tar.gz`, content })
  } catch (error) {
    await remove()
    throw error
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
