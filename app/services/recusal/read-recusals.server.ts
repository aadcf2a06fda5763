import type { RecusalView } from '~/domain/recusal/view'
import { mayLift } from '~/domain/policy/recusal'
import { may, type Viewer } from '~/domain/policy/policy'
import { dayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import type { FoundApplication } from '../application/find-application.server'

/**
 * The recusals from an application, the newest first. Who reads the application reads them; somebody who is blind or
 * recused there reads only their own, since a colleague's may follow from a packet.
 */
export async function readRecusals(
  viewer: Viewer,
  { id: applicationId, job }: Pick<FoundApplication, 'id' | 'job'>,
  { recused, withheld }: { recused: boolean; withheld: boolean },
): Promise<RecusalView[]> {
  const { organisationId, timeZone, userId } = viewer
  const person = { select: { name: true } } as const
  const body = { select: { body: true } } as const
  const rows = await db().recusal.findMany({
    where: { organisationId, applicationId, ...(withheld ? { userId } : {}) },
    include: { user: person, reasonText: body, lift: { include: { liftedBy: person, reasonText: body } } },
    orderBy: { id: 'desc' },
  })
  return rows.map(({ userId: of, user, at, reasonText, lift }) => ({
    person: of,
    name: user.name ?? 'A former user',
    at: dayAndTime(at, timeZone),
    reason: reasonText?.body ?? null,
    lifted: lift && {
      by: lift.liftedBy.name ?? 'a former user',
      at: dayAndTime(lift.at, timeZone),
      reason: lift.reasonText.body,
    },
    mayLift: lift === null && may(viewer, 'lift-recusal', job) && mayLift({ userId, recused }, { userId: of }).ok,
  }))
}
