import type { auditColumns } from '~/domain/export/columns'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { auditVisible, describeEntries } from '../audit/list-audit.server'
import { PAGE, pagesOf, type RowOf } from './pages'

/** The entries that the viewer's audit page shows, the first one first. */
export async function* auditRows(viewer: Viewer): AsyncGenerator<RowOf<typeof auditColumns>> {
  const { where, numbered } = await auditVisible(viewer)
  const load = (after: number) =>
    db().auditEntry.findMany({
      where: { ...where, number: { gt: after } },
      include: { actor: { select: { name: true } } },
      orderBy: { number: 'asc' },
      take: PAGE,
    })
  for await (const page of pagesOf(load, ({ number }) => number))
    for (const { entry, who, action, subject, detail } of await describeEntries(viewer, page, numbered))
      yield {
        number: numbered ? entry.number : null,
        at: entry.at,
        who,
        act: entry.act,
        action,
        subject,
        detail: detail || null,
        previous_hash: numbered ? entry.previousHash : null,
        hash: numbered ? entry.hash : null,
      }
}
