import { FORM_ACCOUNT_HEADER } from '~/domain/identity/form-account'
import type { Viewer } from '~/domain/policy/policy'
import { transaction } from '~/platform/db.server'
import { beginSession, findViewer, type SignedIn } from '~/platform/session.server'

/** The Cookie header of a fresh session of this user. */
export async function cookieOf(viewer: Viewer): Promise<string> {
  const { organisationId, userId } = viewer
  const set = await transaction((tx) => beginSession(tx, { organisationId, userId, userAgent: 'test' }))
  return set.split(';')[0]!
}

/** The person as an action gets them, in a fresh session. */
export async function signedIn(viewer: Viewer): Promise<SignedIn> {
  const found = await findViewer(request('/', { cookie: await cookieOf(viewer) }))
  if (!found) throw new Error('the session opens nothing')
  return found
}

/** The Cookie header of a browser that was given these headers. */
export const cookiesOf = (headers: readonly (readonly [string, string])[]): string =>
  headers.flatMap(([name, value]) => (name === 'Set-Cookie' ? [value.split(';')[0]] : [])).join('; ')

/** `account` is for whose session JSON says that its page was made; a form says it in a field. */
type Asked = {
  cookie?: string
  account?: string
  method?: string
  form?: Record<string, string | string[]>
  json?: unknown
  /** What a browser says that it takes when it goes to an address. */
  accept?: string
}

/** A request as the server hands it to loaders and actions. */
export function request(path: string, { cookie, account, method, form, json, accept }: Asked = {}): Request {
  const headers = new Headers(cookie ? { Cookie: cookie } : {})
  if (account !== undefined) headers.set(FORM_ACCOUNT_HEADER, account)
  if (accept !== undefined) headers.set('Accept', accept)
  let body: string | undefined
  if (form) {
    const fields = new URLSearchParams()
    for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) fields.append(name, one)
    headers.set('Content-Type', 'application/x-www-form-urlencoded')
    body = fields.toString()
  } else if (json !== undefined) {
    headers.set('Content-Type', 'application/json')
    body = JSON.stringify(json)
  }
  return new Request(new URL(path, 'http://127.0.0.1:3000'), {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    body,
  })
}
