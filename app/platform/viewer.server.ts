import type { Viewer } from '~/domain/policy/policy'
import type { Prisma } from '~/generated/prisma/client.ts'

/** What of a user makes a viewer: the grants in force, in the order in which they were given. */
export const viewerColumns = {
  id: true,
  organisationId: true,
  name: true,
  timeZone: true,
  state: true,
  grants: { where: { revokedAt: null }, select: { role: true, jobId: true }, orderBy: { id: 'asc' } },
} as const satisfies Prisma.UserSelect

type ViewerRow = Prisma.UserGetPayload<{ select: typeof viewerColumns }>

/** The viewer that an active user is at this moment; null for anybody else. */
export const viewerOf = (user: ViewerRow | null): Viewer | null =>
  user?.state === 'active'
    ? {
        organisationId: user.organisationId,
        userId: user.id,
        name: user.name ?? '',
        timeZone: user.timeZone,
        grants: user.grants,
      }
    : null
