import type { SlowDown } from '~/domain/shared/wait'
import { throwSlowDown } from './slow-down.server'

/** The answer in the place of a link that leads nowhere any more. */
export const linkGone = () =>
  new Response(
    'This link has been used, has expired, or is not valid. If you have just set a password with it, sign in with that; otherwise ask your administrator for a new link.',
    {
      status: 410,
    },
  )

/** The invitation or reset behind a link; otherwise the end of the request: 410, or 429 after too many guesses. */
export function linkOrGone<Link>(
  read: { ok: true; value: Link } | { ok: false; error: { code: 'LINK_NOT_FOUND' } | SlowDown },
): Link {
  if (read.ok) return read.value
  if (read.error.code === 'LINK_NOT_FOUND') throw linkGone()
  return throwSlowDown(read.error)
}
