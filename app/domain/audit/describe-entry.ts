import { precededBy, type AuditValue } from './change'
import { detailName, describeValue } from './detail-labels'

type Subject = {
  type: string
  id: number
  /** What a person calls it: a candidate's or user's name. Without one, its type and number. */
  name?: string | null
  /** The candidate of the application that it belongs to, as the reader may call them. */
  candidate?: string | null
}

/**
 * Events whose stored name is unclear or differs from the terms on screen. Every other act is labelled from the two
 * parts of its name.
 */
const NAMES: Readonly<Record<string, string>> = {
  'audit.verification-requested': 'Verification of the audit log requested',
  'candidate.imported': 'Candidates imported',
  'candidate.import-undone': 'Import of candidates undone',
  'candidate.kept-apart': 'Candidates kept as different people',
  'candidate.listed-again': 'Candidates listed as possible duplicates again',
  'candidate.merged': 'Candidate merged',
  'candidate.unmerged': 'Merge of the candidate undone',
  'candidate-link.exhibit-given': 'Exhibit shown to the candidate',
  'candidate-link.made': 'Page for the candidate opened',
  'candidate-link.revoked': 'Page for the candidate closed',
  'decision.dissented': 'Dissent added to the decision',
  'decision.overridden': 'Committee’s rule overridden',
  'device.forgotten': 'Known device removed',
  'export.downloaded': 'Export downloaded',
  'flag.resolved': 'Red flag resolved',
  'grant.added': 'Role given',
  'grant.revoked': 'Role removed',
  'job.kit-moved': 'Kit version of the job changed',
  'job.need-profile-set': 'Need profile of the job set',
  'job.voters-changed': 'Voters of the job changed',
  'kit-note.closed': 'Note about a criterion marked as dealt with',
  'kit-note.deleted': 'Note about a criterion deleted',
  'kit-note.reopened': 'Note about a criterion opened again',
  'kit-note.written': 'Note about a criterion added',
  'interview.prompts-chosen': 'Prompt of the interview changed',
  'prompt-limit.set': 'Limit for the use of prompts changed',
  'own-kit.draft-discarded': 'Draft of the own kit discarded',
  'own-kit.draft-opened': 'Draft of the own kit opened',
  'own-kit.basis-looked-at': 'Differences from our kit dismissed',
  'own-kit.sent-back': 'Draft of the own kit returned with comments',
  'own-kit.submitted': 'Draft of the own kit submitted for review',
  'own-kit.taken-back': 'Draft of the own kit withdrawn from review',
  'organisation.exported': 'Archive of the organisation made',
  'session.begun': 'Signed in',
  'session.ended': 'Session ended',
  'session.ended-everywhere': 'All sessions ended',
  'sign-in.delays-lifted': 'Sign-in delays lifted',
  'sign-in.failed': 'Sign-in failed',
  'user.password-changed': 'Password changed',
  'user.reset-link-made': 'Password reset link made',
  'vote.recused': 'Voter recused',
}

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** `scorecard.submitted` of scorecard 12 as people read it: the event's name, and what it is about. */
export function describeAct(act: string, subject: Subject): { action: string; subject: string } {
  const own = subject.name ?? capitalised(`${subject.type} ${subject.id}`)
  return {
    action: NAMES[act] ?? capitalised(act.replace(/[.-]/g, ' ')),
    subject: subject.candidate ? `${own} (${subject.candidate})` : own,
  }
}

/** Details that hold ids of users; a name is shown where the caller knows one. */
const PEOPLE = ['voters', 'user', 'person']

/** The ids of users in a detail, so that their names can be read. */
export const peopleInDetail = (detail: string): number[] =>
  Object.entries(JSON.parse(detail) as Record<string, AuditValue>)
    .filter(([name]) => PEOPLE.includes(precededBy(name) ?? name))
    .flatMap(([, value]) => [value].flat())
    .filter((one): one is number => typeof one === 'number')

/**
 * The detail of an entry, canonical JSON of ids and codes, as a line: `job: 3, role: hiring manager`. A value with its
 * predecessor reads `bar: from 3 to 3.2`. Hidden names are left out.
 */
export function describeDetail(
  detail: string,
  { hidden = [], nameOf = () => null }: { hidden?: readonly string[]; nameOf?: (userId: number) => string | null } = {},
): string {
  const values = JSON.parse(detail) as Record<string, AuditValue>
  const words = (name: string, value: AuditValue) => {
    const all = [value].flat().filter((one) => one !== null)
    const one = (item: string | number | boolean) =>
      PEOPLE.includes(name) && typeof item === 'number' ? (nameOf(item) ?? `user ${item}`) : describeValue(item)
    return all.length === 0 ? 'none' : all.map(one).join(', ')
  }
  const empty = (value: AuditValue) => value === null || (Array.isArray(value) && value.length === 0)
  return Object.entries(values)
    .filter(([name]) => !hidden.includes(name) && precededBy(name) === null)
    .filter(([name, value]) => !empty(value) || `${name}Before` in values)
    .map(([name, value]) => {
      const before = `${name}Before`
      const is = words(name, value)
      return `${detailName(name)}: ${before in values ? `from ${words(name, values[before] ?? null)} to ${is}` : is}`
    })
    .join('; ')
}
