/**
 * Which version of a scorecard is read and which one counts (design.md, rule 2). Every page, the packet, the fit and
 * the exports ask here.
 */
export type VersionKind = 'submission' | 'amendment' | 'withdrawal'

export type VersionFacts = { number: number; kind: VersionKind; blind: boolean }

/** A scorecard with its versions, in any order. */
export type VersionedScorecard<Version extends VersionFacts> = { shadow: boolean; versions: readonly Version[] }

const inOrder = <Version extends VersionFacts>(versions: readonly Version[]): Version[] =>
  [...versions].sort((a, b) => a.number - b.number)

/** Submitted once is submitted: a later withdrawal takes the ratings out, but its author does not owe them again. */
export const isSubmitted = (versions: readonly unknown[]): boolean => versions.length > 0

/** The latest version, unless it is a withdrawal: what the author says now. null where there is none. */
export function currentVersion<Version extends VersionFacts>(versions: readonly Version[]): Version | null {
  const last = inOrder(versions).at(-1)
  return last && last.kind !== 'withdrawal' ? last : null
}

/**
 * The version that enters a fit: the latest one that its author wrote blind. null for a shadow scorecard, and where
 * nothing was written blind since the last withdrawal: ratings that were withdrawn stay withdrawn, even if their author
 * writes again.
 */
export function countedVersion<Version extends VersionFacts>({
  shadow,
  versions,
}: VersionedScorecard<Version>): Version | null {
  if (shadow) return null
  const ordered = inOrder(versions)
  const withdrawal = ordered.findLastIndex(({ kind }) => kind === 'withdrawal')
  return ordered.slice(withdrawal + 1).findLast(({ blind }) => blind) ?? null
}

/**
 * The version whose levels are shown to others: the one that counts, else the current one. null once withdrawn. What
 * counts was marked when the packet was built, so that a frozen one reads as it was sent.
 */
export function shownVersion<Version extends VersionFacts & { counts: boolean }>(
  versions: readonly Version[],
): Version | null {
  const current = currentVersion(versions)
  return current && (versions.find(({ counts }) => counts) ?? current)
}

export type NotCounted = 'not-submitted' | 'shadow' | 'withdrawn' | 'not-blind'

/** Why no version of a scorecard counts; null where one does. */
export function whyNotCounted(card: VersionedScorecard<VersionFacts>): NotCounted | null {
  if (!isSubmitted(card.versions)) return 'not-submitted'
  if (card.shadow) return 'shadow'
  if (!currentVersion(card.versions)) return 'withdrawn'
  return countedVersion(card) ? null : 'not-blind'
}
