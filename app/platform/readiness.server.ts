import type { Connection } from './connection.server'
import { openConnection } from './db.server'
import { logger } from './logger.server'
import { migrationsFolder, pending } from './migrate.server'
import { readMigrations } from './migration-files.server'
import { asUnavailable, diskHasRoom, diskWasFull, sentenceOf } from './unavailable.server'

/** null when requests can be served, else why not. */
export type Problem = string | null

/** An answer is promised within two seconds; the rest is for the way there and back. */
const ANSWER_WITHIN_MS = 1_500

/** A megabyte that is gone with its transaction: a disk without room refuses it, as it refused the write before. */
const TRIAL =
  'CREATE TEMP TABLE assay_disk_trial ON COMMIT DROP AS SELECT repeat(md5(i::text), 32) AS filler FROM generate_series(1, 1000) i'

let asking: Promise<Problem> | undefined
let last: Problem = null

/** Whether the database answers, is migrated and can be written to, told in time even if the database never answers. */
export async function readiness(): Promise<Problem> {
  const connection = openConnection()
  // One question at a time: a database that is away must not collect them.
  asking ??= (connection ? ask(connection) : Promise.resolve('the database is not open')).finally(
    () => (asking = undefined),
  )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Problem>((resolve) => {
    timer = setTimeout(resolve, ANSWER_WITHIN_MS, 'the database does not answer')
  })
  const problem = await Promise.race([asking, late])
  clearTimeout(timer)
  if (problem !== last) {
    if (problem) logger.error({ reason: problem }, 'not ready')
    else logger.info('ready again')
    last = problem
  }
  return problem
}

/** Whether a disk that refused a write takes one again. Only a trial tells: it may be long until somebody writes. */
export async function tryDisk(connection: Pick<Connection, 'runScript'>): Promise<Problem> {
  try {
    await connection.runScript(TRIAL)
  } catch (error) {
    const away = asUnavailable(error)
    // Any other refusal, such as a user who may make no temporary table, says nothing of the disk.
    if (away) return away.message
  }
  diskHasRoom()
  return null
}

async function ask(connection: Connection): Promise<Problem> {
  try {
    const disk = connection.diskProblem()
    if (disk) return disk
    const [state] = await connection.rows<{ readOnly: boolean }>(
      `SELECT current_setting('transaction_read_only') = 'on' AS "readOnly"`,
    )
    if (state?.readOnly) return sentenceOf('read-only')
    const full = diskWasFull() ? await tryDisk(connection) : null
    if (full) return full
    const waiting = await pending(connection, readMigrations(migrationsFolder()))
    return waiting.length === 0 ? null : 'the database lacks migrations of this version'
  } catch (error) {
    return asUnavailable(error)?.message ?? 'the database cannot be read'
  }
}
