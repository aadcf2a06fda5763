import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express, { type NextFunction, type Request, type Response } from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerBarely } from './bare-page.server'
import { answerFailure, refuseForeignOrigin } from './http.server'

/** As Chromium asks for an address that somebody goes to. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
let origin: string
let close: () => void

beforeAll(async () => {
  const app = express()
  app.use(refuseForeignOrigin)
  app.get('/marks', (_request, response) => answerBarely(response, 405, 'Not <b>"this"</b> & that.'))
  app.use((_request: Request, _response: Response, next: NextFunction) =>
    next(Object.assign(new Error('not there'), { status: 404 })),
  )
  app.use(answerFailure)
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = () => void server.close()
})
afterAll(() => close())

const cases: [path: string, method: string, status: number, title: string, sentence: string][] = [
  ['/a', 'POST', 403, 'This request was refused', 'This request came from another site and was refused.'],
  ['/nothing.js', 'GET', 404, 'Page not found', 'There is nothing at this address.'],
]
test.each(cases)('%s %s is refused with a page for a browser, and a sentence for everything else', async (...one) => {
  const [path, method, status, title, sentence] = one
  const asked = (Accept: string, data = '') =>
    fetch(`${origin}${path}${data}`, { method, headers: { Accept, Origin: 'http://evil.example' } })
  const page = await asked(BROWSER)
  expect([page.status, page.headers.get('Content-Type')]).toEqual([status, 'text/html; charset=utf-8'])
  expect(await page.text()).toContain(`<h1>${title}</h1><p>${sentence}</p><p><a href="/">Go to the dashboard</a></p>`)
  for (const bare of [await asked('*/*'), await asked(BROWSER, '.data')]) {
    expect([bare.status, bare.headers.get('Content-Type')]).toEqual([status, 'text/plain; charset=utf-8'])
    expect(await bare.text()).toBe(sentence)
    expect(bare.headers.get('Vary')).toContain('Accept')
  }
})

test('a sentence is no HTML', async () => {
  const page = await fetch(`${origin}/marks`, { headers: { Accept: BROWSER } })
  expect(await page.text()).toContain('<p>Not &#60;b&#62;&#34;this&#34;&#60;/b&#62; &#38; that.</p>')
})
