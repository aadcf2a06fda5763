import { canonical } from '../kit/canonical'
import type { NamedItem } from '../kit/views'
import type { StoredField } from '../shared/stored-before'
import type { Submission } from './submission'
import { recommendationWords } from './words'

/** What one version of a scorecard holds; a withdrawal has no ratings and no recommendation. */
export type VersionContent = Omit<Submission, 'recommendation' | 'reason'> & {
  kind: 'submission' | 'amendment' | 'withdrawal'
  recommendation: Submission['recommendation'] | null
  reason: string | null
}

const sorted = <T>(items: readonly T[], key: (item: T) => string) =>
  [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))

const inOrder = (version: Omit<VersionContent, 'kind'>) => ({
  ratings: sorted(version.ratings, ({ criterion }) => criterion),
  findings: sorted(version.findings, ({ flag }) => flag),
  recommendation: version.recommendation,
  reason: version.reason,
  notes: version.notes,
  change: version.change,
})

/** The same text to the letter, level for level; the order of criteria and flags says nothing. */
export const sameSubmission = (a: Omit<VersionContent, 'kind'>, b: Omit<VersionContent, 'kind'>): boolean =>
  canonical(inOrder(a)) === canonical(inOrder(b))

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
    ...(recommendation === null ? [] : [{ label: 'Recommendation', text: recommendationWords[recommendation] }]),
    ...(reason === null ? [] : [{ label: 'Reason', text: reason }]),
    ...ratings.map(({ criterion, level, evidence }) => ({
      label: nameOf(criteria, criterion),
      text: [level === null ? 'Not assessed' : `Level ${level}`, evidence].filter(Boolean).join('\n'),
    })),
    ...findings.map(({ flag, evidence, probe }) => ({
      label: `Red flag: ${nameOf(flags, flag)}`,
      text: `${evidence}\n${probe}`,
    })),
    ...(notes === null ? [] : [{ label: 'Notes', text: notes }]),
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
