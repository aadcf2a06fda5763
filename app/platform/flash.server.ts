import { createCookie, redirect } from '@remix-run/node'

/** One line about what the last act did, shown on the next page. Keep names out of it: it travels in a cookie. */
const cookie = createCookie('assay_flash', { httpOnly: true, sameSite: 'lax', path: '/', maxAge: 60 })

export async function redirectSaying(to: string, message: string, headers: [string, string][] = []) {
  return redirect(to, { headers: [...headers, ['Set-Cookie', await cookie.serialize(message)]] })
}

export async function takeFlash(
  request: Request,
): Promise<{ message: string | null; headers: Record<string, string> }> {
  const message: unknown = await cookie.parse(request.headers.get('Cookie'))
  if (typeof message !== 'string' || message === '') return { message: null, headers: {} }
  return { message, headers: { 'Set-Cookie': await cookie.serialize('', { maxAge: 0 }) } }
}
