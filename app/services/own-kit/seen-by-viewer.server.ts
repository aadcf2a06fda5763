import { applyAll, inverses, type Change } from '~/domain/kit-draft/change'
import type { Block } from '~/domain/kit-draft/content'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'

/** As many of a person's own sends as may lie between opening a page and pressing one of its buttons. */
const MOST_OWN = 100

/**
 * The draft as it stands, and as it stood before each of the viewer's own newest sends, back to the newest change of
 * somebody else. A page is not loaded again for every field that it saves, so its buttons may name an item as it was before.
 */
export async function seenByViewer(
  { organisationId, userId }: Viewer,
  draft: { id: number; content: string },
): Promise<Block[]> {
  const sends = await db().kitDraftChange.findMany({
    where: { organisationId, draftId: draft.id, undone: false },
    select: { userId: true, changes: true },
    orderBy: { id: 'desc' },
    take: MOST_OWN,
  })
  let reached = JSON.parse(draft.content) as Block
  const seen = [reached]
  for (const send of sends) {
    if (send.userId !== userId) break
    const before = applyAll(reached, inverses(JSON.parse(send.changes) as Change[]))
    if (before.is === 'conflict') break
    reached = before.content as Block
    seen.push(reached)
  }
  return seen
}
