import { paths } from '~/paths'
import type { startBuilt } from './built-server'

type Built = Pick<Awaited<ReturnType<typeof startBuilt>>, 'origin' | 'said'>

/** Posts a form as a page of the server does, and follows nothing. */
export const postTo = (origin: string, address: string, fields: Record<string, string>, cookie = '') =>
  fetch(origin + address, {
    method: 'POST',
    headers: { Cookie: cookie, Origin: origin },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })

/** Makes the first organisation of a fresh server; the cookie of its administrator. */
export async function visitFirst({ origin, said }: Built): Promise<string> {
  const made = await postTo(origin, paths.setup(), {
    token: await said(/\/setup\?token=(\S+)/),
    organisation: 'House',
    timeZone: 'Europe/Berlin',
    name: 'Ada',
    email: 'ada@example.org',
    password: 'correct horse battery',
  })
  return made.headers
    .getSetCookie()
    .flatMap((one) => one.split(';')[0] ?? [])
    .join('; ')
}
