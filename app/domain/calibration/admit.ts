/** What is needed of a scorecard's version to judge whether it counts. */
export interface VersionOfCard {
  number: number
  kind: 'submission' | 'amendment' | 'withdrawal'
  blind: boolean
}

/**
 * The version of one scorecard that enters a fit: the latest its author wrote blind. Versions in any order.
 * null: the scorecard counts nowhere, because it is withdrawn, has no version, or none of them was written blind.
 * What was written before a withdrawal stays withdrawn, even if the author writes again.
 */
export function admittedVersion<Version extends VersionOfCard>(versions: readonly Version[]): Version | null {
  const inOrder = [...versions].sort((a, b) => a.number - b.number)
  const withdrawn = inOrder.findLastIndex(({ kind }) => kind === 'withdrawal')
  return inOrder.slice(withdrawn + 1).findLast(({ blind }) => blind) ?? null
}

/** The version that stands now: the latest, unless it is a withdrawal. */
export function standingVersion<Version extends VersionOfCard>(versions: readonly Version[]): Version | null {
  const last = [...versions].sort((a, b) => a.number - b.number).at(-1)
  return last && last.kind !== 'withdrawal' ? last : null
}
