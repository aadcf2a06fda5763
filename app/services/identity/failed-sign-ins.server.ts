import type { FailedSignInsView } from '~/domain/identity/view'
import type { Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { shortDayAndTime } from '~/platform/dates.server'
import { db, transaction } from '~/platform/db.server'
import {
  accountKey,
  countFailure,
  delayOf,
  failedSignIns,
  liftCounter,
  liftDelays,
  type FailedSignIns,
} from '~/platform/throttle.server'

const view = (found: FailedSignIns, timeZone: string): FailedSignInsView => ({
  failures: found.failures,
  places: found.places,
  last: shortDayAndTime(found.lastAt, timeZone),
  delayedUntil: found.delayUntil && shortDayAndTime(found.delayUntil, timeZone),
})

const LISTED = 50

/** The active people at whose addresses sign-ins have failed, those still delayed and the most often tried first: at most fifty. */
export async function listFailedSignIns(viewer: Viewer) {
  const { organisationId, timeZone } = viewer
  const users = await db().user.findMany({
    where: { organisationId, state: 'active', email: { not: null } },
    select: { id: true, name: true, email: true },
  })
  const people = new Map(users.map((user) => [accountKey(mustExist(user.email, 'address of the user')), user]))
  const found = await failedSignIns([...people.keys()])
  const failed = found.filter(({ failures }) => failures > 0)
  const rows = failed
    .sort((a, b) => Number(b.delayUntil !== null) - Number(a.delayUntil !== null) || b.failures - a.failures)
    .slice(0, LISTED)
    .map((one) => {
      const { id, name } = mustExist(people.get(one.account), 'user of the account')
      return { userId: id, name: name ?? 'Erased', ...view(one, timeZone) }
    })
  return { rows, more: failed.length - rows.length }
}

/** The same for one person, or null where none has failed. */
export async function readFailedSignIns(viewer: Viewer, userId: number): Promise<FailedSignInsView | null> {
  const email = await emailOf(viewer.organisationId, userId)
  const [found] = email ? await failedSignIns([accountKey(email)]) : []
  return found && found.failures > 0 ? view(found, viewer.timeZone) : null
}

/**
 * Ends the delays at a person's address. What has failed stays in the audit log. Each further time has to wait longer:
 * the same address may be somebody's in another organisation, whose password must not become free to guess.
 */
export async function liftSignInDelays(viewer: Viewer, userId: number) {
  const { organisationId, userId: actorId } = viewer
  const email = await emailOf(organisationId, userId)
  if (!email) return fail({ code: 'PERSON_NOT_FOUND' })
  const counter = liftCounter(accountKey(email), organisationId)
  const seconds = await delayOf([counter])
  if (seconds !== null) return fail({ code: 'LIFT_TOO_SOON', seconds })
  await countFailure([counter])
  return transaction(async (tx) => {
    await liftDelays(tx, accountKey(email))
    await audit(tx, { organisationId, actorId, act: 'sign-in.delays-lifted', subject: { type: 'user', id: userId } })
    return ok({})
  })
}

async function emailOf(organisationId: number, userId: number): Promise<string | null> {
  const user = await db().user.findUnique({
    where: { organisationId_id: { organisationId, id: userId } },
    select: { email: true },
  })
  return user?.email ?? null
}
