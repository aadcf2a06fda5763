import type { SignIn } from '~/domain/identity/schemas'
import { fail, ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { verifyNobody, verifyPasswords } from '~/platform/password.server'
import { throttle } from '~/platform/throttle.server'
import type * as z from 'zod/mini'

export type SignedInUser = { organisationId: number; userId: number }

/**
 * Checks the password against every active user with this address; for an address nobody has, against nobody, with the
 * same work (one derivation) and the same answer. Several that match: the organisations to choose from.
 */
export async function signIn({ form, place }: { form: z.infer<typeof SignIn>; place: string }) {
  const minutes = (await throttle('sign-in-address', form.email)) ?? (await throttle('sign-in-place', place))
  if (minutes !== null) return fail({ code: 'THROTTLED', minutes })

  const organisations = await db().organisation.findMany({ select: { id: true, name: true } })
  const users = await db().user.findMany({
    where: {
      organisationId: { in: organisations.map(({ id }) => id) },
      email: form.email,
      state: 'active',
      passwordHash: { not: null },
    },
    select: { id: true, organisationId: true, passwordHash: true },
    orderBy: { organisationId: 'asc' },
  })
  if (users.length === 0) await verifyNobody(form.password)
  const fits = await verifyPasswords(
    form.password,
    users.map(({ passwordHash }) => passwordHash!),
  )
  const matching: SignedInUser[] = users
    .filter((_, at) => fits[at])
    .map(({ organisationId, id }) => ({ organisationId, userId: id }))

  const chosen = form.organisationId
    ? matching.filter(({ organisationId }) => organisationId === form.organisationId)
    : matching
  if (chosen.length === 0) return fail({ code: 'SIGN_IN_WRONG' })
  if (chosen.length > 1)
    return fail({
      code: 'WHICH_ORGANISATION',
      organisations: organisations.filter(({ id }) => chosen.some((user) => user.organisationId === id)),
    })
  return ok(chosen[0]!)
}
