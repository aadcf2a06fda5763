import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { Scripts } from '@remix-run/react'
import { createElement, Suspense, type ComponentType } from 'react'
import { expect, test, vi } from 'vitest'
import * as entry from './entry.server'
import { logger } from './platform/logger.server'

type Root = ServerBuild['routes'][string]['module']

/** An application of one page, rendered by the real entry. */
function answer(Page: ComponentType): Promise<Response> {
  const module = {
    default: () =>
      createElement('html', null, createElement('body', null, createElement(Page), createElement(Scripts))),
    loader: () => ({ given: 'by the loader' }),
  } as unknown as Root
  const flags = { hasLoader: true, hasAction: false, hasErrorBoundary: false }
  const build = {
    entry: { module: entry as unknown as ServerBuild['entry']['module'] },
    routes: { root: { id: 'root', path: '', module } },
    assets: {
      entry: { module: '/assets/entry.js', imports: [] },
      routes: { root: { id: 'root', path: '', module: '/assets/root.js', ...flags } },
      url: '/assets/manifest.js',
      version: '1',
    },
    publicPath: '/',
    assetsBuildDirectory: 'build/client',
    basename: '/',
    mode: 'test',
    isSpaMode: false,
    future: { v3_singleFetch: true },
  } as unknown as ServerBuild
  return createRequestHandler(build, 'test')(new Request('http://127.0.0.1/'), {
    cspNonce: 'nonce',
    place: '127.0.0.1',
  })
}

/** As after a turn of the event loop that took longer than any limit: every timer is due before the next turn. */
const timersFirst = () =>
  vi.stubGlobal('setTimeout', (due: () => void) => {
    queueMicrotask(due)
    return 0
  })

test('a page comes whole however long the process was busy with something else', async () => {
  timersFirst()
  try {
    const page = await answer(() => createElement('p', null, 'The page'))
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(html).toContain('<p>The page</p>')
    expect(html).toContain('by the loader')
  } finally {
    vi.unstubAllGlobals()
  }
})

test('what fails in a part of the page is logged and answered with 500', async () => {
  const logged = vi.spyOn(logger, 'error').mockImplementation(() => {})
  const error = new Error('broken part')
  const Broken = () => {
    throw error
  }
  const page = await answer(() => createElement(Suspense, null, createElement(Broken)))
  await page.text()
  expect(page.status).toBe(500)
  expect(logged).toHaveBeenCalledWith({ error }, 'rendering failed')
})
