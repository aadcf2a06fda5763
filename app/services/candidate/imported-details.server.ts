import { readDetails } from '~/domain/candidate-import/details'
import type { Viewer } from '~/domain/policy/policy'
import { shortDay } from '~/platform/dates.server'
import { db } from '~/platform/db.server'

const SHOWN = 20

/** What imported files said about a person beside name, address and phone, the newest first. Erased texts are gone. */
export async function importedDetails({ organisationId, timeZone }: Viewer, person: readonly number[]) {
  const where = { organisationId, candidateId: { in: [...person] }, kind: 'imported' as const, body: { not: null } }
  const rows = await db().text.findMany({
    where,
    select: { id: true, body: true, createdAt: true },
    orderBy: { id: 'desc' },
    take: SHOWN,
  })
  const total = rows.length < SHOWN ? rows.length : await db().text.count({ where })
  const imported = rows.map(({ id, body, createdAt }) => ({
    id,
    on: shortDay(createdAt, timeZone),
    details: readDetails(body ?? ''),
  }))
  return { imported, more: total - rows.length }
}
