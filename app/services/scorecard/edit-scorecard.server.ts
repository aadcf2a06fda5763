import { accountOf } from '~/domain/identity/form-account'
import { criterionOf, redFlagOf } from '~/domain/kit/entry'
import { withPromptWords } from '~/domain/kit/prompt-words'
import type { Viewer } from '~/domain/policy/policy'
import { draftFor, evidenceDraft, type ScorecardDraft } from '~/domain/scorecard/draft-shape'
import { readEvidence, type Evidence } from '~/domain/scorecard/evidence'
import { typedTime } from '~/domain/scorecard/quote-time'
import { slipsOf } from '~/domain/scorecard/slips'
import type { ScorecardEditor } from '~/domain/scorecard/view'
import type { LevelChoice } from '~/domain/scorecard/levels'
import { now } from '~/platform/clock.server'
import { time } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { candidateNames } from '../candidate/candidate-names.server'
import { describeCriterion, describeFlag, describeInterview } from '~/services/kit/describe-kit.server'
import { describePrompt } from '~/services/kit/describe-prompt.server'
import { promptsInUse } from '~/services/prompt-rotation/prompts-in-use.server'
import { kitRequirements } from './kit-requirements.server'
import { applicationOf, type ScorecardPlace } from './find-scorecard.server'
import { readDraft } from './save-draft.server'
import type { StoredVersion } from './versions.server'

/** Whose copies on a shared device these are. */
export const deviceOwner = (viewer: Viewer): string => accountOf(viewer)

/** The page for writing: the kit's interview, and the draft, or the last version to begin an amendment from. */
export async function editScorecard(
  viewer: Viewer,
  card: ScorecardPlace,
  versions: readonly StoredVersion[],
): Promise<ScorecardEditor> {
  const { organisationId } = viewer
  const reader = db()
  const { kit, interview, criteria, flags } = await kitRequirements(reader, organisationId, card)
  const stored = await reader.scorecardDraft.findUnique({
    where: { organisationId_scorecardId: { organisationId, scorecardId: card.id } },
    select: { revision: true, content: true, savedAt: true },
  })
  const { candidate, job } = applicationOf(card)
  const begun = draftFrom(
    versions.findLast(({ kind }) => kind !== 'withdrawal'),
    criteria,
    flags,
  )
  const used = await promptsInUse(reader, { organisationId, interviewId: card.interview.id, kit })
  const prompts = used.map((prompt) => describePrompt(kit, prompt, job.seniority))
  const names = await candidateNames(viewer, reader)
  const { startsAt } = card.interview
  return {
    owner: deviceOwner(viewer),
    scorecardId: card.id,
    interviewId: card.interview.id,
    base: versions.at(-1)?.number ?? 0,
    revision: stored?.revision ?? 0,
    savedAt: stored && time(stored.savedAt, viewer.timeZone),
    draft: stored ? readDraft(stored.content, criteria, flags) : begun,
    interview: withPromptWords(describeInterview(kit, interview, job.seniority), prompts),
    criteria: criteria.map((id) => describeCriterion(criterionOf(kit, id), job.seniority)),
    flags: flags.map((id) => ({
      ...describeFlag(redFlagOf(kit, id), job.seniority),
      watched: interview.red_flags.includes(id),
    })),
    facts: prompts.flatMap(({ facts }) => facts),
    candidate: names.label(candidate, job),
    namesHidden: names.isHidden(candidate, job),
    job: job.name,
    seniority: job.seniority,
    shadow: card.shadow,
    timeZone: viewer.timeZone,
    startsAt: startsAt && startsAt.toISOString(),
    minutesPassed: startsAt && Math.floor((now().getTime() - startsAt.getTime()) / 60_000),
  }
}

/** An amendment begins with what the last version says. Erased words cannot be amended; their places are empty. */
function draftFrom(
  version: StoredVersion | undefined,
  criteria: readonly string[],
  flags: readonly string[],
): ScorecardDraft {
  if (!version) return draftFor(criteria, flags)
  const ratings = version.ratings.map(({ kitCriterion, level, evidenceText }) => {
    const choice: LevelChoice = level === null ? 'na' : (String(level) as LevelChoice)
    return [kitCriterion.key, { choice, evidence: evidenceDraft(evidenceOf(evidenceText)) }]
  })
  const findings = version.flagFindings.map(({ kitRedFlag, evidenceText, probeText }) => [
    kitRedFlag.key,
    { found: true, evidence: evidenceText.body ?? '', probe: probeText?.body ?? '' },
  ])
  return draftFor(criteria, flags, {
    ratings: Object.fromEntries(ratings) as ScorecardDraft['ratings'],
    flags: Object.fromEntries(findings) as ScorecardDraft['flags'],
    recommendation: version.recommendation ?? '',
    reason: version.recommendationText?.body ?? '',
    notes: notesOf(evidenceOf(version.notesText)),
    slips: Object.fromEntries(version.ratings.map((rating) => [rating.kitCriterion.key, slipsOf(rating)])),
  })
}

const evidenceOf = (row: { format: string; body: string | null } | null): Evidence =>
  row && row.body !== null ? readEvidence({ format: row.format, body: row.body }) : { text: '', quotes: [] }

/** Notes of an earlier form may hold words without a time. */
const notesOf = ({ text, quotes }: Evidence): ScorecardDraft['notes'] => [
  ...quotes.map(({ at, clock, speaker, text }) => ({
    at: clock ?? '',
    into: at === undefined ? '' : typedTime(at),
    speaker: speaker ?? ('' as const),
    text,
    to: '',
  })),
  ...(text === '' ? [] : [{ at: '', into: '', speaker: '' as const, text, to: '' }]),
]
