import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node'

type Handler = (args: LoaderFunctionArgs) => unknown
export type RouteModule = { loader?: Handler; action?: Handler }

const FOLDER = path.join(import.meta.dirname, '../../app/routes')
const found = import.meta.glob<RouteModule>('../../app/routes/*/route.{ts,tsx}')

/** Every route by the name of its folder, as the build finds them. */
export const routes = new Map(Object.entries(found).map(([file, load]) => [path.basename(path.dirname(file)), load]))

const sourcesOf = (route: string): string => {
  const folder = path.join(FOLDER, route)
  return readdirSync(folder)
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n')
}

/** Whether the route's folder reads its query string and says this name. */
export const namedIn = (route: string, name: string): boolean => {
  const sources = sourcesOf(route)
  return /parseSearch|searchParams/.test(sources) && new RegExp(`\\b${name}\\b`).test(sources)
}

/** The names of an action's intents and methods, read from the sources of the route's folder. */
export function intentsOf(route: string): string[] {
  const sources = sourcesOf(route)
  const patterns = [
    /case '([a-z][a-z-]*)':/g,
    /name="intent"\s+value="([a-z-]+)"/g,
    /intent'?\)?\s*[!=]==\s*'([a-z-]+)'/g,
    /request\.method === '([A-Z]+)'/g,
  ]
  return [...new Set(patterns.flatMap((pattern) => [...sources.matchAll(pattern)].map((match) => match[1]!)))].sort()
}

export type Answer = number | 'sign-in'
export type Outcome = { answer: Answer; payload: unknown }

/** Calls a loader or an action as Remix does and says what a browser would get. A throw that is no answer goes through. */
export async function call(
  route: string,
  which: 'loader' | 'action',
  request: Request,
  params: Record<string, string>,
): Promise<Outcome> {
  const handler = (await routes.get(route)?.())?.[which]
  if (!handler) throw new Error(`${route} has no ${which}`)
  const context = { cspNonce: '', place: '127.0.0.1' } as AppLoadContext
  try {
    return outcome(await handler({ request, params, context }))
  } catch (thrown) {
    if (!(thrown instanceof Response) && !isData(thrown)) throw thrown
    return outcome(thrown)
  }
}

type WithInit = { type: 'DataWithResponseInit'; data: unknown; init: ResponseInit | null }
const isData = (value: unknown): value is WithInit =>
  typeof value === 'object' && value !== null && (value as WithInit).type === 'DataWithResponseInit'

async function outcome(value: unknown): Promise<Outcome> {
  if (isData(value)) return { answer: value.init?.status ?? 200, payload: value.data }
  if (!(value instanceof Response)) return { answer: 200, payload: value }
  const toSignIn = value.status === 302 && /^\/sign-in(\?|$)/.test(value.headers.get('Location') ?? '')
  return { answer: toSignIn ? 'sign-in' : value.status, payload: await value.text() }
}
