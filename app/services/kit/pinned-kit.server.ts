import type { Kit } from '~/domain/kit/schema'
import { db, type Tx } from '~/platform/db.server'

const parsed = new Map<string, Kit>()
const KEEP = 20

/** The content a job pinned, parsed once per hash: it cannot change. */
export async function pinnedKit(organisationId: number, kitVersionId: number, reader: Tx = db()): Promise<Kit> {
  const row = await reader.kitVersion.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: kitVersionId } },
    select: { hash: true, content: true },
  })
  const kept = parsed.get(row.hash)
  if (kept) return kept
  const kit = JSON.parse(row.content) as Kit
  if (parsed.size >= KEEP) parsed.delete(parsed.keys().next().value!)
  parsed.set(row.hash, kit)
  return kit
}
