import type { Viewer } from '~/domain/policy/policy'
import type { ScorecardEditor, SubmittedScorecard } from '~/domain/scorecard/view'
import { fail, ok, type Result } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { deviceOwner, editScorecard } from './edit-scorecard.server'
import { findReadableScorecard, type NotFound } from './find-scorecard.server'
import { readSubmitted } from './read-submitted.server'
import { versionsOf } from './versions.server'

export type ScorecardPage =
  | { mode: 'write'; editor: ScorecardEditor }
  /** `owner` names the author's own copies on their device; null on a colleague's scorecard. */
  | { mode: 'read'; submitted: SubmittedScorecard; owner: string | null }

/**
 * One address for a scorecard all its life: a form for its author until it is submitted and while it is amended, a text
 * for everybody else who may read it. To others an unsubmitted one is not there.
 */
export async function readScorecard(
  viewer: Viewer,
  scorecardId: number,
  { amending }: { amending: boolean },
): Promise<Result<ScorecardPage, NotFound>> {
  const found = await findReadableScorecard(db(), viewer, scorecardId)
  if (!found.ok) return found
  const { card, own } = found.value
  const versions = await versionsOf(db(), viewer.organisationId, scorecardId)
  const gone = fail({ code: 'SCORECARD_NOT_FOUND' })
  if (versions.length === 0 && (!own || card.releasedAt)) return gone
  if (own && !card.releasedAt && (versions.length === 0 || amending))
    return ok({ mode: 'write', editor: await editScorecard(viewer, card, versions) })
  const owner = own && !card.releasedAt ? deviceOwner(viewer) : null
  return ok({ mode: 'read', submitted: await readSubmitted(viewer, found.value, versions), owner })
}
