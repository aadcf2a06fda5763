import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const PREFIX = 'assay-archive-'
const OF_PROCESS = /^assay-archive-(\d+)-/

/** A new folder for one archive. Its name says which process is to delete it. */
export const makeArchiveFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`))

/**
 * Deletes folders that processes left when they were killed while making an archive. Asked at the start, when this
 * process has none yet: one with its number belongs to an earlier process, as in a container, where numbers recur.
 */
export async function sweepArchiveFolders(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const pid = Number(OF_PROCESS.exec(name)?.[1] ?? 0)
    if (pid === 0 || (pid !== process.pid && isRunning(pid))) continue
    // What cannot be deleted belongs to another user.
    await rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined)
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
