import { Email, requiredLine, TimeZone } from '~/domain/shared/fields'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction } from '~/platform/db.server'
import * as z from 'zod/mini'
import { makeLink } from './links.server'

const NewOrganisation = z.object({
  organisation: requiredLine('Name the organisation.', 100),
  name: requiredLine('Give a name.', 100),
  email: Email,
  timeZone: TimeZone,
})

/** A further organisation with an administrator who has yet to join by the link. For the command line. */
export async function createOrganisation(given: z.input<typeof NewOrganisation>) {
  const read = NewOrganisation.safeParse(given)
  if (!read.success) return fail({ code: 'INPUT_WRONG', message: read.error.issues[0]?.message ?? '' })
  const { organisation, name, email, timeZone } = read.data
  return transaction(async (tx) => {
    const { id: organisationId } = await tx.organisation.create({
      data: { name: organisation, timeZone, createdAt: now() },
    })
    const user = await tx.user.create({ data: { organisationId, name, email, timeZone, createdAt: now() } })
    await tx.grant.create({ data: { organisationId, userId: user.id, role: 'administrator', grantedAt: now() } })
    await audit(tx, {
      organisationId,
      actorId: null,
      act: 'organisation.created',
      subject: { type: 'organisation', id: organisationId },
    })
    const link = await makeLink(tx, { organisationId, userId: user.id, kind: 'invitation', createdById: null })
    return ok({ organisationId, token: link.token })
  })
}
