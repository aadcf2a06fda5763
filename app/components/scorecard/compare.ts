import type { NamedItem } from '~/domain/kit/views'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { StoredVersion } from '~/domain/scorecard/drafting/state'
import { differingFields, sameSubmission, versionFields, type VersionContent } from '~/domain/scorecard/same-submission'
import { submissionOf, submissionProblems, type ScorecardRequirements } from '~/domain/scorecard/submission'
import type { StoredField } from '~/domain/shared/stored-before'

/**
 * Whether the server's version is exactly what this draft says. The texts themselves are compared, not hashes of them:
 * a page that came over plain http by name has no `crypto.subtle`.
 */
export const holds = (stored: VersionContent, draft: ScorecardDraft, asked: ScorecardRequirements): boolean =>
  submissionProblems(draft, asked).length === 0 && sameSubmission(stored, submissionOf(draft, asked))

export type CompareWith = { asked: ScorecardRequirements; criteria: readonly NamedItem[]; flags: readonly NamedItem[] }

/** Whether a version holds what this window does, and where they differ, as labelled texts. */
export function comparison(
  draft: ScorecardDraft,
  { asked, criteria, flags }: CompareWith,
  { content, stored: before }: Pick<StoredVersion, 'content' | 'stored'>,
): { same: boolean; stored: StoredField[]; sent: StoredField[] } {
  const names = { criteria, flags }
  const stored = content ? versionFields(content, names) : (before?.fields ?? [])
  const same = content !== null && holds(content, draft, asked)
  return { same, ...differingFields(stored, versionFields(submissionOf(draft, asked), names)) }
}
