import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

export type TestServer = {
  url: (database: string) => string
  /** The same over a socket in the file system where there is one: the shorter way for many small statements. */
  socketUrl: (database: string) => string
  stop: () => Promise<void>
  /** Only of a server that this process started. */
  process?: {
    /** Stops every process of the server where it is (SIGSTOP), as a frozen machine or a full host would. */
    pause: () => void
    resume: () => void
    /** Ends it as a power cut would: nothing is answered any more. */
    kill: () => Promise<void>
  }
}

const DEBIAN = '/usr/lib/postgresql'
const USER = 'assay'

/** The newest installed PostgreSQL, in Debian's place or on the PATH; undefined where there is none. */
export function findPostgres(): string | undefined {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...debian.map((version) => path.join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(path.delimiter),
  ]
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres')))
}

/** A server of its own for the tests: TEST_DATABASE_URL's, or one started from installed binaries; undefined without either. */
export async function startServer(settings: readonly string[] = []): Promise<TestServer | undefined> {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    const url = (database: string) => withDatabase(given, database)
    return { url, socketUrl: url, stop: async () => {} }
  }
  const binaries = findPostgres()
  return binaries ? startFrom(binaries, settings) : undefined
}

function withDatabase(url: string, database: string) {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

/** PostgreSQL refuses to run as root; there it runs as the user its package made, else as nobody. */
function runner() {
  if (process.getuid?.() !== 0) return { run: [] as string[], uid: undefined, gid: undefined }
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody')
  const [uid, gid] = [Number(user?.[2]), Number(user?.[3])]
  // A test run that is killed takes its server with it.
  const as = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups', '--pdeathsig', 'INT', '--']
  return { run: ['setpriv', ...as], uid, gid }
}

async function startFrom(binaries: string, settings: readonly string[]): Promise<TestServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-pg-'))
  const { run, uid, gid } = runner()
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
  const data = path.join(folder, 'data')
  const command = (program: string, args: string[]) => {
    const [first, ...rest] = [...run, path.join(binaries, program), ...args] as [string, ...string[]]
    return { first, rest }
  }
  const init = command('initdb', ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'])
  execFileSync(init.first, init.rest, { stdio: 'pipe', cwd: folder })
  const port = await freePort()
  const options = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
    // Far from UTC, so that a session which forgets to say UTC stores wrong instants.
    'timezone=America/New_York',
    ...settings,
  ]
  const server = command('postgres', ['-D', data, ...options.flatMap((option) => ['-c', option])])
  const child = spawn(server.first, server.rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder })
  let log = ''
  child.stderr.on('data', (part: Buffer) => (log = (log + part.toString()).slice(-4000)))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = (database: string) => `postgresql://${USER}@127.0.0.1:${port}/${database}`
  const socketUrl = (database: string) => `${url(database)}?host=${encodeURIComponent(folder)}`
  const stop = async () => {
    child.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  if (!(await answers(url('postgres'), ended))) {
    await stop()
    throw new Error(`PostgreSQL from ${binaries} did not start:\n${log}`)
  }
  // Each of its processes has a session of its own, so no group holds them all.
  const signal = (name: NodeJS.Signals) => {
    const pid = child.pid!
    if (child.exitCode !== null || child.signalCode !== null) return
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
    for (const one of [pid, ...children.map(Number)]) {
      try {
        process.kill(one, name)
      } catch {
        // It ended between the look and the signal.
      }
    }
  }
  const kill = async () => {
    signal('SIGKILL')
    await ended
  }
  const paused = { pause: () => signal('SIGSTOP'), resume: () => signal('SIGCONT'), kill }
  return { url, socketUrl, stop, ...(process.platform === 'linux' ? { process: paused } : {}) }
}

async function answers(url: string, ended: Promise<void>) {
  let over = false
  void ended.then(() => (over = true))
  for (let tries = 0; tries < 200 && !over; tries++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return true
    } catch {
      await wait(50)
    }
  }
  return false
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Runs statements as the server's owner, each by itself (CREATE DATABASE allows no transaction). */
export async function administer(url: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
