import * as z from 'zod/mini'
import { asText, isBlank, problemInText } from '~/domain/shared/characters'
import { WriteKey } from '~/domain/shared/fields'
import { mustExist } from '~/domain/shared/must-exist'
import { ScorecardDraft, VersionNumber } from './draft'
import { notesEvidence, quoteOf, type EvidenceDraft } from './draft-shape'
import { evidenceLines, type Evidence } from './evidence'
import { secondsOf } from './quote-time'
import { slipsInOrder, type SlipKind } from './slips'
import { levelOf, type LevelNumber, type Recommendation } from './levels'

/** What the kit's interview asks of a scorecard: the keys of its focus criteria and of the kit's red flags. */
export type ScorecardRequirements = { criteria: readonly string[]; flags: readonly string[]; amending?: boolean }

export type ProblemCode =
  | 'LEVEL_MISSING'
  | 'EVIDENCE_MISSING'
  | 'QUOTE_TIME'
  | 'QUOTE_EMPTY'
  | 'FLAG_EVIDENCE_MISSING'
  | 'PROBE_MISSING'
  | 'RECOMMENDATION_MISSING'
  | 'REASON_MISSING'
  | 'CHANGE_MISSING'
  | 'NOT_ASKED'
  | 'CHARACTER'

export type Problem = { path: string[]; code: ProblemCode; message: string }

/**
 * Everything that keeps a draft from being submitted, in the order of the page. Empty when it can be: every focus
 * criterion has a level with evidence or "not assessed", every finding its evidence and the probe's answer, and there
 * is a recommendation with a reason. An amendment says why as well. No text that would be stored holds a character that
 * may not be.
 */
export function submissionProblems(
  draft: ScorecardDraft,
  { criteria, flags, amending }: ScorecardRequirements,
): Problem[] {
  const problems: Problem[] = []
  const missing = (code: ProblemCode, message: string, ...path: string[]) => problems.push({ code, message, path })
  const blank = (text: string | undefined) => isBlank(text ?? '')

  if (amending && blank(draft.change))
    missing('CHANGE_MISSING', 'Say what you change and why; both versions are kept.', 'change')
  for (const id of criteria) {
    const rating = draft.ratings[id]
    if (!rating?.choice) missing('LEVEL_MISSING', 'Choose a level, or “not assessed”.', 'ratings', id, 'choice')
    else if (rating.choice !== 'na' && blank(evidenceLines(evidenceOf(rating.evidence))))
      missing(
        'EVIDENCE_MISSING',
        `Give the evidence for level ${rating.choice}: what was said or done.`,
        'ratings',
        id,
        'evidence',
        'text',
      )
    rating?.evidence.quotes.forEach(({ at, text }, row) => {
      const path = ['ratings', id, 'evidence', 'quotes', String(row)]
      if (!blank(at) && secondsOf(at) === null)
        missing('QUOTE_TIME', 'Write minutes and seconds like 12:30, or leave it empty.', ...path, 'at')
      if (!blank(at) && blank(text))
        missing('QUOTE_EMPTY', 'Write what was said, or remove the quote.', ...path, 'text')
    })
  }
  for (const id of flags) {
    const finding = draft.flags[id]
    if (!finding?.found) continue
    if (blank(finding.evidence))
      missing(
        'FLAG_EVIDENCE_MISSING',
        'Write down what was said or done; a flag without evidence cannot be answered.',
        'flags',
        id,
        'evidence',
      )
    if (blank(finding.probe))
      missing(
        'PROBE_MISSING',
        'Write down what the candidate answered to the probe. If you did not ask it, remove the flag.',
        'flags',
        id,
        'probe',
      )
  }
  if (!draft.recommendation) missing('RECOMMENDATION_MISSING', 'Choose one of the four.', 'recommendation')
  if (blank(draft.reason)) missing('REASON_MISSING', 'Give the reason in a sentence or two.', 'reason')

  for (const [id, rating] of Object.entries(draft.ratings))
    if (rating.choice && !criteria.includes(id))
      missing('NOT_ASKED', 'This interview does not rate that criterion.', 'ratings', id, 'choice')
  for (const [id, finding] of Object.entries(draft.flags))
    if (finding.found && !flags.includes(id))
      missing('NOT_ASKED', 'The kit has no such red flag.', 'flags', id, 'evidence')
  for (const { path, text } of storedTexts(draft, { criteria, flags, amending })) {
    const problem = problemInText(text)
    if (problem) missing('CHARACTER', problem, ...path)
  }
  return problems
}

type StoredText = { path: string[]; text: string }

