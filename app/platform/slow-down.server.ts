import type { HeadersFunction } from '@remix-run/node'
import { formatWait, type Retry, type SlowDown } from '~/domain/shared/wait'

export const BUSY_SECONDS = 5
export const BUSY_SENTENCE = 'The server is checking many passwords at this moment. Try again in a few seconds.'

/** The answer to an attempt that has to wait: 429 after too many failures, 503 while too many others wait already. */
export function slowDown(error: SlowDown): { retry: Retry; init: { status: number; headers: Record<string, string> } } {
  const busy = error.code === 'BUSY'
  const seconds = busy ? BUSY_SECONDS : error.seconds
  const sentence = busy ? BUSY_SENTENCE : `There were too many failed attempts. Try again in ${formatWait(seconds)}.`
  return {
    retry: { sentence, seconds },
    init: { status: busy ? 503 : 429, headers: { 'Retry-After': String(seconds) } },
  }
}

/** Ends the request with that answer, where there is no form to keep. */
export function throwSlowDown(error: SlowDown): never {
  const { retry, init } = slowDown(error)
  throw new Response(retry.sentence, init)
}

/** Remix drops the headers of an action or of a thrown answer unless the route passes them on. */
export const retryAfter: HeadersFunction = ({ actionHeaders, loaderHeaders, errorHeaders, parentHeaders }) => {
  const headers = new Headers(parentHeaders)
  const value = [errorHeaders, actionHeaders, loaderHeaders].map((from) => from?.get('Retry-After')).find(Boolean)
  if (value) headers.set('Retry-After', value)
  return headers
}
