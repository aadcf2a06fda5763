import type { VersionKind } from './versions'

export type ScorecardStatus = 'not-started' | 'draft' | 'submitted' | 'withdrawn'

/** The status of a scorecard. `lastKind` is the kind of its latest version, null without any. */
export function scorecardStatus({
  lastKind,
  hasDraft,
}: {
  lastKind: VersionKind | null
  hasDraft: boolean
}): ScorecardStatus {
  if (lastKind === 'withdrawal') return 'withdrawn'
  if (lastKind) return 'submitted'
  return hasDraft ? 'draft' : 'not-started'
}

/** Is a scorecard of this status still to be submitted? One that was withdrawn has been. */
export const isUnsubmitted = (status: ScorecardStatus): boolean => status === 'not-started' || status === 'draft'
