import type { NextFunction, Request as ServerRequest, Response as ServerResponse } from 'express'
import { env, type Env } from './env.server'

/** The address of this installation, for links that are handed to people. */
export const originOf = (request: Request): string => env().APP_ORIGIN ?? new URL(request.url).origin

/**
 * Takes X-Forwarded-Host away before Remix sees it: Remix believes its port from anybody, and would make links of it. Links
 * lead to APP_ORIGIN, or to the Host that has been checked.
 */
export function forgetForwardedHost(request: ServerRequest, _response: ServerResponse, next: NextFunction) {
  delete request.headers['x-forwarded-host']
  next()
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Whether a Host header names this machine, with or without a port. One that makes no address (port 99999) does not. */
export const isLoopbackHost = (host: string): boolean =>
  /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/.test(host) && URL.canParse(`http://${host}`)

const isLoopbackName = (hostname: string) => LOOPBACK.includes(hostname) || hostname.endsWith('.localhost')

/**
 * Whether people certainly reach this server through a proxy: one is configured, or they come by https, which is not
 * spoken here, or under another name than this machine's although only this machine is listened to. Then a request
 * from loopback may be anybody's, even one with a loopback Host and no forwarding header: nginx sends exactly that
 * unless it is told otherwise.
 */
export function isBehindProxy({ APP_ORIGIN, HOST, TRUST_PROXY }: Pick<Env, 'APP_ORIGIN' | 'HOST' | 'TRUST_PROXY'>) {
  if (TRUST_PROXY > 0) return true
  if (!APP_ORIGIN) return false
  const { protocol, hostname } = new URL(APP_ORIGIN)
  return protocol === 'https:' || (!isLoopbackName(hostname) && isLoopbackName(HOST === '::1' ? '[::1]' : HOST))
}

/** A line for the start, where people reach this installation over plain http from other machines; null otherwise. */
export function plainHttpWarning(appOrigin: string | undefined): string | null {
  if (!appOrigin) return null
  const { protocol, hostname } = new URL(appOrigin)
  if (protocol !== 'http:' || isLoopbackName(hostname)) return null
  return (
    `Warning: APP_ORIGIN is ${appOrigin}, so passwords and everything else travel unencrypted. ` +
    'Put a proxy with a certificate in front and set APP_ORIGIN to its https address.'
  )
}
