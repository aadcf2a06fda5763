import type { ServerBuild } from '@remix-run/node'
import { watchingWrites } from './db.server'
import { asUnavailable, type DatabaseUnavailable } from './unavailable.server'

/** When a browser, a proxy or a script may ask again. */
export const RETRY_AFTER_SECONDS = 10

const READ = 'The database does not answer at the moment. Nothing was changed. Try again in a minute.'
const NOT_SAVED = 'The database could not be written to. Nothing was saved. Try again in a minute.'
const FULL =
  'The disk of the server is full. Nothing was saved, and nothing saved before is lost. Tell your administrator.'
const READ_ONLY = 'The database takes no changes at the moment. Nothing was saved. Try again in a minute.'
const UNKNOWN =
  'The database did not answer in time. It is not certain whether your change was saved: open the page again and look before you send it once more.'

/** What a person is told: an uncertain outcome is never called saved or not saved. */
function sentenceFor(away: DatabaseUnavailable, reads: boolean, wrote: boolean): string {
  if (reads) return READ
  if (wrote || away.outcome === 'unknown') return UNKNOWN
  if (away.reason === 'disk-full') return FULL
  return away.reason === 'read-only' ? READ_ONLY : NOT_SAVED
}

/** A 503 for a request that failed because the database is away; null for any other failure. */
export function unavailableResponse(error: unknown, request: Request, wrote: boolean): Response | null {
  const away = asUnavailable(error)
  if (!away) return null
  const reads = request.method === 'GET' || request.method === 'HEAD'
  return new Response(sentenceFor(away, reads, wrote), {
    status: 503,
    statusText: 'Service Unavailable',
    headers: { 'Retry-After': String(RETRY_AFTER_SECONDS), 'Content-Type': 'text/plain; charset=utf-8' },
  })
}

type Args = { request: Request }
type Handler = (args: never) => unknown

const guarded = (handler: Handler) => (args: Args) =>
  watchingWrites(async (writes) => {
    try {
      return await handler(args as never)
    } catch (error) {
      throw unavailableResponse(error, args.request, writes.wrote) ?? error
    }
  })

/**
 * The build with every loader and action guarded: Remix has no place of its own where a failure of any route becomes an
 * answer, and each route catching it for itself would leave one out.
 */
export function withUnavailableResponses(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route] as const
    const { loader, action } = route.module
    const module = {
      ...route.module,
      ...(loader ? { loader: guarded(loader) } : {}),
      ...(action ? { action: guarded(action) } : {}),
    }
    return [id, { ...route, module }] as const
  })
  return { ...build, routes: Object.fromEntries(routes) }
}
