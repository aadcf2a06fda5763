import type { LevelChoice, Recommendation } from './words'

/** One criterion while it is written; `more` is what is typed under the quotes, or why it was not assessed. */
export type RatingDraft = { choice: '' | LevelChoice; quotes: { at: string; text: string }[]; more: string }
export type FindingDraft = { found: boolean; evidence: string; probe: string }

/** A scorecard while it is written: what the schema in `draft.ts` gives, spelt out so that a page need not load it. */
export type ScorecardDraft = {
  ratings: Record<string, RatingDraft>
  flags: Record<string, FindingDraft>
  recommendation: '' | Recommendation
  reason: string
  notes: { at: string; text: string; to: string }[]
  probes: string[]
  told: Record<string, string>
  change: string
}

export const emptyRating = (): RatingDraft => ({ choice: '', quotes: [], more: '' })
export const emptyFinding = (): FindingDraft => ({ found: false, evidence: '', probe: '' })

/** A draft with a place for every criterion and flag of this interview, and none for any other. */
export function draftFor(
  criteria: readonly string[],
  flags: readonly string[],
  draft?: Partial<ScorecardDraft>,
): ScorecardDraft {
  return {
    ratings: Object.fromEntries(criteria.map((id) => [id, draft?.ratings?.[id] ?? emptyRating()])),
    flags: Object.fromEntries(flags.map((id) => [id, draft?.flags?.[id] ?? emptyFinding()])),
    recommendation: draft?.recommendation ?? '',
    reason: draft?.reason ?? '',
    notes: draft?.notes ?? [],
    probes: draft?.probes ?? [],
    told: draft?.told ?? {},
    change: draft?.change ?? '',
  }
}

/** How many criteria have a level or "not assessed": what the state line counts. */
export const ratedCount = (draft: Pick<ScorecardDraft, 'ratings'>): number =>
  Object.values(draft.ratings).filter(({ choice }) => choice !== '').length
