import type { Account } from '~/domain/identity/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { db, transaction } from '~/platform/db.server'
import { verifyPassword } from '~/platform/password.server'
import { throttle } from '~/platform/throttle.server'
import type * as z from 'zod/mini'
import { hashForAddress } from './new-password.server'

export async function readAccount(viewer: Viewer) {
  const user = await db().user.findUniqueOrThrow({
    where: { organisationId_id: { organisationId: viewer.organisationId, id: viewer.userId } },
    select: { name: true, email: true, timeZone: true },
  })
  return { name: user.name ?? '', email: user.email ?? '', timeZone: user.timeZone }
}

export const saveAccount = (viewer: Viewer, form: z.infer<typeof Account>) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    await tx.user.update({ where: { organisationId_id: { organisationId, id: userId } }, data: form })
    await audit(tx, { organisationId, actorId: userId, act: 'user.changed', subject: { type: 'user', id: userId } })
    return ok({})
  })

/** Needs the current password, and ends every other session: whoever knew the old one is out. */
export async function changePassword(
  viewer: Viewer & { sessionId: number },
  { current, password }: { current: string; password: string },
) {
  const { organisationId, userId } = viewer
  const minutes = await throttle('sign-in-address', `${organisationId}:${userId}`)
  if (minutes !== null) return fail({ code: 'THROTTLED', minutes })
  const user = await db().user.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: userId } },
    select: { email: true, passwordHash: true },
  })
  if (!user.passwordHash || !(await verifyPassword(current, user.passwordHash))) return fail({ code: 'PASSWORD_WRONG' })
  const passwordHash = await hashForAddress(user.email, password)
  return transaction(async (tx) => {
    await tx.user.update({ where: { organisationId_id: { organisationId, id: userId } }, data: { passwordHash } })
    await tx.session.deleteMany({ where: { organisationId, userId, id: { not: viewer.sessionId } } })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'user.password-changed',
      subject: { type: 'user', id: userId },
    })
    return ok({})
  })
}
