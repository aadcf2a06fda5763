import http from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, firstVisit, post, startApp, type App } from '../setup/built-app'
import { preparedFolder } from '../setup/prepared-folder'
import { raw, rawLine } from '../setup/raw-client'

const { folder, remove } = preparedFolder()
let app: App

beforeAll(async () => {
  app = await startApp({ DATA_DIR: folder })
  const { status } = await firstVisit(app)
  expect(status).toBe(302)
})

afterAll(async () => {
  await app?.stop()
  remove()
})

const host = () => `127.0.0.1:${app.port}`
const line = (start: string, headers = '', named = host()) => rawLine(app, start, headers, named)

describe('request targets (RFC 9112, section 3.2)', () => {
  test('an absolute target is answered like its path', async () => {
    const got = await line(`GET http://${host()}/sign-in?next=%2Fjobs`)
    expect(got.status).toBe(200)
    expect(got.text).toContain('<form')
    expect((await line(`GET http://${host()}`)).status).toBe(302)
    expect((await line(`GET http://${host()}/sign-in.data`)).status).toBe(200)
    expect((await line(`GET http://${host()}/healthz`)).text).toContain('ok')
  })

  test('the host of an absolute target is the one that is checked', async () => {
    expect((await line('GET http://evil.example/sign-in')).status).toBe(421)
    expect((await line(`GET http://${host()}/sign-in`, '', 'evil.example')).status).toBe(200)
  })

  test.each(['127.0.0.1:65536', 'localhost:99999', '[::1]:123456789'])(
    'the host %s, whose port does not exist, is refused like a foreign one',
    async (named) => {
      const got = await line('GET /sign-in', '', named)
      expect([got.status, got.text]).toEqual([421, expect.stringMatching(/^This server does not answer/)])
    },
  )

  test.each([
    'GET ftp://127.0.0.1/',
    'GET http://ada:secret@127.0.0.1/',
    'GET http:///sign-in',
    'GET http://[::1/',
    'GET *',
    'POST *',
    'GET sign-in',
    'GET 127.0.0.1:80',
  ])('%s is 400', async (start) => {
    const { status, text } = await line(start)
    expect(status).toBe(400)
    expect(text).toMatch(/\S+\.\s*$/)
  })

  test('a request without a host, or with two, is 400', async () => {
    expect((await raw(app, 'GET /sign-in HTTP/1.1\r\nConnection: close\r\n\r\n')).status).toBe(400)
    expect((await line('GET /sign-in', 'Host: evil.example\r\n')).status).toBe(400)
  })
})

