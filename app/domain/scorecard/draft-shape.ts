import type { Evidence, Quote, Speaker } from './evidence'
import { secondsOf, typedTime } from './quote-time'
import type { LevelChoice, Recommendation } from './levels'
import { notStarted, type InterviewRun } from './interview-run'
import type { SlipKind } from './slips'

/** A quote while it is written: `at` as it is typed, minutes and seconds; `clock` that of the note it came from. */
export type QuoteDraft = { at: string; clock: string; speaker: '' | Speaker; text: string }
export type EvidenceDraft = { text: string; quotes: QuoteDraft[] }

/** One criterion while it is written; the evidence of "not assessed" says why. */
export type RatingDraft = { choice: '' | LevelChoice; evidence: EvidenceDraft }
export type FindingDraft = { found: boolean; evidence: string; probe: string }

/**
 * A note: `at` is the hour and minute by the clock, `into` minutes and seconds into the interview where its clock ran, `to`
 * the criterion it became evidence of.
 */
export type NoteDraft = { at: string; into: string; speaker: '' | Speaker; text: string; to: string }

/** A scorecard while it is written: what the schema in `draft.ts` gives, spelt out so that a page need not load it. */
export type ScorecardDraft = {
  ratings: Record<string, RatingDraft>
  flags: Record<string, FindingDraft>
  recommendation: '' | Recommendation
  reason: string
  notes: NoteDraft[]
  probes: string[]
  told: Record<string, string>
  /** The interview's own clock, and where in the guide it is. */
  run: InterviewRun
  /** What the interviewer did by mistake, by criterion. */
  slips: Record<string, SlipKind[]>
  change: string
}

export const emptyQuote = (): QuoteDraft => ({ at: '', clock: '', speaker: '', text: '' })
/** A note as evidence: its moment in the interview where the clock ran, else by the clock on the wall. */
export const quoteOfNote = ({ at, into, speaker, text }: NoteDraft): QuoteDraft => ({
  at: into,
  clock: into === '' ? at : '',
  speaker,
  text,
})
export const emptyRating = (): RatingDraft => ({ choice: '', evidence: { text: '', quotes: [] } })
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
    run: draft?.run ?? notStarted(),
    slips: Object.fromEntries(criteria.flatMap((id) => (draft?.slips?.[id]?.length ? [[id, draft.slips[id]]] : []))),
    change: draft?.change ?? '',
  }
}

/** Stored evidence as the form holds it. */
export const evidenceDraft = ({ text, quotes }: Evidence): EvidenceDraft => ({
  text,
  quotes: quotes.map(({ at, clock, speaker, text }) => ({
    at: at === undefined ? '' : typedTime(at),
    clock: clock ?? '',
    speaker: speaker ?? '',
    text,
  })),
})

/** A quote of the form as it is stored; a time that is none is left out, which a submission refuses before. */
export function quoteOf({ at, clock, speaker, text }: QuoteDraft): Quote {
  const seconds = secondsOf(at)
  return {
    ...(seconds !== null ? { at: seconds } : clock ? { clock } : {}),
    ...(speaker ? { speaker } : {}),
    text,
  }
}

/** The notes that nobody else sees, as they are stored. */
export const notesEvidence = (notes: ScorecardDraft['notes']): Evidence => ({
  text: '',
  quotes: notes.map(({ at, into, speaker, text }) => quoteOf({ at: into, clock: at, speaker, text })),
})

/** How many criteria have a level or "not assessed": what the state line counts. */
export const ratedCount = (draft: Pick<ScorecardDraft, 'ratings'>): number =>
  Object.values(draft.ratings).filter(({ choice }) => choice !== '').length
