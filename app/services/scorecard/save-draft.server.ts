import { canonical } from '~/domain/kit/canonical'
import type { Viewer } from '~/domain/policy/policy'
import { ScorecardDraft } from '~/domain/scorecard/draft'
import { draftFor } from '~/domain/scorecard/draft-shape'
import { fail, ok, type Result } from '~/domain/shared/result'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { kitRequirements } from './kit-requirements.server'
import { findOwnScorecard, type NotFound } from './find-scorecard.server'

export type SavedDraft = { revision: number; savedAt: Date; content: ScorecardDraft }
export type DraftStale = { code: 'DRAFT_STALE'; current: SavedDraft }
/** The scorecard was submitted, amended or withdrawn since this window opened it. */
export type VersionConflict = { code: 'VERSION_CONFLICT'; message: string }

export const versionConflict = (): VersionConflict => ({
  code: 'VERSION_CONFLICT',
  message:
    'This scorecard was submitted elsewhere after you opened it here. Your text is saved on this device only, not on the server.',
})

export const latestNumber = async (tx: Tx, organisationId: number, scorecardId: number): Promise<number> => {
  const { _max } = await tx.scorecardVersion.aggregate({
    where: { organisationId, scorecardId },
    _max: { number: true },
  })
  return _max.number ?? 0
}

/** A stored draft as this interview of the kit asks for it. */
export const readDraft = (content: string, criteria: readonly string[], flags: readonly string[]): ScorecardDraft =>
  draftFor(criteria, flags, ScorecardDraft.parse(JSON.parse(content)))

/** The saved draft, when another window has saved a text that the author of this submission has not seen. */
export async function newerDraft(
  tx: Tx,
  organisationId: number,
  scorecardId: number,
  { criteria, flags }: { criteria: readonly string[]; flags: readonly string[] },
  seen: { revision: number; content: ScorecardDraft },
): Promise<SavedDraft | null> {
  const stored = await tx.scorecardDraft.findUnique({
    where: { organisationId_scorecardId: { organisationId, scorecardId } },
    select: { revision: true, content: true, savedAt: true },
  })
  if (!stored || stored.revision === seen.revision) return null
  // Read before it is compared: an earlier page may have stored it in another shape.
  const content = readDraft(stored.content, criteria, flags)
  return canonical(content) === canonical(draftFor(criteria, flags, seen.content)) ? null : { ...stored, content }
}

/**
 * Saves a draft over the revision it began from. A save that began from another revision changes nothing and gets what
 * is stored, so that the person can put both together; sending the same save twice is no conflict.
 */
export async function saveDraft(
  viewer: Viewer,
  given: { scorecardId: number; base: number; revision: number; content: ScorecardDraft },
): Promise<Result<SavedDraft, NotFound | DraftStale | VersionConflict>> {
  const { organisationId } = viewer
  const { scorecardId, revision } = given
  return transaction(async (tx) => {
    const card = await findOwnScorecard(tx, viewer, scorecardId)
    if (!card.ok) return card
    if (card.value.releasedAt) return fail({ code: 'SCORECARD_NOT_FOUND' })
    if ((await latestNumber(tx, organisationId, scorecardId)) !== given.base) return fail(versionConflict())

    const { criteria, flags } = await kitRequirements(tx, organisationId, card.value)
    const content = canonical(draftFor(criteria, flags, given.content))
    const savedAt = now()
    const saved = { revision: revision + 1, content, savedAt }
    const { count } =
      revision === 0
        ? await tx.scorecardDraft.createMany({ data: { organisationId, scorecardId, ...saved }, skipDuplicates: true })
        : await tx.scorecardDraft.updateMany({ where: { organisationId, scorecardId, revision }, data: saved })
    if (count === 1) return ok({ ...saved, content: readDraft(content, criteria, flags) })

    const stored = await tx.scorecardDraft.findUnique({
      where: { organisationId_scorecardId: { organisationId, scorecardId } },
      select: { revision: true, content: true, savedAt: true },
    })
    if (!stored) return fail(versionConflict())
    const current = { ...stored, content: readDraft(stored.content, criteria, flags) }
    return canonical(current.content) === content ? ok(current) : fail({ code: 'DRAFT_STALE', current })
  })
}
