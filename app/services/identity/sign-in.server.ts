import { setImmediate as nextRound } from 'node:timers/promises'
import type { SignIn } from '~/domain/identity/schemas'
import { fail, ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { countSignIn } from '~/platform/metrics.server'
import { inTurn, verifyInTurn } from '~/platform/password.server'
import {
  accountKey,
  countFailure,
  countSuccess,
  delayOf,
  deviceCounter,
  signInCounters,
  type Counter,
} from '~/platform/throttle.server'
import { boundedQueue, QueueFull } from '~/platform/bounded-queue.server'
import type * as z from 'zod/mini'
import { mustExist } from '~/domain/shared/must-exist'
import { findKnownDevice } from './devices.server'

type User = { organisationId: number; userId: number }
/** Who has signed in, with the hash that the password fitted: whoever opens the session asks whether it still holds. */
export type SignedInUser = User & { passwordHash: string }

type Given = {
  form: z.infer<typeof SignIn>
  /** The network place that the request came from. */
  place: string
  /** What the browser's device cookie holds. */
  deviceTokens?: readonly string[]
}

/**
 * Checks the password against every active user with this address; for an address nobody has, against nobody, with the
 * same statements, the same work (one derivation) and the same answer. Several that match: the organisations to choose
 * from. Only failures count. While others' failures delay an attempt, a known device of the person still gets through.
 */
export async function signIn(given: Given) {
  const result = await attempt(given)
  countSignIn(result.ok ? 'succeeded' : result.error.code, given)
  return result
}

/** Without a limit of its own: the gate in front of the pages has one (`attempt-gate.server.ts`). */
const fewAtOnce = boundedQueue({ atOnce: 2, waiting: Infinity, waitingFromOne: Infinity })

async function attempt({ form, place, deviceTokens = [] }: Given) {
  const { organisations, device, before } = await fewAtOnce(null, async () => {
    // The embedded database answers on this thread, so that many lookups together would let nothing else through.
    await nextRound()
    const organisations = await db().organisation.findMany({ select: { id: true, name: true } })
    const ids = organisations.map(({ id }) => id)
    const device = await findKnownDevice(ids, form.email, deviceTokens)
    // Asked here so that nobody waits in the queue for a 429, and again in turn, so that many at once are no way round it.
    return { organisations, device, before: await chooseCounters(form.email, place, device) }
  })
  const organisationIds = organisations.map(({ id }) => id)
  if ('seconds' in before) return fail({ code: 'THROTTLED', seconds: before.seconds })
  const account = accountKey(form.email)
  const caller = device
    ? { known: true, from: `device ${device.organisationId}.${device.id}`, account }
    : { known: false, from: place, account }
  try {
    return await inTurn(caller, async () => {
      const way = await chooseCounters(form.email, place, device)
      if ('seconds' in way) return fail({ code: 'THROTTLED', seconds: way.seconds })
      const matching = await matchingUsers(form, organisationIds, way.only)
      const chosen = form.organisationId
        ? matching.filter(({ organisationId }) => organisationId === form.organisationId)
        : matching
      if (chosen.length === 0) {
        await countFailure(way.counters)
        return fail({ code: 'SIGN_IN_WRONG' })
      }
      if (chosen.length > 1)
        return fail({
          code: 'WHICH_ORGANISATION',
          organisations: organisations.filter(({ id }) => chosen.some((user) => user.organisationId === id)),
        })
      await countSuccess(mustExist(way.counters[0], 'counter of the address'))
      return ok(mustExist(chosen[0], 'user that fits'))
    })
  } catch (error) {
    if (error instanceof QueueFull) return fail({ code: 'BUSY' })
    throw error
  }
}

type Device = { organisationId: number; id: number; userId: number }
type CounterChoice = { counters: Counter[]; only: User | null } | { seconds: number }

/**
 * Which counters this attempt is held to. The way of everybody, unless failures delay it; then the way of a known
 * device, which leads to its own person alone: whoever has a device under this address elsewhere gets no further
 * guesses by it.
 */
async function chooseCounters(email: string, place: string, device: Device | null): Promise<CounterChoice> {
  const counters = signInCounters(email, place)
  const seconds = await delayOf(counters)
  if (seconds === null) return { counters, only: null }
  if (!device) return { seconds }
  const own = deviceCounter(email, device)
  const delay = await delayOf([own])
  return delay === null ? { counters: [own], only: device } : { seconds: delay }
}

async function matchingUsers(
  { email, password }: { email: string; password: string },
  organisationIds: number[],
  only: User | null,
): Promise<SignedInUser[]> {
  const users = await db().user.findMany({
    where: {
      organisationId: { in: only ? [only.organisationId] : organisationIds },
      email,
      state: 'active',
      passwordHash: { not: null },
    },
    select: { id: true, organisationId: true, passwordHash: true },
    orderBy: { organisationId: 'asc' },
  })
  const known = users.map(({ organisationId, id, passwordHash }) => ({
    organisationId,
    userId: id,
    passwordHash: mustExist(passwordHash, 'password of the user'),
  }))
  const fits = await verifyInTurn(
    password,
    known.map(({ passwordHash }) => passwordHash),
  )
  return known.filter((_, at) => fits[at])
}
