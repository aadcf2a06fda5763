import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { PassThrough } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceContext } from './components/ui/nonce'
import { RETRY_AFTER_SECONDS } from './platform/answer-unavailable.server'
import { logger } from './platform/logger.server'

const GIVE_UP_AFTER_MS = 5_000
export const streamTimeout = GIVE_UP_AFTER_MS

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { cspNonce }: AppLoadContext,
) {
  completeRefusal(status, headers)
  return new Promise<Response>((resolve, reject) => {
    let shellSent = false
    let code = status
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={cspNonce}>
        <RemixServer context={remixContext} url={request.url} nonce={cspNonce} abortDelay={GIVE_UP_AFTER_MS} />
      </NonceContext.Provider>,
      {
        nonce: cspNonce,
        // The whole page at once: nothing here is worth streaming, and a part that comes late needs script to be seen.
        onAllReady() {
          shellSent = true
          const body = new PassThrough()
          headers.set('Content-Type', 'text/html; charset=utf-8')
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: code }))
          pipe(body)
        },
        onShellError: reject,
        onError(error: unknown) {
          code = 500
          if (shellSent) logger.error({ error }, 'rendering failed')
        },
      },
    )
    setTimeout(abort, GIVE_UP_AFTER_MS + 1_000)
  })
}

/**
 * What Remix leaves out of a refused page and of its data: when to ask again with a 503 (it drops the headers of a thrown
 * response), and which methods there are with a 405 (RFC 9110, section 15.5.6).
 */
function completeRefusal(status: number, headers: Headers) {
  if (status === 503) headers.set('Retry-After', String(RETRY_AFTER_SECONDS))
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
