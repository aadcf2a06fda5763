import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { shortDayAndTime } from '~/platform/dates.server'
import { db, transaction } from '~/platform/db.server'

/** "Firefox on Linux": enough to know one's own devices by. */
export function deviceName(userAgent: string | null): string {
  if (!userAgent) return 'Unknown device'
  const browser = /Edg\//.test(userAgent)
    ? 'Edge'
    : /Firefox\//.test(userAgent)
      ? 'Firefox'
      : /Chrome\//.test(userAgent)
        ? 'Chrome'
        : /Safari\//.test(userAgent)
          ? 'Safari'
          : 'A browser'
  const system = /iPhone|iPad/.test(userAgent)
    ? 'a phone or tablet'
    : /Android/.test(userAgent)
      ? 'Android'
      : /Windows/.test(userAgent)
        ? 'Windows'
        : /Mac OS X/.test(userAgent)
          ? 'macOS'
          : /Linux/.test(userAgent)
            ? 'Linux'
            : 'another system'
  return `${browser} on ${system}`
}

const SHOWN = 100

/** The viewer's sessions, those used last first; `moreSessions`: how many are not among them. */
export async function listSessions(viewer: Viewer & { sessionId: number }) {
  const { organisationId, userId, timeZone } = viewer
  const where = { organisationId, userId }
  const found = await db().session.findMany({
    where,
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  })
  const total = found.length < SHOWN ? found.length : await db().session.count({ where })
  const sessions = found.map((session) => ({
    id: session.id,
    device: deviceName(session.userAgent),
    since: shortDayAndTime(session.createdAt, timeZone),
    lastSeen: shortDayAndTime(session.lastSeenAt, timeZone),
    here: session.id === viewer.sessionId,
  }))
  return { sessions, moreSessions: total - sessions.length }
}

/** Ends one of the viewer's own sessions. */
export const endSession = (viewer: Viewer, sessionId: number) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const { count } = await tx.session.deleteMany({ where: { organisationId, userId, id: sessionId } })
    if (count === 0) return fail({ code: 'SESSION_NOT_FOUND' })
    await audit(tx, { organisationId, actorId: userId, act: 'session.ended', subject: { type: 'user', id: userId } })
    return ok({})
  })

/** Signs the viewer out everywhere, or everywhere but here. */
export const endAllSessions = (viewer: Viewer, keep?: number) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const { count } = await tx.session.deleteMany({
      where: { organisationId, userId, ...(keep ? { id: { not: keep } } : {}) },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'session.ended-everywhere',
      subject: { type: 'user', id: userId },
      detail: { sessions: count },
    })
    return ok({ count })
  })
