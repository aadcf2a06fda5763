import type { candidateColumns } from '~/domain/export/columns'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { candidateNames } from '../candidate/candidate-names.server'
import { candidateConditions, type CandidateFilter } from '../candidate/read-candidates.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { candidatesVisible } from '../scope.server'
import { listed, PAGE, pagesOf, type RowOf } from './pages'

/** The candidates whom the viewer's list shows, under the same names, in the order of their numbers. */
export async function* candidateRows(
  viewer: Viewer,
  filter: CandidateFilter,
): AsyncGenerator<RowOf<typeof candidateColumns>> {
  const names = await candidateNames(viewer)
  const withheldIds = await withheldApplicationIds(viewer)
  const { where, visible } = candidateConditions(viewer, filter, names.hiddenAnywhere, withheldIds)
  const [hidden, withheld] = [new Set(names.hiddenAnywhere), new Set(withheldIds)]
  const include = {
    applications: {
      where: { job: visible },
      select: { id: true, state: true, job: { select: { name: true } } },
      orderBy: { id: 'asc' },
    },
  } as const
  const load = (after: number) =>
    db().candidate.findMany({ where: { ...where, id: { gt: after } }, include, orderBy: { id: 'asc' }, take: PAGE })
  for await (const page of pagesOf(load, ({ id }) => id)) {
    const merged = await db().candidate.findMany({
      where: { ...candidatesVisible(viewer), mergedIntoId: { in: page.map(({ id }) => id) } },
      include,
      orderBy: { id: 'asc' },
    })
    for (const candidate of page) {
      const same = merged.filter(({ mergedIntoId }) => mergedIntoId === candidate.id)
      const applications = [candidate, ...same].flatMap((one) => one.applications)
      const shown = hidden.has(candidate.id) ? { email: null, phone: null } : candidate
      yield {
        candidate_id: candidate.id,
        name: candidate.name === null ? null : names.labelAnywhere(candidate),
        email: shown.email,
        phone: shown.phone,
        added: candidate.createdAt,
        jobs: listed([...new Set(applications.map(({ job }) => job.name))]),
        open_applications: applications.filter(({ id, state }) => withheld.has(id) || state === 'open').length,
        merged_ids: listed(same.map(({ id }) => id)),
        erased: candidate.erasedAt,
      }
    }
  }
}