describe('methods (RFC 9110, section 9)', () => {
  test.each(['OPTIONS *', 'OPTIONS /', 'OPTIONS /sign-in', 'OPTIONS /nothing-here'])('%s names them', async (start) => {
    const { status, headers, text } = await line(start)
    expect([status, text]).toEqual([204, ''])
    expect(headers.allow).toBe('GET, HEAD, POST, PUT, OPTIONS')
  })

  test.each(['TRACE /sign-in', 'TRACE *', `TRACE http://127.0.0.1/`])('%s is 405 and shows nothing', async (start) => {
    const { status, headers, text } = await line(start, 'Cookie: assay_session=secret\r\n')
    expect(status).toBe(405)
    expect(headers.allow).toMatch(/GET/)
    expect(text).not.toContain('secret')
  })

  test('CONNECT is 405', async () => {
    const { status, headers } = await line('CONNECT 127.0.0.1:22')
    expect(status).toBe(405)
    expect(headers.allow).toMatch(/GET/)
  })

  test.each(['PROPFIND /', 'SEARCH /', 'M-SEARCH *', 'PURGE /', 'BREW /', 'get /'])('%s is 501', async (start) => {
    expect((await line(start)).status).toBe(501)
  })

  test('HEAD is GET without a body', async () => {
    for (const path of ['/sign-in', '/sign-in.data', '/healthz', '/mark.svg', '/nothing-here']) {
      const [head, get] = [await line(`HEAD ${path}`), await line(`GET ${path}`)]
      expect(head.status, path).toBe(get.status)
      expect(head.text, path).toBe('')
      expect(head.headers['content-type'], path).toBe(get.headers['content-type'])
    }
  })

  test('a page that takes no form says which methods it takes', async () => {
    for (const path of ['/jobs', '/jobs.data', '/kits']) {
      const { status, headers } = await post(app, path, {})
      expect(status, path).toBe(405)
      expect(headers.allow, path).toMatch(/GET, HEAD/)
    }
    const asset = await post(app, '/assets/missing.js', {})
    expect(asset.status).toBe(405)
    expect(asset.headers.allow).toMatch(/GET/)
  })

  test('no address answers in the words of the framework, and none is logged as an error', async () => {
    const logged = app.output()
    const addresses = ['/', '/?index', '/_root.data', '/kits', '/kits.data', '/task/1.x', '/task/1.x/1.csv']
    const more = ['/kits/ml-engineer/search', '/kits/ml-engineer/search.data', '/scorecards/1', '/nothing.data']
    for (const path of [...addresses, ...more]) {
      for (const form of ['', '?_data=', '?_data=root', '?_data=routes%2Fkits', '?%5Fdata=x']) {
        const at = form && path.includes('?') ? form.replace('?', '&') : form
        const got = [await post(app, path + at, {}), ...(form ? [await line(`GET ${path}${at}`)] : [])]
        for (const { status, text } of got) {
          expect([302, 404, 405], `${path}${at}`).toContain(status)
          if (form) expect([status, text]).toEqual([404, 'There is nothing at this address.\n'])
          expect(text).not.toMatch(/did not provide|Unexpected Server Error|made a POST|No route matches|Invalid/)
        }
      }
    }
    const manifest = ['', '?p=/kits', '?version=1', '?version=1&p=%25zz', '?version=1&p=/kits&_data=x']
    for (const search of manifest) expect((await line(`GET /__manifest${search}`)).text).toMatch(/^This|^There/)
    expect(app.output()).toBe(logged)
  })

  test.each(['PUT', 'PATCH', 'DELETE'])('%s does not reach the action of a page', async (method) => {
    for (const path of ['/sign-in', '/sign-in.data', '/sign-out', '/candidates/new', '/nothing-here']) {
      const { status, headers } = await line(`${method} ${path}`, `Origin: http://${host()}\r\nContent-Length: 0\r\n`)
      expect([status, headers.allow], path).toEqual([405, 'GET, HEAD, POST, OPTIONS'])
    }
  })

  test('a draft is not refused for its method before it is asked', async () => {
    const { status } = await line('PUT /scorecards/1/draft', `Origin: http://${host()}\r\nContent-Length: 0\r\n`)
    expect(status).not.toBe(405)
  })

  test('the addresses of health are only for reading', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const { status, headers } = await line(`POST ${path}`, 'Content-Length: 0\r\n')
      expect([status, headers.allow], path).toEqual([405, 'GET, HEAD, OPTIONS'])
    }
  })

  test('what is no request is answered, and the next one too', async () => {
    for (const bytes of [
      '\u0000\u0001\u0002\r\n\r\n',
      'GET\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      `GET / HTTP/1.1\r\nA\u0000: b\r\n\r\n`,
    ])
      expect([400, 501], JSON.stringify(bytes)).toContain((await raw(app, bytes)).status)
    expect((await ask(app, '/healthz')).status).toBe(200)
  })
})

describe('limits of the request line and the headers', () => {
  test('an address of more than 8,192 characters is 414', async () => {
    expect((await line(`GET /sign-in?next=${'a'.repeat(8_000)}`)).status).toBe(200)
    expect((await line(`GET /sign-in?next=${'a'.repeat(9_000)}`)).status).toBe(414)
  })

  test('an address with too many parameters is 400, with too many or too long segments 404', async () => {
    for (const path of ['/sign-in', '/sign-in.data']) {
      expect((await line(`GET ${path}?${'a=1&'.repeat(49)}a=1`)).status).toBe(200)
      expect((await line(`GET ${path}?${'a=1&'.repeat(50)}a=1`)).status).toBe(400)
    }
    expect((await line(`GET ${'/a'.repeat(1_000)}`)).status).toBe(404)
    expect((await line(`GET /task/${'a'.repeat(2_000)}`)).status).toBe(404)
  })

  test('more than 100 headers are 431; a hidden Transfer-Encoding is not read', async () => {
    const fillers = (count: number) => 'a:\r\n'.repeat(count)
    expect((await line('GET /sign-in', fillers(90))).status).toBe(200)
    expect((await line('GET /sign-in', fillers(101))).status).toBe(431)
    // Node keeps 2,000 headers and drops the rest: the body would have come without any limit.
    const hidden = `Origin: ${app.origin}\r\nContent-Type: application/x-www-form-urlencoded\r\n${fillers(2_000)}`
    const body = 'Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\na=b&c\r\n0\r\n\r\n'
    expect((await raw(app, `POST /sign-in HTTP/1.1\r\nHost: ${host()}\r\n${hidden}${body}`)).status).toBe(431)
  })

  test('headers of more than 16 kB are 431', async () => {
    expect((await line('GET /sign-in', `Cookie: ${'a=b; '.repeat(5_000)}\r\n`)).status).toBe(431)
  })

  test('an unknown expectation is 417', async () => {
    expect((await line('GET /sign-in', 'Expect: nothing\r\n')).status).toBe(417)
  })
})

