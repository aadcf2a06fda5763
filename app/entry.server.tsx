import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { PassThrough } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceContext } from './components/ui/nonce'
import { CookieContext } from './components/ui/theme'
import { RETRY_AFTER_SECONDS } from './platform/answer-unavailable.server'
import { logger } from './platform/logger.server'

/** How long Remix waits for a promise that a loader returned; the browser waits as long. No loader returns one so far. */
export const streamTimeout = 5_000

/**
 * Renders a page whole. No time limit ends it: its loaders have answered, so that it waits for nothing but its turn, and
 * a limit would fail pages (500, half a page) just when the process is busy with a long statement of the embedded database.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { cspNonce }: AppLoadContext,
) {
  completeRefusal(status, headers)
  return new Promise<Response>((resolve, reject) => {
    const failed: unknown[] = []
    const { pipe } = renderToPipeableStream(
      <NonceContext.Provider value={cspNonce}>
        <CookieContext.Provider value={request.headers.get('Cookie')}>
          <RemixServer context={remixContext} url={request.url} nonce={cspNonce} abortDelay={streamTimeout} />
        </CookieContext.Provider>
      </NonceContext.Provider>,
      {
        nonce: cspNonce,
        // The whole page at once: nothing here is worth streaming, and a part that comes late needs script to be seen.
        onAllReady() {
          for (const error of failed) logger.error({ error }, 'rendering failed')
          const body = new PassThrough()
          headers.set('Content-Type', 'text/html; charset=utf-8')
          resolve(
            new Response(createReadableStreamFromReadable(body), { headers, status: failed.length > 0 ? 500 : status }),
          )
          pipe(body)
        },
        onShellError: reject,
        // What fails outside every Suspense boundary goes to `onShellError` too, and `handleError` logs it.
        onError: (error: unknown) => void failed.push(error),
      },
    )
  })
}

/**
 * What Remix leaves out of a refused page and of its data: when to ask again with a 503 (it drops the headers of a thrown
 * response), and which methods there are with a 405 (RFC 9110, section 15.5.6).
 */
function completeRefusal(status: number, headers: Headers) {
  if (status === 503 && !headers.has('Retry-After')) headers.set('Retry-After', String(RETRY_AFTER_SECONDS))
  if (status === 405 && !headers.has('Allow')) headers.set('Allow', 'GET, HEAD, OPTIONS')
}

export function handleDataRequest(response: Response): Response {
  completeRefusal(response.status, response.headers)
  return response
}

/** A link that lets its holder in is not written into a log. */
const withoutSecret = (pathname: string) => pathname.replace(/^\/(invitation|reset|task)\/.*/, '/$1/…')

export function handleError(error: unknown, { request }: { request: Request }) {
  // An address that no route knows is an answer, not a failure.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  logger.error({ error, path: withoutSecret(new URL(request.url).pathname) }, 'request failed')
}
