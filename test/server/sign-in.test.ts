import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BUSY_DATA, DATA_HEADERS } from '~/platform/busy-data.server'
import { ask, cookieHeader, firstVisit, FOUNDER, post, startApp, type App, type Got } from '../setup/built-app'
import { preparedFolder } from '../setup/prepared-folder'

const ADA = { email: FOUNDER.email, password: FOUNDER.password }
const TOKEN = 'a-token-for-the-figures'
const folders = [preparedFolder(), preparedFolder()]

let app: App
let proxied: App
let setUp: Got

beforeAll(async () => {
  app = await startApp({ DATA_DIR: folders[0]!.folder, METRICS: '1' })
  proxied = await startApp({ DATA_DIR: folders[1]!.folder, METRICS_TOKEN: TOKEN, TRUST_PROXY: '1' })
  setUp = await firstVisit(app)
})

afterAll(async () => {
  await Promise.all([app?.stop(), proxied?.stop()])
  folders.forEach(({ remove }) => remove())
})

const metrics = (of: App, headers: Record<string, string> = {}) => ask(of, '/metrics', { headers })

describe('figures', () => {
  test('without a token they are for programs on this machine, not for what is passed on or a name made to lead here', async () => {
    expect(await metrics(app)).toMatchObject({ status: 200, text: expect.stringContaining('process_cpu') as string })
    const passedOn: Record<string, string>[] = [
      { 'X-Forwarded-For': '8.8.8.8' },
      { 'X-Forwarded-Host': 'assay.example.org' },
      { Forwarded: 'for=8.8.8.8' },
      { Via: '1.1 proxy' },
      { 'X-Real-IP': '8.8.8.8' },
      { Host: `evil.example:${app.port}` },
    ]
    for (const headers of passedOn) {
      const { status, text } = await metrics(app, headers)
      expect([status, text.includes('process_cpu')], JSON.stringify(headers)).toEqual([403, false])
    }
  })

  test('with a token they are for whoever sends it, and for nobody else', async () => {
    expect((await metrics(proxied, { Authorization: `Bearer ${TOKEN}` })).status).toBe(200)
    const refused = [
      {},
      { Authorization: TOKEN },
      { Authorization: `Bearer ${TOKEN}x` },
      { Authorization: `Basic ${TOKEN}` },
    ]
    for (const headers of refused) {
      const got = await metrics(proxied, headers as Record<string, string>)
      expect(got.status, JSON.stringify(headers)).toBe(401)
      expect(got.headers['www-authenticate']).toMatch(/^Bearer/)
      expect(got.text).not.toContain('process_cpu')
    }
  })
})

describe('what a browser or a proxy may claim', () => {
  test('the line about the last act is shown only if this installation signed it', async () => {
    const cookie = cookieHeader(setUp)
    const saved = await post(app, '/account', { intent: 'account', name: 'Ada', timeZone: 'UTC' }, cookie)
    const flash = cookieHeader(saved)
    const read = async (flash: string) =>
      (await ask(app, '/account', { headers: { Cookie: `${cookie}; ${flash}` } })).text.includes('toast__text')
    expect(flash).toMatch(/^assay_flash=/)
    expect(await read(flash)).toBe(true)
    const unsigned = Buffer.from(JSON.stringify('Your account is locked. Call 555-0100.')).toString('base64')
    expect(await read(`assay_flash=${encodeURIComponent(unsigned)}`)).toBe(false)
    const [content, signature] = decodeURIComponent(flash.split('=').slice(1).join('=')).split('.')
    const other = Buffer.from(JSON.stringify({ message: 'Call 555-0100.', until: Date.now() + 60_000 })).toString(
      'base64',
    )
    expect(await read(`assay_flash=${encodeURIComponent(`${other}.${signature}`)}`)).toBe(false)
    expect(await read(`assay_flash=${encodeURIComponent(content!)}`)).toBe(false)
  })

  test('a link that is handed to somebody leads here, whatever X-Forwarded-Host says', async () => {
    const form = new URLSearchParams({ name: 'New', email: 'new@example.org', roles: 'recruiter' }).toString()
    const headers = {
      Origin: app.origin,
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': form.length,
      Cookie: cookieHeader(setUp),
      'X-Forwarded-Host': 'evil.example:666',
    }
    const { status, text } = await ask(app, '/people', { method: 'POST', headers, body: form })
    expect(status).toBe(200)
    expect(text).toContain(`${app.origin}/invitation/`)
    expect(text).not.toMatch(/evil\.example|:666/)
  })
})

describe('an attacked account', () => {
  const wrong = (email: string) => post(app, '/sign-in', { email, password: 'wrong' })

  test.each(['ada@example.org', 'yan@example.org'])(
    '%s: the answer says when to try again and keeps the address',
    async (email) => {
      for (let at = 0; at < 5; at++) expect((await wrong(email)).status).toBe(422)
      const held = await post(app, '/sign-in', { email, password: ADA.password })
      expect(held.status).toBe(429)
      expect(held.headers['set-cookie']).toBeUndefined()
      const seconds = Number(held.headers['retry-after'])
      expect(seconds).toBeGreaterThan(0)
      expect(seconds).toBeLessThanOrEqual(10)
      expect(held.text).toContain(`Try again in ${seconds}\u00a0second`)
      expect(held.text).toContain(`value="${email}"`)
    },
  )

  test('its owner signs in on the device where they did before', async () => {
    const { status } = await post(app, '/sign-in', ADA, cookieHeader(setUp))
    expect(status).toBe(302)
  })

  test('the figures count sign-ins by outcome, and the log names nobody', async () => {
    const { text } = await metrics(app)
    expect(text).toMatch(/assay_sign_ins_total\{outcome="wrong"\} 10/)
    expect(text).toMatch(/assay_sign_ins_total\{outcome="delayed"\} 2/)
    expect(app.output()).not.toMatch(/ada@|yan@/)
  })
})

test('a burst of sign-ins is refused at the door beyond what the queue takes, with and without a script', async () => {
  const attempt = (at: number, path: string) => post(app, path, { email: `none${at}@example.org`, password: 'wrong' })
  for (const path of ['/sign-in', '/sign-in.data']) {
    const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => attempt(at, path)))
    const refused = answers.filter(({ status }) => status === 503)
    // Two are checked and twenty from one place wait. None of the others is looked at.
    expect(refused.length, path).toBeGreaterThanOrEqual(30)
    for (const { headers, text } of refused) {
      expect(headers['retry-after']).toBe('5')
      expect(text).toContain('Try again in a few seconds.')
      if (path === '/sign-in') expect(text.length, 'a page that costs nothing to draw').toBeLessThan(1_000)
      else expect([text, headers['content-type']]).toEqual([BUSY_DATA, DATA_HEADERS['Content-Type']])
    }
    expect(answers.filter(({ status }) => ![422, 429, 503].includes(status))).toEqual([])
  }
})
