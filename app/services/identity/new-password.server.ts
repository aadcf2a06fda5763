import { db } from '~/platform/db.server'
import { hashPassword } from '~/platform/password.server'

/**
 * The hash to keep for a new password of this address. An address that other organisations know keeps one salt among
 * them, so that signing in derives one key however many there are, as it does for an address nobody has.
 */
export async function hashForAddress(email: string | null, password: string): Promise<string> {
  if (email === null) return hashPassword(password)
  const organisations = await db().organisation.findMany({ select: { id: true } })
  const known = await db().user.findFirst({
    where: { organisationId: { in: organisations.map(({ id }) => id) }, email, passwordHash: { not: null } },
    select: { passwordHash: true },
    orderBy: [{ organisationId: 'asc' }, { id: 'asc' }],
  })
  return hashPassword(password, known?.passwordHash)
}
