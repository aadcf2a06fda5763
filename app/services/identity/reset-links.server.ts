import { audit } from '~/platform/audit.server'
import { transaction } from '~/platform/db.server'
import { makeLink } from './links.server'

/** A reset link for every active user with this address, in whichever organisation. For the command line. */
export const resetLinks = (address: string): Promise<{ organisation: string; token: string }[]> =>
  transaction(async (tx) => {
    const organisations = await tx.organisation.findMany({ select: { id: true, name: true }, orderBy: { id: 'asc' } })
    const links: { organisation: string; token: string }[] = []
    for (const { id: organisationId, name } of organisations) {
      const user = await tx.user.findUnique({
        where: { organisationId_email: { organisationId, email: address.trim().toLowerCase() } },
        select: { id: true, state: true },
      })
      if (user?.state !== 'active') continue
      const { token } = await makeLink(tx, { organisationId, userId: user.id, kind: 'reset', createdById: null })
      await audit(tx, {
        organisationId,
        actorId: null,
        act: 'user.reset-link-made',
        subject: { type: 'user', id: user.id },
      })
      links.push({ organisation: name, token })
    }
    return links
  })
