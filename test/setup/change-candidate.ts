import type { CandidateFields } from '~/domain/candidate/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { changeCandidate } from '~/services/candidate/candidates.server'
import { readCandidate } from '~/services/candidate/read-candidates.server'

/** Changes a candidate from a page that was opened just now. */
export async function changeAsShown(viewer: Viewer, candidateId: number, fields: CandidateFields) {
  const page = await readCandidate(viewer, candidateId)
  return changeCandidate(viewer, candidateId, { ...fields, seen: page.ok ? page.value.seen : '' })
}
