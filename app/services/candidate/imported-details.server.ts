import { readDetails } from '~/domain/candidate-import/details'
import type { Viewer } from '~/domain/policy/policy'
import { shortDay } from '~/platform/dates.server'
import { db } from '~/platform/db.server'

const SHOWN = 20

/** What imported files said about a person beside name, address and phone, the newest first. Erased texts are gone. */
export async function importedDetails({ organisationId, timeZone }: Viewer, person: readonly number[]) {
  const rows = await db().text.findMany({
    where: { organisationId, candidateId: { in: [...person] }, kind: 'imported', body: { not: null } },
    select: { id: true, body: true, createdAt: true },
    orderBy: { id: 'desc' },
    take: SHOWN,
  })
  return rows.map(({ id, body, createdAt }) => ({
    id,
    on: shortDay(createdAt, timeZone),
    details: readDetails(body ?? ''),
  }))
}
