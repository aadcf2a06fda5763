import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectFolder } from '~/platform/connection.server'
import { ask, firstVisit, launch, post, projectRoot, startApp, temporaryFolder, type App } from '../setup/built-app'

const { folder, remove } = temporaryFolder()
const dataFolder = path.join(folder, 'data')

let app: App

beforeAll(async () => {
  app = await startApp({ DATA_DIR: dataFolder })
})

afterAll(async () => {
  await app?.stop()
  remove()
})

/** Starts it where it cannot go on: one line, exit 1, and no stack. */
async function refusal(env: Record<string, string>, nodeOptions?: string[]) {
  const process = launch({ PORT: '0', DATA_DIR: path.join(folder, 'unused'), LOG_LEVEL: 'silent', ...env }, nodeOptions)
  const { code } = await process.ended
  expect(code).toBe(1)
  const lines = process.output().trim().split('\n')
  expect(lines, process.output()).toHaveLength(1)
  expect(lines[0]).not.toMatch(/^\s+at |node_modules/)
  return lines[0]!
}

describe('what stands in the way is one sentence', () => {
  test('a data folder that another process uses', async () => {
    expect(await refusal({ DATA_DIR: dataFolder })).toMatch(
      new RegExp(`^The data folder .* is in use by process ${app.pid}; stop that one first\\.$`),
    )
    expect((await ask(app, '/readyz')).status).toBe(200)
  })

  test('a data folder that cannot be written', async () => {
    const file = path.join(folder, 'file')
    writeFileSync(file, '')
    expect(await refusal({ DATA_DIR: path.join(file, 'data') })).toMatch(
      /^The data folder .* cannot be written: part of the path is a file\. Set DATA_DIR to another\.$/,
    )
  })

  test.skipIf(process.getuid?.() === 0)('a data folder that belongs to somebody else', async () => {
    const closed = path.join(folder, 'closed')
    mkdirSync(closed)
    chmodSync(closed, 0o500)
    expect(await refusal({ DATA_DIR: path.join(closed, 'data') })).toMatch(/this user lacks the permission/)
  })

  test.each([
    ['secret words', /^DATABASE_URL is not an address; it should read like postgresql:/],
    ['mysql://me:hunter2@127.0.0.1/assay', /^DATABASE_URL begins with mysql:\/\/ where postgresql:\/\/ is needed/],
    ['postgresql://me:hunter2@127.0.0.1', /^DATABASE_URL names no database/],
    [
      'postgresql://me:hunter2@127.0.0.1:1/assay',
      /^The database named by DATABASE_URL cannot be reached: nothing answers/,
    ],
  ])('DATABASE_URL=%s', async (DATABASE_URL, sentence) => {
    const line = await refusal({ DATABASE_URL })
    expect(line).toMatch(sentence)
    expect(line).not.toMatch(/hunter2|secret words/)
  })

  test.each([
    [{ PORT: 'eighty' }, /PORT must be a number from 0 to 65535/],
    [{ HOST: '0.0.0.0' }, /APP_ORIGIN/],
    [{ APP_ORIGIN: 'assay.example.org' }, /APP_ORIGIN must be an address such as/],
  ])('settings that cannot be: %j', async (env: Record<string, string>, sentence) => {
    expect(await refusal(env)).toMatch(sentence)
  })

  test.each(['18.20.4', '20.18.0', '21.7.3', '22.12.0', '23.5.0'])('Node %s', async (version) => {
    const preload = path.join(folder, `node-${version}.cjs`)
    writeFileSync(
      preload,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`,
    )
    expect(await refusal({}, ['--require', preload])).toBe(
      `Assay needs Node 20.19 or later, 22.13 or later, or 24 and up; this is Node ${version}.`,
    )
  })
})

const APP_ORIGIN = 'https://assay.example.org'

describe('stopping', () => {
  let firstToken: string

  test('on SIGTERM ends with 0 and leaves the folder closed, so that the next start serves it at once', async () => {
    const idle = net.connect(app.port, '127.0.0.1')
    idle.on('error', () => {})
    await new Promise((resolve) => idle.once('connect', resolve))
    const first = app
    firstToken = await first.token()
    const begun = Date.now()
    expect(await first.stop()).toEqual({ code: 0, signal: null })
    expect(Date.now() - begun).toBeLessThan(30_000)
    idle.destroy()
    expect(first.output()).not.toMatch(/error|warn/i)

    app = await startApp({ DATA_DIR: dataFolder, METRICS: '1', APP_ORIGIN })
    expect((await ask(app, '/readyz')).status).toBe(200)
    // A clean end leaves PostgreSQL nothing to recover.
    expect(app.output()).not.toMatch(/recover/i)
  })

  test('prints a new token for the first visit after each start', async () => {
    expect(await app.token()).toMatch(/^[\w-]{16,}$/)
    expect(await app.token()).not.toBe(firstToken)
  })

  test('metrics without a token are for nobody where people come by https, so through a proxy', async () => {
    // What a proxy sends unless it is told otherwise: a loopback name, and nothing that says for whom it asks.
    const got = await ask(app, '/metrics')
    expect(got.status).toBe(403)
    expect(got.text).toMatch(/Set METRICS_TOKEN/)
  })
})

describe('behind https', () => {
  test('answers for its own name, and tells browsers to come by https only', async () => {
    expect(app.origin).toBe(APP_ORIGIN)
    const got = await ask(app, '/setup', { headers: { Host: 'assay.example.org' } })
    expect(got.status).toBe(200)
    expect(got.headers['strict-transport-security']).toMatch(/^max-age=\d{8}; includeSubDomains$/)
    expect(got.headers['content-security-policy']).toContain('upgrade-insecure-requests')
    expect((await ask(app, '/setup', { headers: { Host: 'evil.example' } })).status).toBe(421)
  })

  test('takes forms from its own origin alone', async () => {
    const local = { port: app.port, origin: `http://127.0.0.1:${app.port}` }
    expect((await post(local, '/sign-out', {})).status).toBe(403)
    expect((await post(app, '/sign-out', {})).status).toBe(302)
  })

  test('sends the session cookie over https alone, bound to this host', async () => {
    const made = await firstVisit(app)
    expect(made.status, made.text.replace(/<[^>]+>/g, ' ')).toBe(302)
    const set = made.headers['set-cookie']?.find((cookie) => cookie.includes('assay_session')) ?? ''
    const [pair, ...attributes] = set.split('; ')
    expect(pair).toMatch(/^__Host-assay_session=\d+\./)
    expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'Secure', 'Path=/', 'SameSite=Lax']))
    expect(set).not.toMatch(/domain=/i)
  })
})

