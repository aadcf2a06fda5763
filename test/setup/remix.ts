import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import path from 'node:path'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { withErrorDocuments } from '~/platform/error-documents.server'
import { withEveryAction } from '~/platform/every-action.server'

type RouteModule = ServerBuild['routes'][string]['module']

const modules = {
  ...import.meta.glob<RouteModule>('/app/layout.tsx'),
  ...import.meta.glob<RouteModule>('/app/routes/*/route.tsx'),
  ...import.meta.glob<RouteModule>('/app/routes/*/route.ts'),
}

/** The nonce of every page asked for here, so that two answers can be compared byte by byte. */
export const NONCE = 'nonce'

/** Ids and addresses as the build derives them from the folders. */
async function routeEntries(): Promise<{ id: string; parentId: string; entry: RouteConfigEntry }[]> {
  ;(globalThis as { __remixAppDirectory?: string }).__remixAppDirectory = path.resolve('app')
  const list = (
    entries: RouteConfigEntry[],
    parentId: string,
  ): { id: string; parentId: string; entry: RouteConfigEntry }[] =>
    entries.flatMap((entry) => {
      const id = entry.id ?? entry.file.replace(/\.\w+$/, '')
      return [{ id, parentId, entry }, ...list(entry.children ?? [], id)]
    })
  const { default: config } = await import('~/routes')
  return list(config, 'root')
}

/** The application as the build gives it to the server, with the assets left out. */
export async function serverBuild(): Promise<ServerBuild> {
  const root = (await import('~/root')) as unknown as RouteModule
  const entry = (await import('~/entry.server')) as unknown as ServerBuild['entry']['module']
  const found = await routeEntries()
  const routes: ServerBuild['routes'] = { root: { id: 'root', path: '', module: root } }
  for (const { id, parentId, entry: one } of found) {
    const load = modules[`/app/${one.file}`]
    if (!load)
      throw new Error(`app/${one.file} is neither the layout nor a route.ts or route.tsx in a folder of its own`)
    const module = await load()
    routes[id] = { id, parentId, path: one.path, index: one.index, caseSensitive: one.caseSensitive, module }
  }
  const listed = Object.values(routes).map(({ id, parentId, path: at, index, caseSensitive, module }) => [
    id,
    {
      id,
      parentId,
      path: at,
      index,
      caseSensitive,
      module: `/assets/${id}.js`,
      hasLoader: 'loader' in module,
      hasAction: 'action' in module,
      hasErrorBoundary: 'ErrorBoundary' in module,
    },
  ])
  return {
    entry: { module: entry },
    routes,
    assets: {
      entry: { module: '/assets/entry.js', imports: [] },
      routes: Object.fromEntries(listed) as ServerBuild['assets']['routes'],
      url: '/assets/manifest.js',
      version: '1',
    },
    publicPath: '/',
    assetsBuildDirectory: 'build/client',
    basename: '/',
    mode: 'test',
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
    },
  }
}

let handler: Promise<ReturnType<typeof createRequestHandler>> | undefined

/** Asks the whole application, as the server does: matching, loaders, actions, rendering, error pages. */
export async function ask(request: Request): Promise<Response> {
  handler ??= serverBuild().then((build) => createRequestHandler(withErrorDocuments(withEveryAction(build)), 'test'))
  return (await handler)(request, { cspNonce: NONCE, place: '127.0.0.1' })
}

/** The addresses of all routes, with their parameters as written in the folders. */
export const routePaths = async (): Promise<string[]> =>
  (await routeEntries()).map(({ entry }) => `/${entry.path ?? ''}`)
