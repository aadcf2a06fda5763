import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ask,
  cookieHeader,
  firstVisit,
  FOUNDER,
  post,
  projectRoot,
  startApp,
  type App,
  type Got,
} from '../setup/built-app'
import { preparedFolder } from '../setup/prepared-folder'
import { openStuck, type Stuck } from '../setup/raw-client'

const ADMINISTRATOR = { email: FOUNDER.email, password: FOUNDER.password }
const EVE = { name: 'Eve', email: 'eve@example.org', password: 'another long password' }
const { folder, remove } = preparedFolder()

let app: App
let token: string
let setUp: Got
let stuck: Stuck[]

beforeAll(async () => {
  app = await startApp({ DATA_DIR: folder })
  stuck = [openStuck(app, 'POST /sign-in HTTP/1.1\r\nHost: '), openStuck(app, slowBody())]
  token = await app.token()
  setUp = await firstVisit(app)
})

afterAll(async () => {
  await app?.stop()
  remove()
})

const slowBody = () =>
  `POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\nOrigin: ${app.origin}\r\n` +
  'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nemail='

const assets = () => readdirSync(path.join(projectRoot, 'build/client/assets'))
const cspOf = ({ headers }: Got) => String(headers['content-security-policy'])

describe('the first visit', () => {
  test('needs the printed token, makes an administrator and signs them in', async () => {
    expect(token).toMatch(/^[\w-]{16,}$/)
    expect(setUp.status).toBe(302)
    const home = await ask(app, '/account', { headers: { Cookie: cookieHeader(setUp) } })
    expect(home.status).toBe(200)
    expect(home.text).toContain('ada@example.org')
  })

  test('happens once: the same token makes no second organisation', async () => {
    const second = await firstVisit(app, { organisation: 'Second', ...EVE })
    // Only the sentence that says so: no session.
    expect((second.headers['set-cookie'] ?? []).map((cookie) => cookie.split('=')[0])).toEqual(['assay_flash'])
    const eve = await post(app, '/sign-in', { email: EVE.email, password: EVE.password })
    expect(eve.headers['set-cookie']).toBeUndefined()
  })
})

describe('headers', () => {
  const kinds: [string, () => Promise<Got>, number][] = [
    ['a page', () => ask(app, '/sign-in'), 200],
    ['data of a page', () => ask(app, '/sign-in.data'), 200],
    ['a redirect', () => ask(app, '/jobs'), 302],
    ['a page that is not there', () => ask(app, '/nothing-here'), 404],
    ['a refused form', () => post(app, '/sign-in', { email: 'nobody' }), 422],
    ['a form from another site', () => post({ ...app, origin: 'https://evil.example' }, '/sign-in', {}), 403],
    ['a foreign host name', () => ask(app, '/sign-in', { headers: { Host: 'evil.example' } }), 421],
    ['an asset', () => ask(app, `/assets/${assets().find((name) => name.endsWith('.js'))}`), 200],
    ['a missing asset', () => ask(app, '/assets/missing.js'), 404],
    ['a static file', () => ask(app, '/mark.svg'), 200],
    ['an address that cannot be decoded', () => ask(app, '/%ff'), 400],
    ['health', () => ask(app, '/healthz'), 200],
    ['readiness', () => ask(app, '/readyz'), 200],
  ]

  test.each(kinds)('%s carries all of them', async (_name, get, status) => {
    const got = await get()
    expect(got.status).toBe(status)
    expect(got.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()') as string,
    })
    expect(got.headers['x-powered-by']).toBeUndefined()
    const csp = cspOf(got)
    expect(csp).toContain("default-src 'none'")
    expect(csp).toContain("frame-ancestors 'none'")
    expect(csp).toContain("base-uri 'none'")
    expect(csp).toContain("form-action 'self'")
    expect(csp).not.toMatch(/unsafe-inline|unsafe-eval|unsafe-hashes|\*/)
    if (got.text !== '') expect(String(got.headers['content-type'])).toMatch(/charset=utf-8|svg|javascript|x-script/i)
  })

  test.each(['/task/1.none', '/task/1.none.data', '/task/1.none/1.csv', '/reset/1.none', '/invitation/1.none'])(
    'the secret in %s reaches no other site and no search engine',
    async (path) => {
      const { headers, status, text } = await ask(app, path)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow, noarchive',
        'cache-control': 'no-store',
      })
      expect(path.startsWith('/task/') ? text : '').not.toMatch(/<script/)
    },
  )

  test('each answer has a nonce of its own, and every script carries it', async () => {
    const [first, second] = [await ask(app, '/sign-in'), await ask(app, '/sign-in')]
    const nonces = [first, second].map((got) => /'nonce-([^']+)'/.exec(cspOf(got))?.[1])
    expect(nonces[0]).toBeTruthy()
    expect(nonces[0]).not.toBe(nonces[1])
    const scripts = first.text.match(/<script[^>]*>/g) ?? []
    expect(scripts.length).toBeGreaterThan(0)
    for (const script of scripts) expect(script).toContain(`nonce="${nonces[0]}"`)
    expect(first.text).not.toMatch(/<[^>]+\s(on\w+|style)=/i)
  })

  test('what is not a file is not kept by anybody', async () => {
    for (const target of ['/sign-in', '/sign-in.data', '/nothing-here'])
      expect((await ask(app, target)).headers['cache-control']).toContain('no-store')
  })

  test('a failure names no file, no stack and no version', async () => {
    for (const target of ['/%ff', '/assets/missing.js', '/assets/%2e%2e/%2e%2e/package.json', '/nothing-here']) {
      const { text, status } = await ask(app, target)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(text).not.toMatch(/node_modules|\.js:\d|at \w+ \(|ENOENT|Express/)
      expect(text).not.toContain(projectRoot)
    }
  })
})

