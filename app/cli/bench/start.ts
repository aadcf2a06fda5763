import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { mustExist } from '~/domain/shared/must-exist'
import { environmentWith } from '~/platform/env.server'
import type { Suite } from './figure'

const READY_WITHIN_MS = 120_000
const IDLE_MS = 3_000

/** The built server as `npm start` runs it: seconds until it serves, on an empty folder and again, and its memory then. */
export const start: Suite = {
  name: 'start',
  async run(report) {
    const folder = await mkdtemp(path.join(tmpdir(), 'assay-bench-'))
    try {
      const first = await startOnce(folder)
      const second = await startOnce(folder)
      report({ name: 'first start', value: first.seconds, unit: 's', baseline: null })
      report({ name: 'second start', value: second.seconds, unit: 's', baseline: first.seconds })
      if (second.megabytes !== null)
        report({ name: 'memory of the idle server', value: second.megabytes, unit: 'MB', baseline: null })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function startOnce(folder: string): Promise<{ seconds: number; megabytes: number | null }> {
  const begun = performance.now()
  const server = spawn(process.execPath, ['app/cli/start.mjs', 'server'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environmentWith({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, DATABASE_URL: '', APP_ORIGIN: '' }),
  })
  const ended = once(server, 'exit')
  let said = ''
  server.stderr.on('data', (part: Buffer) => (said += part.toString()))
  while (!said.includes('Assay is ready at')) {
    if (server.exitCode !== null || performance.now() - begun > READY_WITHIN_MS) {
      server.kill('SIGKILL')
      throw new Error(`the server did not start: ${said}`)
    }
    await wait(10)
  }
  const seconds = (performance.now() - begun) / 1000
  await wait(IDLE_MS)
  const megabytes = residentMegabytes(mustExist(server.pid, 'process of the server'))
  server.kill('SIGTERM')
  await ended
  return { seconds, megabytes }
}

/** null on systems without `ps`. */
function residentMegabytes(pid: number): number | null {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
  } catch {
    return null
  }
}
