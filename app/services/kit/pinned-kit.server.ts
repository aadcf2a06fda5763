import type { Kit } from '~/domain/kit/schema'
import { mustExist } from '~/domain/shared/must-exist'
import { db, type Tx } from '~/platform/db.server'

const cache = new Map<string, Kit>()
const MAX_CACHED = 20

/** The content a job pinned, parsed once per hash: it cannot change. */
export async function pinnedKit(organisationId: number, kitVersionId: number, reader: Tx = db()): Promise<Kit> {
  const row = await reader.kitVersion.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: kitVersionId } },
    select: { hash: true, content: true },
  })
  const kept = cache.get(row.hash)
  if (kept) return kept
  const kit = JSON.parse(row.content) as Kit
  if (cache.size >= MAX_CACHED) cache.delete(mustExist(cache.keys().next().value, 'kit in the full cache'))
  cache.set(row.hash, kit)
  return kit
}