describe('limits of a body', () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const send = (path: string, body: string) =>
    ask(app, path, {
      method: 'POST',
      headers: { ...form, Origin: app.origin, 'Content-Length': String(body.length) },
      body,
    })

  test('pages for strangers take 16 kB, and say so', async () => {
    for (const path of ['/sign-in', '/setup', '/invitation/1.x', '/reset/1.x', '/sign-out', '/task/1.x', '/nothing']) {
      const { status, text } = await send(path, `email=${'x'.repeat(16 * 1024)}`)
      expect(status, path).toBe(413)
      expect(text, path).toBe(
        'This is larger than 16 kB, the most that this address takes. Shorten the text and send it again.',
      )
    }
  })

  test('a form sent without a script leads to a page that says so', async () => {
    const body = `email=${'x'.repeat(16 * 1024)}`
    const headers = {
      ...form,
      Origin: app.origin,
      Accept: 'text/html,*/*;q=0.8',
      'Content-Length': String(body.length),
    }
    const { status, text } = await ask(app, '/sign-in', { method: 'POST', headers, body })
    expect(status).toBe(413)
    expect(text).toContain('<h1 class="h2 ink">This is too large</h1>')
    expect(text).toContain('This is larger than 16 kB, the most that this address takes.')
  })

  test('a page sent with its script shows the sentence itself', async () => {
    const { status, text } = await send('/sign-in.data', `email=${'x'.repeat(16 * 1024)}`)
    expect(status).toBe(413)
    expect(text).toContain('This is larger than 16 kB')
  })

  test('sixty fields are read, one more is 400', async () => {
    const fields = (count: number) => Array.from({ length: count }, (_, at) => `f${at}=`).join('&')
    expect((await send('/sign-in', fields(60))).status).toBe(422)
    expect((await send('/sign-in', fields(61))).status).toBe(400)
  })

  test('addresses that take more are for people who are signed in', async () => {
    for (const path of ['/candidates/import', '/packets/1', '/scorecards/1/draft', '/applications/1', '/jobs/new']) {
      const { status, headers } = await send(path, `a=${'x'.repeat(60_000)}`)
      expect([status, headers.location], path).toEqual([302, '/sign-in'])
    }
  })
})

describe('what comes in', () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const BODY_LIMIT = 2 * 1024 * 1024

  test.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:3000',
    'evil.example:80',
    '169.254.169.254',
  ])('the host name %s is not ours', async (Host) => {
    expect((await ask(app, '/sign-in', { headers: { Host } })).status).toBe(421)
  })

  test.each(['localhost', '127.0.0.1', '[::1]'])('the host name %s is', async (name) => {
    expect((await ask(app, '/sign-in', { headers: { Host: `${name}:${app.port}` } })).status).toBe(200)
  })

  test('a body of more than 2 MB is refused before it is read', async () => {
    const headers = { ...form, Origin: app.origin, 'Content-Length': String(BODY_LIMIT + 1) }
    const status = await new Promise<number>((resolve, reject) => {
      const sending = http.request({ host: '127.0.0.1', port: app.port, path: '/sign-in', method: 'POST', headers })
      sending.on('response', (response) => {
        resolve(response.statusCode ?? 0)
        sending.destroy()
      })
      sending.on('error', reject)
      sending.flushHeaders()
    })
    expect(status).toBe(413)
  })

  test('a body of unknown length is refused', async () => {
    const headers = { ...form, Origin: app.origin, 'Transfer-Encoding': 'chunked' }
    expect((await ask(app, '/sign-in', { method: 'POST', headers, body: 'email=a' })).status).toBe(411)
  })

  test('a body that is no form is refused, not failed on', async () => {
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'image/png']) {
      const headers = { Origin: app.origin, 'Content-Type': type, 'Content-Length': '3' }
      const { status } = await ask(app, '/sign-in', { method: 'POST', headers, body: '{}x' })
      expect(status, type).toBe(400)
    }
  })

  test('forwarded headers are not believed', async () => {
    const headers = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '8.8.8.8' }
    const { text, headers: got } = await ask(app, '/sign-in', { headers })
    expect(text + JSON.stringify(got)).not.toContain('evil.example')
  })
})
