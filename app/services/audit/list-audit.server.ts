import { actInWords, detailInWords, peopleInDetail } from '~/domain/audit/words'
import type { Viewer } from '~/domain/policy/policy'
import { shortDayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { blindApplicationIds } from '../scorecard/blindness.server'
import { readVerification } from './read-verification.server'

const PAGE = 50
/** What a packet’s entry says of its run, and the hash over it: both move with submissions elsewhere. */
const RUN_DETAIL = ['run', 'hash']

/**
 * The newest entries, or those before a number. A viewer who is blind anywhere sees nothing of those applications or of the
 * runs they feed, and no numbers, totals or hashes, only whether the chain is whole. One who is recused from applications
 * sees nothing of those.
 */
export async function listAudit(viewer: Viewer, before: number | null) {
  const { organisationId, timeZone } = viewer
  const blind = await blindApplicationIds(viewer)
  const withheld = await withheldApplicationIds(viewer)
  const numbered = blind.length === 0
  const entries = await db().auditEntry.findMany({
    where: {
      organisationId,
      ...(before && numbered ? { number: { lt: before } } : {}),
      ...(withheld.length > 0 ? { OR: [{ applicationId: null }, { applicationId: { notIn: withheld } }] } : {}),
      ...(blind.length > 0 ? { NOT: { act: { startsWith: 'calibration.' } } } : {}),
    },
    include: { actor: { select: { name: true } } },
    orderBy: { number: 'desc' },
    take: PAGE + 1,
  })
  const page = entries.slice(0, PAGE)
  const people = await db().user.findMany({
    where: { organisationId, id: { in: [...new Set(page.flatMap(({ detail }) => peopleInDetail(detail)))] } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  return {
    verification: await readVerification(viewer, !numbered),
    numbered,
    entries: page.map((entry, position) => ({
      key: position,
      number: numbered ? entry.number : null,
      hash: numbered ? entry.hash.slice(0, 8) : null,
      at: shortDayAndTime(entry.at, timeZone),
      who: entry.actorId === null ? 'Assay' : (entry.actor?.name ?? 'Erased'),
      ...actInWords(entry.act, { type: entry.subjectType, id: entry.subjectId }),
      detail: detailInWords(entry.detail, {
        hidden: numbered ? [] : RUN_DETAIL,
        nameOf: (id) => nameOf.get(id) ?? null,
      }),
    })),
    // Entry numbers are moved by colleagues' submissions, so a viewer who is blind anywhere gets one page, and may not
    // ask for the entries before a number of their choice either.
    older: numbered && entries.length > PAGE ? page.at(-1)!.number : null,
  }
}
