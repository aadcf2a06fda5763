import type { NextFunction, Request as ServerRequest, Response as ServerResponse } from 'express'
import { env } from './env.server'

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

/** Whether a Host header names this machine, with or without a port. */
export const isLoopbackHost = (host: string): boolean => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)

/** A line for the start, where people reach this installation over plain http from other machines; null otherwise. */
export function plainHttpWarning(appOrigin: string | undefined): string | null {
  if (!appOrigin) return null
  const { protocol, hostname } = new URL(appOrigin)
  if (protocol !== 'http:' || LOOPBACK.includes(hostname) || hostname.endsWith('.localhost')) return null
  return (
    `Warning: APP_ORIGIN is ${appOrigin}, so passwords and everything else travel unencrypted. ` +
    'Put a proxy with a certificate in front and set APP_ORIGIN to its https address.'
  )
}
