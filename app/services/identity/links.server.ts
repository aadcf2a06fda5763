import type { AcceptInvitation } from '~/domain/identity/schemas'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { db, transaction, type Tx } from '~/platform/db.server'
import { makeToken, readToken } from '~/platform/secret.server'
import { countGuess } from '~/platform/throttle.server'
import type * as z from 'zod/mini'
import { hashForAddress } from './new-password.server'

type Kind = 'invitation' | 'reset'
const DAYS: Record<Kind, number> = { invitation: 7, reset: 1 }

/** A link that works once. The secret is in the answer and nowhere else. Earlier unused ones of the kind stop working. */
export async function makeLink(
  tx: Tx,
  given: { organisationId: number; userId: number; kind: Kind; createdById: number | null },
): Promise<{ token: string; expiresAt: Date }> {
  const { organisationId, userId, kind } = given
  const { token, tokenHash } = makeToken(organisationId)
  const expiresAt = new Date(now().getTime() + DAYS[kind] * 86_400_000)
  await tx.token.updateMany({ where: { organisationId, userId, kind, usedAt: null }, data: { usedAt: now() } })
  await tx.token.create({ data: { ...given, tokenHash, expiresAt, createdAt: now() } })
  return { token, expiresAt }
}

/** The person behind an unused link of this kind, or null: wrong, used and expired are one answer. */
export async function readLink(kind: Kind, given: string, reader: Tx = db()) {
  const token = readToken(given)
  if (!token) return null
  const { organisationId, tokenHash } = token
  const row = await reader.token.findUnique({
    where: { organisationId_tokenHash: { organisationId, tokenHash } },
    include: { user: true, organisation: { select: { name: true } } },
  })
  if (!row || row.kind !== kind || row.usedAt || row.expiresAt <= now()) return null
  if (row.user.state === 'deactivated' || (kind === 'invitation') !== (row.user.state === 'invited')) return null
  return {
    organisationId,
    tokenId: row.id,
    userId: row.userId,
    name: row.user.name ?? '',
    email: row.user.email ?? '',
    timeZone: row.user.timeZone,
    organisationName: row.organisation.name,
  }
}

/** The person behind the link. Only wrong links are counted, so a right one opens whatever others have guessed from there. */
export async function openLink(kind: Kind, token: string, place: string) {
  const link = await readLink(kind, token)
  if (link) return ok(link)
  const seconds = await countGuess(kind, place)
  return seconds === null ? fail({ code: 'LINK_NOT_FOUND' }) : fail({ code: 'THROTTLED', seconds })
}

export async function acceptInvitation(given: {
  token: string
  form: z.infer<typeof AcceptInvitation>
  place: string
}) {
  const { form } = given
  return spendLink('invitation', given, form.password, 'user.joined', { name: form.name, timeZone: form.timeZone })
}

export async function resetPassword(given: { token: string; password: string; place: string }) {
  return spendLink('reset', given, given.password, 'user.password-reset', {})
}

async function spendLink(
  kind: Kind,
  { token, place }: { token: string; place: string },
  password: string,
  act: string,
  data: { name?: string; timeZone?: string },
) {
  const found = await openLink(kind, token, place)
  if (!found.ok) return found
  const caller = {
    known: true,
    from: `link ${found.value.organisationId}.${found.value.tokenId}`,
    account: `user ${found.value.organisationId}.${found.value.userId}`,
  }
  const passwordHash = await hashForAddress(found.value.email || null, password, caller)
  if (passwordHash === null) return fail({ code: 'BUSY' })
  return transaction(async (tx) => {
    const link = await readLink(kind, token, tx)
    if (!link) return fail({ code: 'LINK_NOT_FOUND' })
    const { organisationId, userId } = link
    const { count } = await tx.token.updateMany({
      where: { organisationId, id: link.tokenId, usedAt: null },
      data: { usedAt: now() },
    })
    if (count === 0) return fail({ code: 'LINK_NOT_FOUND' })
    await tx.user.update({
      where: { organisationId_id: { organisationId, id: userId } },
      data: { ...data, passwordHash, state: 'active' },
    })
    await tx.session.deleteMany({ where: { organisationId, userId } })
    await tx.device.deleteMany({ where: { organisationId, userId } })
    await audit(tx, { organisationId, actorId: userId, act, subject: { type: 'user', id: userId } })
    return ok({ organisationId, userId, passwordHash })
  })
}
