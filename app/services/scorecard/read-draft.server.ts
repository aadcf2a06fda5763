import type { Viewer } from '~/domain/policy/policy'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import { fail, ok, type Result } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { kitRequirements } from './kit-requirements.server'
import { findOwnScorecard, type NotFound } from './find-scorecard.server'
import { readDraft } from './save-draft.server'

/** The viewer's own draft as stored; there is none before the first save and after the submission. */
export async function readOwnDraft(
  viewer: Viewer,
  scorecardId: number,
): Promise<
  Result<{ revision: number; savedAt: string; content: ScorecardDraft }, NotFound | { code: 'DRAFT_NOT_FOUND' }>
> {
  const { organisationId } = viewer
  const card = await findOwnScorecard(db(), viewer, scorecardId)
  if (!card.ok) return card
  const { criteria, flags } = await kitRequirements(db(), organisationId, card.value)
  const stored = await db().scorecardDraft.findUnique({
    where: { organisationId_scorecardId: { organisationId, scorecardId } },
    select: { revision: true, savedAt: true, content: true },
  })
  if (!stored || card.value.releasedAt) return fail({ code: 'DRAFT_NOT_FOUND' })
  const { revision, savedAt, content } = stored
  return ok({ revision, savedAt: savedAt.toISOString(), content: readDraft(content, criteria, flags) })
}
