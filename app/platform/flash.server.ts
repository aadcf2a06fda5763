import { createCookie, redirect } from '@remix-run/node'
import { maxLength, minLength } from '~/domain/shared/checks'
import * as z from 'zod/mini'
import { now } from './clock.server'
import { hostCookieOptions } from './cookie.server'
import { installationSecrets } from './installation-secret.server'

const SECONDS = 60

/** What the cookie holds: the sentence, and until when it may be shown. */
const Content = z.object({
  message: z.string().check(minLength(1, 'Empty.'), maxLength(500, 'Too long.')),
  until: z.number(),
})

/** Signed with a key of the installation, so that nobody who can plant a cookie shows a sentence as ours. */
async function flashCookie() {
  const { name, options } = hostCookieOptions('assay_flash')
  return createCookie(name, { ...options, maxAge: SECONDS, secrets: await installationSecrets('flash') })
}

/**
 * Leads to another page, which shows one line about what was done. Keep names out of it: it travels in a cookie. The line
 * is shown for a minute at most, so a cookie that somebody kept cannot confirm something later.
 */
export async function redirectWithMessage(to: string, message: string, headers: [string, string][] = []) {
  const content: z.infer<typeof Content> = { message, until: now().getTime() + SECONDS * 1000 }
  return redirect(to, { headers: [...headers, ['Set-Cookie', await (await flashCookie()).serialize(content)]] })
}

/** The line for this page, and the header that takes it away. Whatever we did not sign shows nothing. */
export async function takeFlash(
  request: Request,
): Promise<{ message: string | null; headers: Record<string, string> }> {
  const header = request.headers.get('Cookie')
  if (!header?.includes('assay_flash=')) return { message: null, headers: {} }
  const cookie = await flashCookie()
  const read = Content.safeParse(await cookie.parse(header))
  const shown = read.success && read.data.until >= now().getTime()
  return {
    message: shown ? read.data.message : null,
    headers: { 'Set-Cookie': await cookie.serialize('', { maxAge: 0 }) },
  }
}
