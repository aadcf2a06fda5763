import type { NextFunction, Request, Response } from 'express'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { answerBarely } from './bare-page.server'

const plain = (response: Response, status: number, sentence: string) => answerBarely(response, status, `${sentence}\n`)

/** Methods that are known here. Pages take the first three; what takes others is named in `TAKES_MORE`. */
const IMPLEMENTED = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
export const ALLOWED = 'GET, HEAD, POST, PUT, OPTIONS'

/**
 * Remix hands every method but GET and HEAD to a page's action, so a PATCH of the sign-in form would sign in. The draft's
 * action says itself which methods it takes.
 */
const TAKES_MORE = /^\/scorecards\/\d{1,10}\/draft$/
const PAGE_METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS']

/** Longest target: Remix asks for the routes of a page's links with up to 7,680 characters. */
const TARGET_LIMIT = 8_192
const HEADERS = 100
const SEGMENTS = 20
const SEGMENT_LENGTH = 300
/** Parameters of a query string; `/__manifest` names one path for each link of a page. */
const PARAMETERS = 50
const MANIFEST_PARAMETERS = 600

/**
 * Absolute-form is read as its path, and its host replaces the header (RFC 9112, section 3.2.2), to be checked as that
 * would be. Stands before Express, which answers 404 for some targets without asking anybody.
 */
export const readAbsoluteForm =
  (app: RequestListener): RequestListener =>
  (request, response) => {
    const target = request.url ?? ''
    if (!target.startsWith('/') && target !== '*') {
      const url = absolute(target)
      if (!url) {
        const sentence = 'The target is a path, or an address that begins with http:// or https://.\n'
        response.writeHead(400, {
          'Content-Type': 'text/plain; charset=utf-8',
          'Content-Length': sentence.length,
          'X-Content-Type-Options': 'nosniff',
        })
        return void response.end(sentence)
      }
      request.headers.host = url.host
      request.url = url.pathname + url.search
    }
    app(request, response)
  }

/**
 * The request line as HTTP has it (RFC 9110, section 9): `*` is for OPTIONS alone; TRACE is refused, since it shows
 * cookies; what nobody implements is 501. And the limits of the line and of the headers, which are known before
 * anything is looked up.
 */
export function readTarget(request: Request, response: Response, next: NextFunction) {
  const { method, rawHeaders } = request
  // Headers beyond Node's own limit are not shown, yet its parser obeys them (Transfer-Encoding!), so the limit is ours.
  if (rawHeaders.length > 2 * HEADERS) return plain(response, 431, `A request may carry at most ${HEADERS} headers.`)
  if (rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length > 1)
    return plain(response, 400, 'A request names one host.')
  if (method === 'TRACE') {
    response.set('Allow', ALLOWED)
    return plain(response, 405, 'TRACE is not answered here.')
  }
  if (!IMPLEMENTED.includes(method)) return plain(response, 501, `The method ${method} is not known here.`)
  if (request.url.length > TARGET_LIMIT)
    return plain(response, 414, `An address has at most ${TARGET_LIMIT} characters here.`)

  if (request.url === '*') {
    if (method !== 'OPTIONS') return plain(response, 400, 'The target * goes with OPTIONS only.')
    return void response.set('Allow', ALLOWED).status(204).end()
  }
  const [path = '', search = ''] = split(request.url)
  const segments = path.split('/')
  if (segments.length > SEGMENTS + 1 || segments.some((segment) => segment.length > SEGMENT_LENGTH))
    return plain(response, 404, 'There is nothing at this address.')
  const most = path === '/__manifest' ? MANIFEST_PARAMETERS : PARAMETERS
  if (search.split('&').length > most) return plain(response, 400, `An address has at most ${most} parameters here.`)
  if (method === 'OPTIONS') return void response.set('Allow', ALLOWED).status(204).end()
  const parameters = new URLSearchParams(search)
  // Remix still answers this parameter of its earlier versions, in its own words and with an error in the log.
  if (parameters.has('_data')) return plain(response, 404, 'There is nothing at this address.')
  if (path === '/__manifest' && !isManifestRequest(parameters))
    return plain(response, 400, 'This address names the version of the pages and at least one page.')
  next()
}

/** What Remix's script asks for: it answers anything else in its own words, or in the log. */
const isManifestRequest = (parameters: URLSearchParams) =>
  parameters.has('version') && parameters.has('p') && parameters.getAll('p').every(isDecodable)

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

function split(url: string): [string, string] {
  const at = url.indexOf('?')
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
}

function absolute(target: string): URL | null {
  if (!/^https?:\/\/[^/?#]/i.test(target) || !URL.canParse(target)) return null
  const url = new URL(target)
  return url.username === '' && url.password === '' ? url : null
}

/** What Node's parser refuses before there is a request: the status, and a sentence. */
const PARSER: Record<string, [status: string, sentence: string]> = {
  HPE_INVALID_METHOD: ['501 Not Implemented', 'This method is not known here.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers are larger than 16 kB.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long.'],
}
const MALFORMED: [string, string] = ['400 Bad Request', 'This is not a request that HTTP knows.']

/** Answers for what never becomes a request: CONNECT, and lines that Node's parser refuses. */
export function answerOutsideRequests(server: Server) {
  const end = (socket: Duplex, [status, sentence]: [string, string], more = '') => {
    if (!socket.writable) return socket.destroy()
    socket.end(
      `HTTP/1.1 ${status}\r\n${more}Content-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n` +
        `Content-Length: ${sentence.length + 1}\r\nConnection: close\r\n\r\n${sentence}\n`,
    )
  }
  // The limit of `readTarget` replaces Node's, which hides headers without an error (ADR 010).
  server.maxHeadersCount = 0
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy())
    end(socket, ['405 Method Not Allowed', 'CONNECT is not answered here.'], `Allow: ${ALLOWED}\r\n`)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET') return socket.destroy()
    end(socket, PARSER[error.code ?? ''] ?? MALFORMED)
  })
}

/** Refuses methods that no page takes. It stands behind the check of the origin: another site is refused whatever it asks. */
export function refuseMethod(request: Request, response: Response, next: NextFunction) {
  if (PAGE_METHODS.includes(request.method) || TAKES_MORE.test(request.path)) return next()
  response.set('Allow', PAGE_METHODS.join(', '))
  plain(response, 405, `This address does not take the method ${request.method}.`)
}
