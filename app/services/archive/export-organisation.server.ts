import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { background, transaction } from '~/platform/db.server'
import { archiveFiles } from './archive-files.sql.server'
import { writeTar } from './tar'

const HOURS = 60 * 60_000

/**
 * Writes everything of an organisation to `file`, as it is at one moment. The file is there once it is whole. That it was
 * made is an entry of the audit log, which the archive itself does not hold yet. `actorId`: null for the command line.
 * Ends with an error, and without a file, when `signal` aborts.
 */
export async function exportOrganisation(
  organisationId: number,
  file: string,
  actorId: number | null,
  signal?: AbortSignal,
): Promise<void> {
  const unfinished = `${file}.part`
  const at = now()
  try {
    await background(() =>
      transaction(
        (tx) =>
          pipeline(
            Readable.from(writeTar(archiveFiles(tx, organisationId, at), at), { objectMode: false }),
            createGzip(),
            createWriteStream(unfinished, { mode: 0o600 }),
            { signal },
          ),
        { isolationLevel: 'RepeatableRead', timeout: 12 * HOURS, attempts: 1 },
      ),
    )
    await transaction((tx) =>
      audit(tx, {
        organisationId,
        actorId,
        act: 'organisation.exported',
        subject: { type: 'organisation', id: organisationId },
      }),
    )
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}
