import type { Kit } from '~/domain/kit/schema'
import { db } from '~/platform/db.server'
import type { AdmittedRating } from './admitted-ratings.server'

/**
 * The ratings, each with the prompt that it belongs to: one that its interview uses and that rates its criterion. A rating
 * with none belongs to no prompt, and neither does one with two, whose parts cannot be told apart. `kits`: by application.
 */
export async function promptsOfRatings(
  organisationId: number,
  ratings: readonly AdmittedRating[],
  kits: ReadonlyMap<number, Kit>,
): Promise<AdmittedRating[]> {
  const rows = await db().interviewPrompt.findMany({
    where: {
      organisationId,
      replacedAt: null,
      interview: { loop: { applicationId: { in: [...new Set(ratings.map(({ applicationId }) => applicationId))] } } },
    },
    select: { kit: true, prompt: true, interview: { select: { scorecards: { select: { id: true } } } } },
    orderBy: { id: 'asc' },
  })
  const inUse = new Map<number, string[]>()
  for (const { prompt, interview } of rows)
    for (const { id } of interview.scorecards) inUse.set(id, [...(inUse.get(id) ?? []), prompt])
  return ratings.map((rating) => {
    const kit = kits.get(rating.applicationId)
    const used = inUse.get(rating.scorecardId)
    if (!kit || !used) return rating
    const rates = ratedBy(kit)
    const [prompt, ...others] = used.filter((id) => rates.get(id)?.has(rating.criterion))
    return prompt !== undefined && others.length === 0 ? { ...rating, prompt: `${kit.id}/${prompt}` } : rating
  })
}

const known = new WeakMap<Kit, Map<string, Set<string>>>()

/** The criteria that each prompt of a kit rates, by the names that criteria have in a fit. */
function ratedBy(kit: Kit): Map<string, Set<string>> {
  const before = known.get(kit)
  if (before) return before
  const names = new Map(kit.criteria.map(({ id, calibrated_as }) => [id, calibrated_as ?? `${kit.id}/${id}`]))
  const rates = new Map(kit.prompts.map(({ id, rates }) => [id, new Set(rates.flatMap((one) => names.get(one) ?? []))]))
  known.set(kit, rates)
  return rates
}
