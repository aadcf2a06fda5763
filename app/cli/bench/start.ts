import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startBuilt } from './built-server'
import type { Suite } from './figure'
import { stopsInAnImport } from './stop-in-import'

const IDLE_MS = 3_000

/**
 * The built server as `npm start` runs it: seconds until it serves, on an empty folder and again, its memory then, and
 * seconds until it has ended when it is stopped in the middle of an import.
 */
export const start: Suite = {
  name: 'start',
  async run(report) {
    const first = await inFolder(async (folder) => [await startOnce(folder), await startOnce(folder)] as const)
    const [empty, again] = first
    report({ name: 'first start', value: empty.seconds, unit: 's', baseline: null })
    report({ name: 'second start', value: again.seconds, unit: 's', baseline: empty.seconds })
    if (again.megabytes !== null)
      report({ name: 'memory of the idle server', value: again.megabytes, unit: 'MB', baseline: null })
    await stopsInAnImport(report, inFolder)
  },
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function startOnce(folder: string): Promise<{ seconds: number; megabytes: number | null }> {
  const server = await startBuilt(folder)
  await wait(IDLE_MS)
  const megabytes = residentMegabytes(server.pid)
  await server.stop()
  return { seconds: server.seconds, megabytes }
}

/** null on systems without `ps`. */
function residentMegabytes(pid: number): number | null {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
  } catch {
    return null
  }
}
