import { mustExist } from '~/domain/shared/must-exist'
import { canonical } from '../kit/canonical'
import type { NamedItem } from '../kit/views'
import type { StoredField } from '../shared/stored-before'
import { evidenceLines, sameEvidence, type Evidence, type StoredEvidence } from './evidence'
import type { SubmittedFinding } from './submission'
import type { VersionKind } from './versions'
import { slipWords, type SlipKind } from './slips'
import { recommendationLabels, type LevelNumber, type Recommendation } from './levels'

/** What one version of a scorecard holds; a withdrawal has no ratings and no recommendation. */
type Content<Ev> = {
  kind: VersionKind
  ratings: { criterion: string; level: LevelNumber | null; evidence: Ev | null; slips?: SlipKind[] }[]
  findings: SubmittedFinding[]
  recommendation: Recommendation | null
  reason: string | null
  notes: Ev | null
  change: string | null
}
/** A version as it is stored, those of an earlier format included. */
export type VersionContent = Content<StoredEvidence>
/** A version that is about to be written. */
export type NewContent = Content<Evidence>

const sorted = <T>(items: readonly T[], key: (item: T) => string) =>
  [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))

const inOrder = (version: Omit<VersionContent, 'kind'>) => ({
  ratings: sorted(version.ratings, ({ criterion }) => criterion),
  findings: sorted(version.findings, ({ flag }) => flag),
})

const levels = (version: Omit<VersionContent, 'kind'>) => {
  const { ratings, findings } = inOrder(version)
  const { recommendation, reason, change } = version
  return {
    findings,
    recommendation,
    reason,
    change,
    levels: ratings.map(({ criterion, level, slips = [] }) => [criterion, level, slips]),
  }
}

/** The same text to the letter, level for level; the order of criteria and flags says nothing. */
export const sameSubmission = (a: Omit<VersionContent, 'kind'>, b: Omit<VersionContent, 'kind'>): boolean =>
  canonical(levels(a)) === canonical(levels(b)) &&
  sameEvidence(a.notes, b.notes) &&
  inOrder(a).ratings.every(({ evidence }, at) =>
    sameEvidence(evidence, mustExist(inOrder(b).ratings[at], 'rating to compare with').evidence),
  )

export const sameVersion = (a: VersionContent, b: VersionContent): boolean => a.kind === b.kind && sameSubmission(a, b)

type Names = { criteria: readonly NamedItem[]; flags: readonly NamedItem[] }

/** A version in labelled texts, as a page shows it beside another one. */
export function versionFields(version: Omit<VersionContent, 'kind'>, { criteria, flags }: Names): StoredField[] {
  const { recommendation, reason, change, notes } = version
  const nameOf = (items: readonly NamedItem[], id: string) => items.find((one) => one.id === id)?.name ?? id
  const { ratings, findings } = inOrder(version)
  return [
    ...(change === null
      ? []
      : [{ label: recommendation === null ? 'Reason for the withdrawal' : 'What changed and why', text: change }]),
    ...(recommendation === null ? [] : [{ label: 'Recommendation', text: recommendationLabels[recommendation] }]),
    ...(reason === null ? [] : [{ label: 'Reason', text: reason }]),
    ...ratings.map(({ criterion, level, evidence, slips = [] }) => ({
      label: nameOf(criteria, criterion),
      text: [
        level === null ? 'Not assessed' : `Level ${level}`,
        slips.length > 0 && `Interviewer’s slips: ${slipWords(slips)}`,
        evidence && evidenceLines(evidence),
      ]
        .filter(Boolean)
        .join('\n'),
    })),
    ...findings.map(({ flag, evidence, probe }) => ({
      label: `Red flag: ${nameOf(flags, flag)}`,
      text: `${evidence}\n${probe}`,
    })),
    ...(notes === null ? [] : [{ label: 'Notes', text: evidenceLines(notes) }]),
  ]
}

/** The fields in which two versions differ, on both sides in the order of the page; a missing one is empty. */
export function differingFields(stored: readonly StoredField[], sent: readonly StoredField[]) {
  const textOf = (fields: readonly StoredField[], label: string) => {
    const field = fields.find((one) => one.label === label)
    return field ? field.text : ''
  }
  const labels = [...new Set([...sent, ...stored].map(({ label }) => label))]
  const differing = labels.filter((label) => textOf(stored, label) !== textOf(sent, label))
  const side = (fields: readonly StoredField[]) => differing.map((label) => ({ label, text: textOf(fields, label) }))
  return { stored: side(stored), sent: side(sent) }
}
