import { parse, serialize } from 'cookie'
import { env } from './env.server'

/**
 * Name and attributes of a cookie that only this host may set and no script may read. Behind https its name begins with
 * `__Host-`, so that a sibling host cannot set it for us.
 */
export function hostCookieOptions(plainName: string) {
  const secure = env().APP_ORIGIN?.startsWith('https:') ?? false
  const name = secure ? `__Host-${plainName}` : plainName
  return { name, options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const }
}

/** Such a cookie, unsigned: what it holds is checked against the database. */
export function hostCookie(plainName: string, maxAge: number) {
  const { name, options } = hostCookieOptions(plainName)
  return {
    read: (request: Request): string | undefined => parse(request.headers.get('Cookie') ?? '')[name],
    set: (value: string): string => serialize(name, value, { ...options, maxAge }),
    clear: (): string => serialize(name, '', { ...options, maxAge: 0 }),
  }
}
