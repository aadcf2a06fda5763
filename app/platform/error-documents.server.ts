import { AsyncLocalStorage } from 'node:async_hooks'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { wantsPage } from './wants-page.server'

type Route = ServerBuild['routes'][string]
type Args = { request: Request; context: Parameters<ReturnType<typeof createRequestHandler>>[1] }
type Handler = (args: never) => unknown

/** A route without a page: a file, data for scripts, a form that leads elsewhere. */
const isResource = (route: NonNullable<Route>) => !route.module.default && !route.module.ErrorBoundary

const isRedirect = (thrown: unknown) => thrown instanceof Response && thrown.status < 400

/**
 * The build in which a refusal by a route without a page is the error page too, for a browser that goes there: Remix
 * sends the bare sentence, in a window without navigation. Scripts, which ask for something else than HTML, get it still.
 */
export function withErrorDocuments(build: ServerBuild): ServerBuild {
  const refusals = new AsyncLocalStorage<{ thrown: unknown }>()
  const refuse: Handler = () => {
    throw refusals.getStore()?.thrown
  }
  const pages = mapResources(build, () => ({ default: () => null, loader: refuse, action: refuse }))
  let draw: ReturnType<typeof createRequestHandler> | undefined

  const guarded = (handler: Handler) => async (args: Args) => {
    try {
      return await handler(args as never)
    } catch (thrown) {
      const { request, context } = args
      if (isRedirect(thrown) || !wantsPage(request.headers.get('Accept'), request.url)) throw thrown
      const drawPage = (draw ??= createRequestHandler(pages, build.mode))
      const page = new Request(request.url, { headers: request.headers, signal: request.signal })
      return refusals.run({ thrown }, () => drawPage(page, context))
    }
  }
  return mapResources(build, ({ loader, action }) => ({
    ...(loader ? { loader: guarded(loader) } : {}),
    ...(action ? { action: guarded(action) } : {}),
  }))
}

function mapResources(
  build: ServerBuild,
  change: (module: NonNullable<Route>['module']) => Record<string, unknown>,
): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) =>
    route && isResource(route) ? [id, { ...route, module: { ...route.module, ...change(route.module) } }] : [id, route],
  )
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] }
}
