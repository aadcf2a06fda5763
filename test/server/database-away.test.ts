import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, cookieHeader, firstVisit, post, startApp, temporaryFolder, type App } from '../setup/built-app'
import { administer, startServer, type TestServer } from '../setup/postgres'

const { folder, remove } = temporaryFolder()
let server: TestServer | undefined
let app: App | undefined
let cookie = ''

beforeAll(async () => {
  server = process.env.TEST_DATABASE_URL ? undefined : await startServer()
  if (!server?.process) return
  await administer(server.url('postgres'), 'CREATE DATABASE assay TEMPLATE template0')
  app = await startApp({ DATA_DIR: folder, DATABASE_URL: server.url('assay') })
  const made = await firstVisit(app)
  expect(made.status).toBe(302)
  cookie = cookieHeader(made)
})
afterAll(async () => {
  server?.process?.resume()
  await app?.stop()
  await server?.stop()
  remove()
})

type Context = { skip: (note: string) => never }
const ours = (context: Context) =>
  app && server?.process
    ? { app, process: server.process }
    : context.skip('no PostgreSQL that this test may stop: none is installed, or TEST_DATABASE_URL names one')

/** How long it took is compared with promises of seconds, far from what a busy machine adds. */
async function timed<T>(work: () => Promise<T>) {
  const begun = performance.now()
  return { got: await work(), ms: performance.now() - begun }
}

test('while the database is stopped every request ends, and says what happened', async (context) => {
  const { app, process } = ours(context)
  expect((await ask(app, '/', { headers: { Cookie: cookie } })).status).toBe(200)
  process.pause()
  try {
    expect((await ask(app, '/healthz')).status).toBe(200)
    const readyz = await timed(() => ask(app, '/readyz'))
    expect(readyz.got).toMatchObject({ status: 503, text: 'not ready: the database does not answer\n' })
    expect(readyz.ms).toBeLessThan(2_000)

    const [page, data, form, draft] = await Promise.all([
      ask(app, '/jobs', { headers: { Cookie: `${cookie}; assay_theme=dark` } }),
      ask(app, '/jobs.data', { headers: { Cookie: cookie } }),
      post(app, '/account', { intent: 'profile', name: 'Ada L', timeZone: 'Europe/Berlin' }, cookie),
      ask(app, '/scorecards/1/draft', {
        method: 'PUT',
        headers: { Cookie: cookie, Origin: app.origin, 'Content-Type': 'application/json', 'Content-Length': 2 },
        body: '{}',
      }),
    ])
    for (const answer of [page, data, form, draft]) {
      expect(answer.status).toBe(503)
      expect(answer.headers['retry-after']).toBe('10')
      expect(answer.text).not.toMatch(/node_modules|Prisma|at \w+ \(/)
    }
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.text).toContain('Assay is not available at the moment')
    expect(page.text).toContain('Nothing was changed.')
    expect(page.text).toContain('data-theme="dark"')
    expect(page.text).toContain('/assets/')
    expect(data.text).toContain('Nothing was changed.')
    // The session was looked up and no more, so nothing can have been written.
    expect(form.text).toContain('Nothing was saved.')
  } finally {
    process.resume()
  }
  await expect.poll(async () => (await ask(app, '/readyz')).status, { timeout: 30_000, interval: 250 }).toBe(200)
  expect((await ask(app, '/jobs', { headers: { Cookie: cookie } })).status).toBe(200)
})

test('the log says once that the database is away, not once a request or a second', async (context) => {
  const { app } = ours(context)
  const lines = app
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { msg: string })
  const said = (pattern: RegExp) => lines.filter(({ msg }) => pattern.test(msg)).length
  expect(said(/^the database/)).toBeGreaterThan(0)
  expect(said(/^the database did not answer in time/)).toBeLessThanOrEqual(3)
  expect(said(/the queue could not reach the database/)).toBeLessThanOrEqual(1)
  expect(said(/request failed/)).toBe(0)
})

test('a server that ends and comes back is served from again, and SIGTERM ends while it is away', async (context) => {
  const { app, process } = ours(context)
  await process.kill()
  const page = await ask(app, '/jobs', { headers: { Cookie: cookie } })
  expect(page.status).toBe(503)
  expect((await ask(app, '/readyz')).text).toMatch(/^not ready: the database/)
  expect((await ask(app, '/healthz')).status).toBe(200)
  expect(await app.stop()).toEqual({ code: 0, signal: null })
})
