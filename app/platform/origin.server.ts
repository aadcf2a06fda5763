import { env } from './env.server'

/** The address of this installation, for links that are handed to people. */
export const originOf = (request: Request): string => env().APP_ORIGIN ?? new URL(request.url).origin

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

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