describe('with the folder to itself', () => {
  beforeAll(async () => {
    await app.stop()
  })

  test('a taken port is one sentence, and the database is closed again', async () => {
    const other = net.createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as net.AddressInfo
    try {
      const RUBRICS_DIR = path.join(folder, 'no-rubrics')
      mkdirSync(RUBRICS_DIR)
      expect(await refusal({ DATA_DIR: dataFolder, PORT: String(port), RUBRICS_DIR })).toBe(
        `Port ${port} on 127.0.0.1 is taken by another program; set PORT to a free one.`,
      )
    } finally {
      await new Promise((resolve) => other.close(resolve))
    }
  })

  test('a broken kit file is reported with its place, and everything else is served', async () => {
    const rubrics = path.join(folder, 'rubrics')
    cpSync(path.join(projectRoot, 'rubrics'), rubrics, { recursive: true })
    const file = path.join(rubrics, 'ml-engineer/red-flags.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^ {4}name: .*$/m, '    naem: Wrong'))
    // A hundred aliases ended the start, a range of questions took all memory.
    const cases = readFileSync(path.join(projectRoot, 'test/golden/field-cases/alias.yaml'))
    writeFileSync(path.join(rubrics, 'research-scientist/calibration-cases.yaml'), cases)
    const interviews = path.join(rubrics, 'research-scientist/interviews.yaml')
    const many = readFileSync(interviews, 'utf8').replace(/ "0-\d+": /, (span) => `${span}questions 1 to 4000000000, `)
    expect(many).toContain('4000000000')
    writeFileSync(interviews, many)
    app = await startApp({ DATA_DIR: dataFolder, RUBRICS_DIR: rubrics })
    expect(app.output()).toMatch(/ml-engineer\/red-flags\.yaml:\d+:\d+ \S+/)
    expect(app.output()).toMatch(
      /research-scientist\/calibration-cases\.yaml:\d+:\d+ There is no interview "debugging"\./,
    )
    expect(app.output()).toMatch(
      /research-scientist\/interviews\.yaml:\d+:\d+ This names question \d+, but the interview has \d+\./,
    )
    expect((await ask(app, '/readyz')).status).toBe(200)
    await app.stop()
  })

  test('a database newer than the program is left alone', async () => {
    const database = await connectFolder(path.join(dataFolder, 'pg'))
    await database.runScript(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ('newer', 'x', '29991231000000_from_the_future', now(), 1)`,
    )
    await database.close()
    expect(await refusal({ DATA_DIR: dataFolder })).toBe(
      'The database is newer than this program: it has the migration 29991231000000_from_the_future, which is unknown here. Start the newer Assay.',
    )
  })
})
