import type { Account } from '~/domain/identity/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { db, transaction } from '~/platform/db.server'
import { readToken } from '~/platform/secret.server'
import { verifyPassword } from '~/platform/password.server'
import { countFailure, countSuccess, delayOf, passwordChangeCounter } from '~/platform/throttle.server'
import { QueueFull, type Caller } from '~/platform/bounded-queue.server'
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

/**
 * Needs the current password, and ends every other session, known device and reset link: whoever knew the old one, or
 * holds a link, is out. The device whose tokens are given stays known.
 */
export async function changePassword(
  viewer: Viewer & { sessionId: number },
  { current, password }: { current: string; password: string },
  deviceTokens: readonly string[] = [],
) {
  const { organisationId, userId } = viewer
  // Counted by session: failures elsewhere never keep the owner from changing the password.
  const counter = passwordChangeCounter(viewer)
  const caller = {
    known: true,
    from: `session ${organisationId}.${viewer.sessionId}`,
    account: `user ${organisationId}.${userId}`,
  }
  const seconds = await delayOf([counter])
  if (seconds !== null) return fail({ code: 'THROTTLED', seconds })
  const user = await db().user.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: userId } },
    select: { email: true, passwordHash: true },
  })
  const fits = await fitsInTurn(current, user.passwordHash, caller)
  if (fits === null) return fail({ code: 'BUSY' })
  if (!fits) {
    await countFailure([counter])
    return fail({ code: 'PASSWORD_WRONG' })
  }
  await countSuccess(counter)
  const passwordHash = await hashForAddress(user.email, password, caller)
  if (passwordHash === null) return fail({ code: 'BUSY' })
  return transaction(async (tx) => {
    // Another change may have come while this one was hashed: it has ended this session, or changed what was verified.
    const session = await tx.session.findUnique({
      where: { organisationId_id: { organisationId, id: viewer.sessionId }, userId },
      select: { id: true },
    })
    if (!session) return fail({ code: 'SESSION_OVER' })
    const { count } = await tx.user.updateMany({
      where: { organisationId, id: userId, state: 'active', passwordHash: user.passwordHash },
      data: { passwordHash },
    })
    if (count === 0) return fail({ code: 'PASSWORD_CONFLICT' })
    await tx.session.deleteMany({ where: { organisationId, userId, id: { not: viewer.sessionId } } })
    await tx.token.updateMany({ where: { organisationId, userId, usedAt: null }, data: { usedAt: now() } })
    await tx.device.deleteMany({
      where: { organisationId, userId, NOT: { tokenHash: { in: hashesOf(deviceTokens) } } },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'user.password-changed',
      subject: { type: 'user', id: userId },
    })
    return ok({})
  })
}

/** Whether the password is the current one, or null while too many others wait to be checked. */
async function fitsInTurn(password: string, kept: string | null, caller: Caller): Promise<boolean | null> {
  if (kept === null) return false
  try {
    return await verifyPassword(password, kept, caller)
  } catch (error) {
    if (error instanceof QueueFull) return null
    throw error
  }
}

const hashesOf = (tokens: readonly string[]) => tokens.flatMap((token) => readToken(token)?.tokenHash ?? [])
