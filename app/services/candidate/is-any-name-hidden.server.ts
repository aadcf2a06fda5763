import type { Viewer } from '~/domain/policy/policy'
import type { Tx } from '~/platform/db.server'
import { hiddenCandidateIds } from './candidate-names.server'

/** Is the viewer to interview one of these candidates in a job that hides names from interviewers? */
export async function isAnyNameHidden(tx: Tx, viewer: Viewer, candidateIds: readonly number[]): Promise<boolean> {
  const hidden = await hiddenCandidateIds(viewer, tx)
  return candidateIds.some((id) => hidden.includes(id))
}
