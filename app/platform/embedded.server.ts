import { type Extensions, PGlite } from '@electric-sql/pglite'
import fs from 'node:fs'
import path from 'node:path'
import { type DiskOptions, DurableNodeFS, syncTree, syncPath } from './durable-files.server'
import { cannotWrite, diskProblem, openingProblem, stoppedSentence } from './embedded-problems.server'
import { type FolderLock, lockFolder } from './folder-lock.server'
import { StartError } from './start-error.server'

export type Embedded = {
  pg: PGlite
  /** Vacuums table by table, so that pages are answered in between. */
  maintain: () => Promise<void>
  /** Why nothing can be written beside the database, tried with a real write; null where it can. */
  diskProblem: () => string | null
  /** Writes a whole copy, taken while the server runs, to a gzipped tar file; returns its size in bytes. */
  backup: (file: string) => Promise<number>
  close: () => Promise<void>
}
export type EmbeddedOptions = Partial<DiskOptions> & { extensions?: Extensions }

/** PostgreSQL's major version in the pinned PGlite; a folder belongs to one major version. */
export const EMBEDDED_MAJOR = 18

// -F turns fsync off; fdatasync, the default for the log, is a no-op in the WebAssembly build, fsync is not.
const START_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
]

const CHECKPOINT_EVERY_MS = 5 * 60_000
const LOOK_EVERY_MS = 15_000
const MOST_LOG_BYTES = 64 * 1024 * 1024
const VACUUM_HOUR = 3

/** Opens the database in a folder, making it on the first call. What an administrator can mend is a StartError. */
export async function openEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const target = prepareFolder(folder)
  const lock = await lockFolder(target).catch((error: unknown) => Promise.reject(cannotWrite(target, error)))
  try {
    await ensureCluster(target)
    const pg = await start(target, options)
    return manage(pg, lock, target)
  } catch (error) {
    await lock.release()
    throw error
  }
}

function prepareFolder(folder: string): string {
  const target = path.resolve(folder)
  try {
    fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
    const real = fs.existsSync(target)
      ? fs.realpathSync(target)
      : path.join(fs.realpathSync(path.dirname(target)), path.basename(target))
    if (fs.existsSync(real)) {
      if (!fs.statSync(real).isDirectory()) throw Object.assign(new Error(), { code: 'EEXIST' })
      fs.chmodSync(real, 0o700)
    }
    return real
  } catch (error) {
    throw cannotWrite(target, error)
  }
}

async function ensureCluster(target: string) {
  const versionFile = path.join(target, 'PG_VERSION')
  if (fs.existsSync(versionFile)) {
    const major = Number(fs.readFileSync(versionFile, 'utf8'))
    if (major > EMBEDDED_MAJOR)
      throw new StartError(
        `The data folder ${target} was made by PostgreSQL ${major}, newer than the ${EMBEDDED_MAJOR} in this program; install the newer Assay.`,
      )
    if (major < EMBEDDED_MAJOR)
      throw new StartError(
        `The data folder ${target} was made by PostgreSQL ${major}, older than the ${EMBEDDED_MAJOR} in this program; move its data with a dump.`,
      )
    return
  }
  if (fs.existsSync(target) && fs.readdirSync(target).length > 0)
    throw new StartError(`The data folder ${target} holds other files and no database. Set DATA_DIR to another.`)
  // Made aside and named when whole and on the disk: a start that is interrupted leaves nothing half-made.
  const aside = `${target}.new`
  try {
    fs.rmSync(aside, { recursive: true, force: true })
    fs.mkdirSync(aside, { mode: 0o700 })
    await close(await PGlite.create(aside))
    syncTree(aside)
    fs.renameSync(aside, target)
    syncPath(path.dirname(target))
  } catch (error) {
    throw cannotWrite(target, error)
  }
}

