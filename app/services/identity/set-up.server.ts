import type { SetUp } from '~/domain/identity/schemas'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { db, transaction } from '~/platform/db.server'
import { isFirstVisitToken } from '~/platform/first-visit.server'
import { countGuess, delayOfGuesses } from '~/platform/throttle.server'
import type * as z from 'zod/mini'
import { hashForAddress } from './new-password.server'

export const isSetUp = async (): Promise<boolean> => (await db().organisation.count()) > 0

/** The first organisation and its administrator. Only with the token that the server printed, and only once. */
export async function setUp({ form, place }: { form: z.infer<typeof SetUp>; place: string }) {
  const seconds = await delayOfGuesses('set-up', place)
  if (seconds !== null) return fail({ code: 'THROTTLED', seconds })
  if (!isFirstVisitToken(form.token)) {
    await countGuess('set-up', place)
    return fail({ code: 'TOKEN_WRONG' })
  }
  const passwordHash = await hashForAddress(form.email, form.password, { known: true, from: place })
  if (passwordHash === null) return fail({ code: 'BUSY' })
  return transaction(async (tx) => {
    if ((await tx.organisation.count()) > 0) return fail({ code: 'ALREADY_SET_UP' })
    const { id: organisationId } = await tx.organisation.create({
      data: { name: form.organisation, timeZone: form.timeZone, createdAt: now() },
    })
    const user = await tx.user.create({
      data: {
        organisationId,
        name: form.name,
        email: form.email,
        timeZone: form.timeZone,
        passwordHash,
        state: 'active',
        createdAt: now(),
      },
    })
    await tx.grant.create({ data: { organisationId, userId: user.id, role: 'administrator', grantedAt: now() } })
    await audit(tx, {
      organisationId,
      actorId: user.id,
      act: 'organisation.created',
      subject: { type: 'organisation', id: organisationId },
    })
    return ok({ organisationId, userId: user.id, passwordHash })
  })
}