describe('what comes in', () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

  test.each([
    ['another site', { Origin: 'https://evil.example' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['a sandboxed frame', { Origin: 'null' }],
    ['no named site', {}],
    ['a sibling site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another site by its own word', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('a form from %s is refused', async (_name, headers) => {
    const { status } = await ask(app, '/sign-out', { method: 'POST', headers: { ...form, ...headers }, body: 'a=b' })
    expect(status).toBe(403)
  })

  test.each(['PUT', 'PATCH', 'DELETE'])('%s from another site is refused too', async (method) => {
    const headers = { ...form, Origin: 'https://evil.example', 'Content-Length': '0' }
    expect((await ask(app, '/sign-out', { method, headers })).status).toBe(403)
  })

  test('a form from here is answered, by its origin or, where the browser names none, by its site', async () => {
    expect((await post(app, '/sign-out', {})).status).toBe(302)
    const headers = { ...form, 'Sec-Fetch-Site': 'same-origin', 'Content-Length': '3' }
    expect((await ask(app, '/sign-out', { method: 'POST', headers, body: 'a=b' })).status).toBe(302)
  })
})

describe('files', () => {
  test('assets are kept for a year, since their names change with them', async () => {
    const got = await ask(app, `/assets/${assets().find((name) => name.endsWith('.css'))}`)
    expect(got.headers['cache-control']).toMatch(/max-age=31536000, immutable/)
  })

  test('scripts are sent compressed', async () => {
    const [largest] = assets()
      .filter((name) => name.endsWith('.js'))
      .map((name) => ({ name, size: readFileSync(path.join(projectRoot, 'build/client/assets', name)).length }))
      .sort((a, b) => b.size - a.size)
    const got = await ask(app, `/assets/${largest!.name}`, { headers: { 'Accept-Encoding': 'gzip' } })
    expect(got.headers['content-encoding']).toBe('gzip')
  })

  test('no source map and no file of the server is there', async () => {
    expect(assets().filter((name) => name.endsWith('.map'))).toEqual([])
    for (const name of assets().filter((name) => /\.(js|css)$/.test(name))) {
      expect(readFileSync(path.join(projectRoot, 'build/client/assets', name), 'utf8')).not.toMatch(
        /[#@] sourceMappingURL=/,
      )
      if (name.startsWith('root')) expect((await ask(app, `/assets/${name}.map`)).status).toBe(404)
    }
    for (const target of [
      '/server.ts',
      '/package.json',
      '/../package.json',
      '/build/server/index.js',
      '/.env',
      '/.git/config',
    ])
      expect((await ask(app, target)).status, target).toBe(404)
  })
})

describe('watching it', () => {
  test('says that the process and the database answer', async () => {
    expect(await ask(app, '/healthz')).toMatchObject({ status: 200, text: 'ok\n' })
    expect(await ask(app, '/readyz')).toMatchObject({ status: 200, text: 'ready\n' })
  })

  test('shows no metrics unless asked to', async () => {
    expect((await ask(app, '/metrics')).status).toBe(404)
  })
})

describe('signing in', () => {
  const signIn = (form: Record<string, string>, next = '') =>
    post(app, `/sign-in${next && `?next=${encodeURIComponent(next)}`}`, form)

  test('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { status, headers } = await signIn(ADMINISTRATOR)
    expect(status).toBe(302)
    const [set] = headers['set-cookie'] ?? []
    const [pair, ...attributes] = (set ?? '').split('; ')
    expect(pair).toMatch(/^assay_session=\d+\.[\w-]{43}$/)
    expect(attributes.sort()).toEqual(['HttpOnly', `Max-Age=${30 * 86_400}`, 'Path=/', 'SameSite=Lax'])
  })

  test('gives a new session each time, and signing out ends it at once', async () => {
    const [first, second] = [cookieHeader(await signIn(ADMINISTRATOR)), cookieHeader(await signIn(ADMINISTRATOR))]
    expect(first).not.toBe(second)
    expect((await ask(app, '/account', { headers: { Cookie: first } })).status).toBe(200)
    await post(app, '/sign-out', {}, first)
    expect((await ask(app, '/account', { headers: { Cookie: first } })).status).toBe(302)
    expect((await ask(app, '/account', { headers: { Cookie: second } })).status).toBe(200)
  })

  // The whole corpus is tried on the function itself.
  test.each(['https://evil.example', '/\\evil.example', '/jobs/..//evil.example'])(
    'leads to no other site: next=%j',
    async (next) => {
      const { status, headers } = await signIn(ADMINISTRATOR, next)
      expect(status).toBe(302)
      const at = new URL(String(headers.location), app.origin)
      expect(at.origin).toBe(app.origin)
      expect(headers.location).toMatch(/^\/(?!\/)/)
    },
  )

  test('leads to where one was going', async () => {
    expect((await signIn(ADMINISTRATOR, '/jobs?state=open')).headers.location).toBe('/jobs?state=open')
  })

  test('answers the same to an address that is known and one that is not', async () => {
    const password = 'not the password'
    const known = await signIn({ email: ADMINISTRATOR.email, password })
    const unknown = await signIn({ email: 'zoe@example.org', password })
    const plain = ({ text }: Got, email: string) =>
      text
        .replaceAll(email, 'EMAIL')
        .replace(/nonce="[^"]*"/g, 'nonce')
        .replace(/"nonce":"[^"]*"/g, 'nonce')
    expect(known.status).toBe(422)
    expect(unknown.status).toBe(known.status)
    expect(plain(unknown, 'zoe@example.org')).toBe(plain(known, ADMINISTRATOR.email))
    const names = ({ headers }: Got) => Object.keys(headers).sort()
    expect(names(unknown)).toEqual(names(known))
  })

  test.each(['ada@example.org', 'yan@example.org'])('is held up after wrong tries for %s', async (email) => {
    const statuses = []
    for (let tries = 0; tries < 11; tries++) statuses.push((await signIn({ email, password: `wrong ${tries}` })).status)
    expect(statuses).toContain(429)
    expect(statuses.at(-1)).toBe(429)
    const right = await signIn({ email, password: ADMINISTRATOR.password })
    expect(right.status).toBe(429)
    expect(right.headers['set-cookie']).toBeUndefined()
  })
})

test('a client that begins a request and does not end it is cut off', async () => {
  const [headers, body] = await Promise.all(stuck.map(({ closed }) => closed))
  expect(headers).toBeGreaterThan(10_000)
  expect(headers).toBeLessThan(60_000)
  expect(body).toBeGreaterThan(10_000)
  expect(body).toBeLessThan(90_000)
  expect((await ask(app, '/healthz')).status).toBe(200)
})