async function start(target: string, { onSync, wrap, extensions, ...options }: EmbeddedOptions): Promise<PGlite> {
  let last = ''
  let started = false
  const lost = options.onLost ?? ((reason) => dieOf(target, last || reason))
  const disk: DiskOptions = { onSync, wrap, onLost: (reason) => started && lost(reason) }
  try {
    const pg = await PGlite.create({
      fs: new DurableNodeFS(target, disk),
      startParams: START_PARAMETERS,
      extensions,
      onStderr: (line) => {
        if (/FATAL|PANIC/.test(line)) last = line.replace(/^.*?(FATAL|PANIC):\s*/, '')
        return false
      },
    })
    started = true
    const ending = pg.close.bind(pg)
    pg.close = () => {
      started = false
      return ending()
    }
    return pg
  } catch (error) {
    throw new StartError(openingProblem(target, last || (error as Error).message))
  }
}

/** As PostgreSQL itself does after a PANIC: nothing more is acknowledged, and the next start recovers from the log. */
function dieOf(target: string, reason: string): never {
  fs.writeSync(2, `${stoppedSentence(target, reason)}\n`)
  process.exit(1)
}

function manage(pg: PGlite, lock: FolderLock, target: string): Embedded {
  let mark = ''
  let marked = 0
  let vacuumed = day(new Date())
  const checkpoint = async () => {
    await pg.exec('CHECKPOINT')
    mark = await logPosition(pg)
    marked = Date.now()
  }
  const maintain = async () => {
    const { rows } = await pg.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname <> 'information_schema'`,
    )
    for (const { name } of rows) await pg.exec(`VACUUM (ANALYZE) ${name}`)
    await checkpoint()
  }
  let reported: string | null = null
  const lookAtDisk = () => {
    const problem = diskProblem(target)
    if (problem && problem !== reported) process.stderr.write(`${problem}\n`)
    reported = problem
  }
  const look = async () => {
    lookAtDisk()
    const today = new Date()
    if (today.getHours() === VACUUM_HOUR && day(today) !== vacuumed) {
      vacuumed = day(today)
      return maintain()
    }
    if (mark === '') return checkpoint()
    const { rows } = await pg.query<{ bytes: number }>(
      'SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), $1::pg_lsn)::float8 AS bytes',
      [mark],
    )
    const bytes = rows[0]?.bytes ?? 0
    if (bytes > MOST_LOG_BYTES || (bytes > 0 && Date.now() - marked >= CHECKPOINT_EVERY_MS)) await checkpoint()
  }
  let busy: Promise<void> | undefined
  const timer = setInterval(() => {
    busy ??= look()
      .catch(
        (error: unknown) =>
          void process.stderr.write(`Looking after the database failed: ${(error as Error).message}\n`),
      )
      .finally(() => (busy = undefined))
  }, LOOK_EVERY_MS).unref()

  let closing: Promise<void> | undefined
  return {
    pg,
    maintain,
    diskProblem: () => diskProblem(target),
    async backup(file) {
      await checkpoint()
      const bytes = new Uint8Array(await (await pg.dumpDataDir('gzip')).arrayBuffer())
      const aside = `${file}.new`
      fs.writeFileSync(aside, bytes, { mode: 0o600 })
      syncPath(aside)
      fs.renameSync(aside, file)
      syncPath(path.dirname(path.resolve(file)))
      return bytes.length
    },
    close: () =>
      (closing ??= (async () => {
        clearInterval(timer)
        await busy
        await close(pg)
        await lock.release()
      })()),
  }
}

const day = (date: Date) => date.toDateString()

async function logPosition(pg: PGlite) {
  const { rows } = await pg.query<{ at: string }>('SELECT pg_current_wal_insert_lsn()::text AS at')
  return rows[0]?.at ?? ''
}

/** PGlite sets the process's exit code when it ends; that is ours to decide. */
export async function close(pg: PGlite) {
  const code = process.exitCode
  await pg.close()
  process.exitCode = code
}
