export type VersionKind = 'submission' | 'amendment' | 'withdrawal'

/** Submitted once is submitted: a withdrawal later takes the ratings out, but does not make its author owe it again. */
export const isSubmitted = (versions: readonly unknown[]): boolean => versions.length > 0

export type Standing = 'not-started' | 'draft' | 'submitted' | 'withdrawn'

/** Where a scorecard stands, in one word. `lastKind` is the kind of its latest version, null without any. */
export function standingOf({ lastKind, hasDraft }: { lastKind: VersionKind | null; hasDraft: boolean }): Standing {
  if (lastKind === 'withdrawal') return 'withdrawn'
  if (lastKind) return 'submitted'
  return hasDraft ? 'draft' : 'not-started'
}

export type CountedVersion = { number: number; kind: VersionKind; blind: boolean }

/**
 * The version that enters a fit: the latest one that its author wrote blind, withdrawn scorecards and shadows left out.
 * null when none does.
 */
export function countingVersion<V extends CountedVersion>(versions: readonly V[], shadow: boolean): V | null {
  const byNumber = [...versions].sort((a, b) => a.number - b.number)
  if (shadow || byNumber.at(-1)?.kind === 'withdrawal') return null
  return byNumber.findLast(({ kind, blind }) => blind && kind !== 'withdrawal') ?? null
}

const DUE_AFTER_MS = 24 * 3_600_000

/** A scorecard is due a day after its interview ends; null while the interview has no time. */
export function dueAt(startsAt: Date | null, minutes: number): Date | null {
  return startsAt && new Date(startsAt.getTime() + minutes * 60_000 + DUE_AFTER_MS)
}
