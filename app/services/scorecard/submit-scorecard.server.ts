import type { Viewer } from '~/domain/policy/policy'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import { sameVersion, versionFields, type NewContent, type VersionContent } from '~/domain/scorecard/same-submission'
import type { Submission } from '~/domain/scorecard/submission'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { ContentConflict } from '~/domain/shared/stored-before'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { time } from '~/platform/dates.server'
import { db, transaction, type Tx } from '~/platform/db.server'
import { contentConflict } from '../content-conflict.server'
import { kitRequirements, type KitRequirements } from './kit-requirements.server'
import { findOwnScorecard, type NotFound } from './find-scorecard.server'
import { latestNumber, newerDraft, versionConflict, type DraftStale, type VersionConflict } from './save-draft.server'
import { storedVersion, type StoredVersionContent } from './stored-version.server'
import { writeVersion } from './write-version.server'

export type SubmittedVersion = { number: number }

/** What a submission of this scorecard has to hold; the route's schema is made from it. */
export async function requirementsOfOwn(
  viewer: Viewer,
  scorecardId: number,
): Promise<Result<KitRequirements, NotFound>> {
  const card = await findOwnScorecard(db(), viewer, scorecardId)
  return card.ok ? ok(await kitRequirements(db(), viewer.organisationId, card.value)) : card
}

/** What a version holds once it is written, for the author's own device to compare with what it keeps. */
export async function readSubmittedVersion(
  viewer: Viewer,
  scorecardId: number,
  number: number,
): Promise<VersionContent | null> {
  const card = await findOwnScorecard(db(), viewer, scorecardId)
  const stored = card.ok ? await storedVersion(db(), viewer.organisationId, scorecardId, { number }) : null
  return stored && !stored.erased ? stored.content : null
}

type WriteError = NotFound | VersionConflict | DraftStale | VersionContentConflict

/** The same form was acknowledged before with other content; `number` is the version that it made. */
export type VersionContentConflict = Omit<ContentConflict, 'code'> & {
  code: 'CONTENT_CONFLICT' | 'VERSION_CONFLICT'
  number: number
  content: VersionContent | null
}

/**
 * The first submission, or, built on version `base`, an amendment. The same form again is acknowledged again; the same
 * key with other content is a conflict and stores nothing. `revision` is the saved draft that the author has seen: one
 * that another window saved since is neither submitted nor deleted unread.
 */
export const submitScorecard = (
  viewer: Viewer,
  given: { scorecardId: number; writeKey: string; base: number; submission: Submission; draft?: SeenDraft },
): Promise<Result<SubmittedVersion, WriteError>> => {
  const { recommendation, reason, change, notes, ratings, findings } = given.submission
  const kind = given.base === 0 ? 'submission' : 'amendment'
  return onceOnly(viewer, given, { kind, recommendation, reason, change, notes, ratings, findings })
}

/**
 * A version with a reason and no ratings: the scorecard counts nowhere any more, what was submitted stays for the
 * record. What is withdrawn is not withdrawn again: its reason stands.
 */
export const withdrawScorecard = (
  viewer: Viewer,
  given: { scorecardId: number; writeKey: string; base: number; reason: string },
): Promise<Result<SubmittedVersion, WriteError>> =>
  onceOnly(viewer, given, {
    kind: 'withdrawal',
    recommendation: null,
    reason: null,
    change: given.reason,
    notes: null,
    ratings: [],
    findings: [],
  })

/** What the window that submits knows of the saved draft: its revision, and the text that is submitted. */
export type SeenDraft = { revision: number; content: ScorecardDraft }
type Attempt = { scorecardId: number; writeKey: string; base: number; draft?: SeenDraft }

/**
 * Serialisable, so of any number of posts at once one writes and the others find what it wrote. A unique key that two
 * hit at the same moment sends the loser round again, to find it too.
 */
const onceOnly = (
  viewer: Viewer,
  attempt: Attempt,
  content: NewContent,
): Promise<Result<SubmittedVersion, WriteError>> =>
  retryIfKeyTaken(() => transaction((tx) => writeOnce(tx, viewer, attempt, content)))

async function writeOnce(
  tx: Tx,
  viewer: Viewer,
  { scorecardId, writeKey, base, draft }: Attempt,
  content: NewContent,
): Promise<Result<SubmittedVersion, WriteError>> {
  const { organisationId } = viewer
  const card = await findOwnScorecard(tx, viewer, scorecardId)
  if (!card.ok) return card
  const before = await storedVersion(tx, organisationId, scorecardId, { writeKey })
  if (before && !before.erased && sameVersion(before.content, content)) return ok({ number: before.number })
  const requirements = await kitRequirements(tx, organisationId, card.value)
  if (before) return fail(otherContent(viewer, requirements, before))
  if (card.value.releasedAt) return fail({ code: 'SCORECARD_NOT_FOUND' })
  const latest = await latestNumber(tx, organisationId, scorecardId)
  if (latest !== base) {
    const last = await storedVersion(tx, organisationId, scorecardId, { number: latest })
    return fail(last ? { ...otherContent(viewer, requirements, last), ...versionConflict() } : versionConflict())
  }
  if (content.kind === 'withdrawal') {
    const last = await storedVersion(tx, organisationId, scorecardId, { number: latest })
    if (last?.content.kind === 'withdrawal') return fail(otherContent(viewer, requirements, last))
  }
  const newer = draft && (await newerDraft(tx, organisationId, scorecardId, requirements, draft))
  if (newer) return fail({ code: 'DRAFT_STALE', current: newer })
  await writeVersion(tx, viewer, card.value, requirements, { number: base + 1, writeKey, content })
  return ok({ number: base + 1 })
}

const did = { submission: 'submitted', amendment: 'amended', withdrawal: 'withdrawn' } as const

function otherContent(
  viewer: Viewer,
  requirements: KitRequirements,
  before: StoredVersionContent,
): VersionContentConflict {
  const { kit, criteria, flags } = requirements
  const { number, submittedAt, erased, content } = before
  const named = {
    criteria: kit.criteria.filter(({ id }) => criteria.includes(id)),
    flags: kit.red_flags.filter(({ id }) => flags.includes(id)),
  }
  const at = time(submittedAt, viewer.timeZone)
  const { error } = contentConflict(
    viewer,
    content.kind === 'withdrawal'
      ? `This scorecard was withdrawn at ${at} with a different reason. That reason stands; what you sent now was not saved.`
      : `This scorecard was ${did[content.kind]} at ${at} with other content. What you sent now was not ${did[content.kind]}.`,
    { at: submittedAt, fields: versionFields(content, named) },
  )
  return { ...error, number, content: erased ? null : content }
}
