import { canonical } from '~/domain/kit/canonical'
import { db, type Tx } from '~/platform/db.server'
import { servedKit, servedKits, type ServedKit } from '~/platform/rubric-store.server'
import { pinnedKit } from './pinned-kit.server'

/** A kit as it is now: that of the files, or the newest published version of an own kit, retired or not. */
export async function currentKit(reader: Tx, organisationId: number, role: string): Promise<ServedKit | null> {
  return servedKit(role) ?? (await publishedKit(reader, organisationId, role, {}))
}

/** The kit that a job of this role begins with or moves to: one of the files, or an own kit that is published and not retired. */
export async function kitForJobs(reader: Tx, organisationId: number, role: string): Promise<ServedKit | null> {
  return servedKit(role) ?? (await publishedKit(reader, organisationId, role, { retiredAt: null }))
}

async function publishedKit(reader: Tx, organisationId: number, key: string, only: { retiredAt?: null }) {
  const newest = await reader.kitPublication.findFirst({
    where: { organisationId, organisationKit: { key, ...only } },
    select: { kitVersionId: true, kitVersion: { select: { hash: true } } },
    orderBy: { number: 'desc' },
  })
  if (!newest) return null
  const kit = await pinnedKit(organisationId, newest.kitVersionId, reader)
  return { kit, canonical: canonical(kit), hash: newest.kitVersion.hash }
}

/** The kits that a new job can have, ours first. */
export async function kitsForJobs(organisationId: number): Promise<ServedKit[]> {
  const own = await db().organisationKit.findMany({
    where: { organisationId, retiredAt: null, publications: { some: {} } },
    select: { key: true },
    orderBy: { id: 'asc' },
  })
  const kits = [...servedKits()]
  for (const { key } of own) {
    const kit = await kitForJobs(db(), organisationId, key)
    // A kit of the files wins over an own kit of its name, as everywhere.
    if (kit && !servedKit(key)) kits.push(kit)
  }
  return kits
}
