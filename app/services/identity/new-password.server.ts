import { db } from '~/platform/db.server'
import { hashPassword } from '~/platform/password.server'
import { QueueFull, type Caller } from '~/platform/bounded-queue.server'

/**
 * The hash to keep for a new password of this address, or null while too many others wait for theirs. An address that
 * other organisations know keeps one salt among them, so that signing in derives one key however many there are, as it
 * does for an address nobody has.
 */
export async function hashForAddress(email: string | null, password: string, caller: Caller): Promise<string | null> {
  const like = email === null ? null : await hashOfAddress(email)
  try {
    return await hashPassword(password, like, caller)
  } catch (error) {
    if (error instanceof QueueFull) return null
    throw error
  }
}

async function hashOfAddress(email: string): Promise<string | null> {
  const organisations = await db().organisation.findMany({ select: { id: true } })
  const known = await db().user.findFirst({
    where: { organisationId: { in: organisations.map(({ id }) => id) }, email, passwordHash: { not: null } },
    select: { passwordHash: true },
    orderBy: [{ organisationId: 'asc' }, { id: 'asc' }],
  })
  return known?.passwordHash ?? null
}
