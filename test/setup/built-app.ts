import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

export const projectRoot = path.join(import.meta.dirname, '../..')
const START = path.join(projectRoot, 'app/cli/start.mjs')
const READY_WITHIN_MS = 150_000

export type Ended = { code: number | null; signal: NodeJS.Signals | null }
export type Process = {
  pid: number
  /** Standard output and standard error so far. */
  output: () => string
  ended: Promise<Ended>
  kill: (signal: NodeJS.Signals) => void
}
export type App = Process & {
  origin: string
  port: number
  /** From the line that the first visit's token stands in; waits for it. */
  token: () => Promise<string>
  /** Ends it as a service manager would. */
  stop: () => Promise<Ended>
}

const alive = new Set<ChildProcess>()
process.once('exit', () => alive.forEach((child) => child.kill('SIGKILL')))

/** A test run that is killed takes its servers with it, where the system can do that. */
const endingWithUs = () =>
  process.platform === 'linux' && existsSync('/usr/bin/setpriv')
    ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--']
    : []

/** The built app as `npm start` runs it, with nothing in its environment but what is given. */
export function launch(env: Record<string, string>, nodeOptions: string[] = [], command = 'server'): Process {
  const { PATH = '', HOME = '' } = process.env
  const [program = process.execPath, ...first] = [...endingWithUs(), process.execPath]
  const child = spawn(program, [...first, ...nodeOptions, START, command], {
    cwd: projectRoot,
    env: { PATH, HOME, TMPDIR: os.tmpdir(), LOG_LEVEL: 'warn', ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  alive.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()))
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => {
      alive.delete(child)
      resolve({ code, signal })
    }),
  )
  return { pid: child.pid!, output: () => output, ended, kill: (signal) => void child.kill(signal) }
}

/** Starts it on a free port of its own, or on this one, and waits until it serves. */
export async function startApp(env: Record<string, string>): Promise<App> {
  const port = env.PORT ? Number(env.PORT) : await freePort()
  const process = launch({ PORT: String(port), ...env })
  const origin = await said(process, /Assay is ready at (https?:\/\/\S+)/)
  const token = () => said(process, /\/setup\?token=(\S+)/)
  const stop = () => {
    process.kill('SIGTERM')
    return process.ended
  }
  return { ...process, origin, port, token, stop }
}

export const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Waits for a line; a process that ends or stays silent fails with what it said instead. */
export async function said(process: Process, line: RegExp): Promise<string> {
  const until = Date.now() + READY_WITHIN_MS
  let over = false
  void process.ended.then(() => (over = true))
  for (;;) {
    const found = line.exec(process.output())
    if (found) return found[1] ?? found[0]
    if (over || Date.now() > until) {
      process.kill('SIGKILL')
      throw new Error(`waited for ${line}, got:\n${process.output()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export function temporaryFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-server-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export type Sent = { method?: string; headers?: http.OutgoingHttpHeaders; body?: string | Buffer }
export type Got = { status: number; headers: http.IncomingHttpHeaders; text: string }

/** A request as it goes over the wire: any Host, any headers, and redirects are not followed. */
export function ask(
  app: Pick<App, 'port'>,
  target: string,
  { method = 'GET', headers = {}, body }: Sent = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: app.port, path: target, method, headers, agent: false },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString(),
          }),
        )
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

/** A form posted from the app's own page. */
export function post(app: Pick<App, 'port' | 'origin'>, target: string, form: Record<string, string>, cookie = '') {
  const body = new URLSearchParams(form).toString()
  return ask(app, target, {
    method: 'POST',
    headers: {
      Origin: app.origin,
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': Buffer.byteLength(body),
      ...(cookie ? { Cookie: cookie } : {}),
    },
    body,
  })
}

/** Whom the first visit makes, unless it is told otherwise. */
export const FOUNDER = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' }

/** The first visit: makes the organisation and its administrator, who is signed in by the answer. */
export const firstVisit = async (app: App, form: Record<string, string> = {}): Promise<Got> => {
  const filled = { organisation: 'House', timeZone: 'Europe/Berlin', ...FOUNDER, ...form }
  return post(app, '/setup', { token: await app.token(), ...filled })
}

/** What a browser would send back of the cookies it was given. */
export const cookieHeader = ({ headers }: Got): string =>
  (headers['set-cookie'] ?? []).map((set) => set.split(';')[0]).join('; ')
