import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { shortDayAndTime } from '~/platform/dates.server'
import { db, transaction } from '~/platform/db.server'
import { readToken } from '~/platform/secret.server'
import { deviceName } from './sessions.server'

/** The device among these tokens in which the person with this address has signed in before, or null. */
export function findKnownDevice(organisationIds: number[], email: string, tokens: readonly string[]) {
  const read = tokens.flatMap((token) => readToken(token) ?? [])
  return db().device.findFirst({
    where: {
      organisationId: { in: organisationIds },
      OR: read.map(({ organisationId, tokenHash }) => ({ organisationId, tokenHash })),
      expiresAt: { gt: now() },
      user: { is: { email, state: 'active' } },
    },
    select: { organisationId: true, id: true, userId: true },
    orderBy: { lastUsedAt: 'desc' },
  })
}

/** The browsers in which the viewer has signed in, with `here` for the one that asks. */
export async function listDevices(viewer: Viewer, tokens: readonly string[]) {
  const { organisationId, userId, timeZone } = viewer
  const here = new Set(tokens.map((token) => readToken(token)?.tokenHash))
  const devices = await db().device.findMany({
    where: { organisationId, userId, expiresAt: { gt: now() } },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }],
  })
  return devices.map((device) => ({
    id: device.id,
    device: deviceName(device.userAgent),
    since: shortDayAndTime(device.createdAt, timeZone),
    lastUsed: shortDayAndTime(device.lastUsedAt, timeZone),
    here: here.has(device.tokenHash),
  }))
}

/** Forgets one of the viewer's own devices. Sessions in it go on. */
export const forgetDevice = (viewer: Viewer, deviceId: number) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const { count } = await tx.device.deleteMany({ where: { organisationId, userId, id: deviceId } })
    if (count === 0) return fail({ code: 'DEVICE_NOT_FOUND' })
    await audit(tx, { organisationId, actorId: userId, act: 'device.forgotten', subject: { type: 'user', id: userId } })
    return ok({})
  })