/** Every text of a draft that its submission stores, with the field on which a person can repair it. */
function storedTexts(draft: ScorecardDraft, { criteria, flags, amending }: ScorecardRequirements): StoredText[] {
  const texts: StoredText[] = amending ? [{ path: ['change'], text: draft.change }] : []
  for (const id of criteria) {
    const rating = draft.ratings[id]
    if (!rating) continue
    const path = ['ratings', id, 'evidence']
    rating.evidence.quotes.forEach(({ text }, row) =>
      texts.push({ path: [...path, 'quotes', String(row), 'text'], text }),
    )
    texts.push({ path: [...path, 'text'], text: rating.evidence.text })
  }
  for (const id of flags) {
    const finding = draft.flags[id]
    if (!finding?.found) continue
    texts.push({ path: ['flags', id, 'evidence'], text: finding.evidence })
    texts.push({ path: ['flags', id, 'probe'], text: finding.probe })
  }
  texts.push({ path: ['reason'], text: draft.reason })
  draft.notes.forEach(({ text }, at) => texts.push({ path: ['notes', String(at), 'text'], text }))
  return texts
}

export type SubmittedRating = {
  criterion: string
  level: LevelNumber | null
  evidence: Evidence | null
  /** Left out where there was none. */
  slips?: SlipKind[]
}
export type SubmittedFinding = { flag: string; evidence: string; probe: string }
export type Submission = {
  ratings: SubmittedRating[]
  findings: SubmittedFinding[]
  recommendation: Recommendation
  reason: string
  notes: Evidence | null
  change: string | null
}

/** A text as it is stored, in composed form (NFC): what is sent again is compared with it (ADR 014). */
const stored = (text: string) => asText(text.trim())

/** Evidence as it is stored: what is blank is left out. */
const evidenceOf = ({ text, quotes }: EvidenceDraft): Evidence => asStored({ text, quotes: quotes.map(quoteOf) })

const asStored = ({ text, quotes }: Evidence): Evidence => ({
  text: isBlank(text) ? '' : stored(text),
  quotes: quotes.filter(({ text }) => !isBlank(text)).map((quote) => ({ ...quote, text: stored(quote.text) })),
})

const orNull = (evidence: Evidence): Evidence | null =>
  evidence.text === '' && evidence.quotes.length === 0 ? null : evidence

/** The submission a sound draft stands for. Call it only where `submissionProblems` found none. */
export function submissionOf(draft: ScorecardDraft, { criteria, flags, amending }: ScorecardRequirements): Submission {
  return {
    ratings: criteria.map((id) => {
      const { choice, evidence } = mustExist(draft.ratings[id], `place for criterion ${id} in the draft`)
      const slips = slipsInOrder(draft.slips[id] ?? [])
      return {
        criterion: id,
        level: levelOf(choice || 'na'),
        evidence: orNull(evidenceOf(evidence)),
        ...(slips.length > 0 ? { slips } : {}),
      }
    }),
    findings: flags.flatMap((id) => {
      const finding = draft.flags[id]
      return finding?.found ? [{ flag: id, evidence: stored(finding.evidence), probe: stored(finding.probe) }] : []
    }),
    recommendation: draft.recommendation as Recommendation,
    reason: stored(draft.reason),
    notes: orNull(asStored(notesEvidence(draft.notes))),
    change: amending ? stored(draft.change) : null,
  }
}

/** Strict: the schema of the form's resolver and of the action, for one interview of a kit. */
export const submissionSchema = (requirements: ScorecardRequirements) =>
  z.pipe(
    ScorecardDraft.check((context) => {
      for (const { path, message } of submissionProblems(context.value, requirements))
        context.issues.push({ code: 'custom', path, message, input: context.value })
    }),
    z.transform((draft: ScorecardDraft) => submissionOf(draft, requirements)),
  )

/**
 * What the form posts: the draft, the version it builds on (0: the first submission) and a key against doing it twice.
 */
export const submissionBody = (requirements: Omit<ScorecardRequirements, 'amending'>) =>
  z.pipe(
    z
      .object(
        {
          writeKey: WriteKey,
          base: VersionNumber,
          /** The saved draft that the window has seen; a script that never saved one leaves it out. */
          revision: z.optional(VersionNumber),
          content: ScorecardDraft,
        },
        'The scorecard could not be read.',
      )
      .check((context) => {
        const { base, content } = context.value
        for (const { path, message } of submissionProblems(content, { ...requirements, amending: base > 0 }))
          context.issues.push({ code: 'custom', path: ['content', ...path], message, input: content })
      }),
    z.transform(({ writeKey, base, revision, content }: Posted) => ({
      writeKey,
      base,
      submission: submissionOf(content, { ...requirements, amending: base > 0 }),
      ...(revision === undefined ? {} : { draft: { revision, content } }),
    })),
  )

type Posted = { writeKey: string; base: number; revision?: number; content: ScorecardDraft }
