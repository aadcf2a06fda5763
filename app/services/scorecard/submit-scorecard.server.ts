import type { Viewer } from '~/domain/policy/policy'
import type { Submission } from '~/domain/scorecard/submission'
import { fail, ok, type Result } from '~/domain/shared/result'
import { db, transaction, type Tx } from '~/platform/db.server'
import { askedOf, type AskedOfCard } from './asked.server'
import { findOwn, type NotFound, type ScorecardPlace } from './find-scorecard.server'
import { latestNumber, versionConflict, type VersionConflict } from './save-draft.server'
import { writeVersion, type NewVersion } from './write-version.server'

export type Written = { number: number }

/** What a submission of this scorecard has to hold; the route's schema is made from it. */
export async function askedOfOwn(viewer: Viewer, scorecardId: number): Promise<Result<AskedOfCard, NotFound>> {
  const card = await findOwn(db(), viewer, scorecardId)
  return card.ok ? ok(await askedOf(db(), viewer.organisationId, card.value)) : card
}

/** The first submission, or, built on version `base`, an amendment. The same key again answers what it answered before. */
export async function submitScorecard(
  viewer: Viewer,
  given: { scorecardId: number; writeKey: string; base: number; submission: Submission },
): Promise<Result<Written, NotFound | VersionConflict>> {
  const { scorecardId, writeKey, base, submission } = given
  return onceOnly(viewer, { scorecardId, writeKey, base }, async (tx, card) => {
    const asked = await askedOf(tx, viewer.organisationId, card)
    await writeVersion(tx, viewer, card, asked, {
      number: base + 1,
      kind: base === 0 ? 'submission' : 'amendment',
      writeKey,
      recommendation: submission.recommendation,
      recommendationReason: submission.reason,
      reason: submission.change,
      notes: submission.notes,
      ratings: submission.ratings,
      findings: submission.findings,
    } satisfies NewVersion)
  })
}

/** A version with a reason and no ratings: the scorecard counts nowhere any more, what was submitted stays for the record. */
export async function withdrawScorecard(
  viewer: Viewer,
  given: { scorecardId: number; writeKey: string; base: number; reason: string },
): Promise<Result<Written, NotFound | VersionConflict>> {
  const { scorecardId, writeKey, base, reason } = given
  return onceOnly(viewer, { scorecardId, writeKey, base }, async (tx, card) => {
    const asked = await askedOf(tx, viewer.organisationId, card)
    await writeVersion(tx, viewer, card, asked, {
      number: base + 1,
      kind: 'withdrawal',
      writeKey,
      recommendation: null,
      recommendationReason: null,
      reason,
      notes: null,
      ratings: [],
      findings: [],
    } satisfies NewVersion)
  })
}

type Attempt = { scorecardId: number; writeKey: string; base: number }

/**
 * Serialisable, so of any number of posts at once one writes and the others find what it wrote. A unique key that two
 * hit at the same moment sends the loser round again, to find it too.
 */
async function onceOnly(
  viewer: Viewer,
  { scorecardId, writeKey, base }: Attempt,
  write: (tx: Tx, card: ScorecardPlace) => Promise<void>,
): Promise<Result<Written, NotFound | VersionConflict>> {
  const { organisationId } = viewer
  const attempt = () =>
    transaction(async (tx) => {
      const card = await findOwn(tx, viewer, scorecardId)
      if (!card.ok) return card
      const before = await tx.scorecardVersion.findUnique({
        where: { organisationId_scorecardId_writeKey: { organisationId, scorecardId, writeKey } },
        select: { number: true },
      })
      if (before) return ok({ number: before.number })
      if (card.value.releasedAt) return fail({ code: 'SCORECARD_NOT_FOUND' })
      if ((await latestNumber(tx, organisationId, scorecardId)) !== base) return fail(versionConflict())
      await write(tx, card.value)
      return ok({ number: base + 1 })
    })
  try {
    return await attempt()
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'P2002') throw error
    return attempt()
  }
}
