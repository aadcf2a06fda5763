import type { NextFunction, Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerBarely } from './bare-page.server'
import { env } from './env.server'
import { limitsOf, tooLarge } from './limits.server'
import { logger } from './logger.server'
import { isLoopbackHost } from './origin.server'

/** A page on another site must not reach this server by pointing its own name at loopback (DNS rebinding). */
export function refuseForeignHost(request: Request, response: Response, next: NextFunction) {
  const host = request.get('host') ?? ''
  const { APP_ORIGIN } = env()
  const own = APP_ORIGIN ? new URL(APP_ORIGIN).host : null
  if (host === own || isLoopbackHost(host)) {
    // A proxy may ask under a loopback name; Remix compares a form's origin with the name that people type.
    if (own) request.headers.host = own
    return next()
  }
  answerBarely(
    response,
    421,
    'This server does not answer for that host name. Set APP_ORIGIN to the address people type.',
  )
}

export function nonce(_request: Request, response: Response, next: NextFunction) {
  response.locals.cspNonce = randomBytes(16).toString('base64')
  next()
}

export function securityHeaders(development: boolean): RequestHandler {
  const https = env().APP_ORIGIN?.startsWith('https:') ?? false
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [
          "'strict-dynamic'",
          (_request: IncomingMessage, response: ServerResponse) => `'nonce-${(response as Response).locals.cspNonce}'`,
        ],
        styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: development ? ["'self'", 'ws:'] : ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        manifestSrc: ["'self'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  return (request, response, next) => {
    response.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    headers(request, response, next)
  }
}

/** Pages whose address is the key: no other site hears of it, and no search engine keeps it. */
export function keepAddressSecret(_request: Request, response: Response, next: NextFunction) {
  response.set({ 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex, nofollow, noarchive' })
  next()
}

/** Cross-site request forgery: an unsafe method must come from our own pages. */
export function refuseForeignOrigin(request: Request, response: Response, next: NextFunction) {
  if (request.method === 'GET' || request.method === 'HEAD') return next()
  const own = env().APP_ORIGIN ?? `http://${request.get('host')}`
  const origin = request.get('origin')
  const same = origin ? origin === own : request.get('sec-fetch-site') === 'same-origin'
  if (same) return next()
  answerBarely(response, 403, 'This request came from another site and was refused.')
}

/**
 * A body says its length before it is read; without one it could be endless. Of the forms of our pages, sent with a
 * script or without, only the length is left to the action, so that a page, and not a blank window, shows the sentence:
 * nothing is read there either.
 */
export function limitBody(request: Request, response: Response, next: NextFunction) {
  if (request.headers['transfer-encoding'] !== undefined)
    return answerBarely(response, 411, 'Send the length of the body with the request.')
  const limits = limitsOf(request.path)
  const fromPage =
    request.path.endsWith('.data') || (request.method === 'POST' && /\btext\/html\b/.test(request.get('accept') ?? ''))
  if (Number(request.get('content-length') ?? 0) > limits.bytes && !fromPage)
    return answerBarely(response, 413, tooLarge(limits))
  next()
}

/** What no page answered: a missing file, an address that cannot be decoded, or a fault. Never a stack or a path. */
export function answerFailure(
  error: Error & { status?: number },
  _request: Request,
  response: Response,
  next: NextFunction,
) {
  if (response.headersSent) return next(error)
  const status = error.status !== undefined && error.status >= 400 && error.status < 500 ? error.status : 500
  if (status === 500) logger.error({ error }, 'request failed')
  answerBarely(
    response,
    status,
    status === 500 ? 'Something went wrong on the server; its log says why.' : (SENTENCES[status] ?? SENTENCES[400]),
  )
}

const SENTENCES: Record<number, string> & { 400: string } = {
  400: 'This address cannot be read.',
  404: 'There is nothing at this address.',
  405: 'This address is only for reading.',
}
