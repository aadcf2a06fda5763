import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { mustExist } from '~/domain/shared/must-exist'
import { environmentWith } from '~/platform/env.server'

const READY_WITHIN_MS = 120_000

/** The built server as `npm start` runs it, on this folder and a port of its own. */
export async function startBuilt(folder: string) {
  const begun = performance.now()
  const server = spawn(process.execPath, ['app/cli/start.mjs', 'server'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environmentWith({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, DATABASE_URL: '', APP_ORIGIN: '' }),
  })
  const ended = once(server, 'exit')
  let output = ''
  server.stderr.on('data', (part: Buffer) => (output += part.toString()))
  /** Waits for a line on standard error and gives its first group. */
  const said = async (line: RegExp): Promise<string> => {
    for (;;) {
      const found = line.exec(output)
      if (found) return found[1] ?? found[0]
      if (server.exitCode !== null || performance.now() - begun > READY_WITHIN_MS) {
        server.kill('SIGKILL')
        throw new Error(`the server did not say ${line}: ${output}`)
      }
      await wait(10)
    }
  }
  const origin = await said(/Assay is ready at (\S+)/)
  return {
    origin,
    pid: mustExist(server.pid, 'process of the server'),
    seconds: (performance.now() - begun) / 1000,
    said,
    /** Ends it as a service manager does; seconds until it has ended. */
    stop: async (): Promise<number> => {
      const asked = performance.now()
      server.kill('SIGTERM')
      const [code] = (await ended) as [number | null]
      if (code !== 0) throw new Error(`the server ended with ${code}: ${output}`)
      return (performance.now() - asked) / 1000
    },
  }
}
