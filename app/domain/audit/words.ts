import { precededBy, type AuditValue } from './change'
import { detailName, valueInWords } from './detail-names'

type Subject = {
  type: string
  id: number
  /** What a person calls it: a candidate's or user's name. Without one, its type and number. */
  name?: string | null
  /** The candidate of the application that it belongs to, as the reader may call them. */
  candidate?: string | null
}

/** Acts whose verb says too little by itself. */
const PLAIN: Readonly<Record<string, string>> = {
  'session.begun': 'signed in',
  'candidate.imported': 'imported candidates',
}

/** `scorecard.submitted` of scorecard 12 as people read it: what was done, and to what. */
export function actInWords(act: string, subject: Subject): { did: string; what: string } {
  const [noun = act, verb = ''] = act.split('.')
  const own = subject.name ?? `${subject.type} ${subject.id}`
  const place = subject.candidate ? `${own} (${subject.candidate})` : own
  const plain = PLAIN[act]
  if (plain) return { did: plain, what: place }
  return { did: verb.replaceAll('-', ' '), what: noun === subject.type ? place : `${noun}, ${place}` }
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
 * predecessor reads `bar: 3.2 (before: 3)`. Hidden names are left out.
 */
export function detailInWords(
  detail: string,
  { hidden = [], nameOf = () => null }: { hidden?: readonly string[]; nameOf?: (userId: number) => string | null } = {},
): string {
  const values = JSON.parse(detail) as Record<string, AuditValue>
  const words = (name: string, value: AuditValue) => {
    const all = [value].flat().filter((one) => one !== null)
    const one = (item: string | number | boolean) =>
      PEOPLE.includes(name) && typeof item === 'number' ? (nameOf(item) ?? `user ${item}`) : valueInWords(item)
    return all.length === 0 ? 'none' : all.map(one).join(', ')
  }
  const empty = (value: AuditValue) => value === null || (Array.isArray(value) && value.length === 0)
  return Object.entries(values)
    .filter(([name]) => !hidden.includes(name) && precededBy(name) === null)
    .filter(([name, value]) => !empty(value) || `${name}Before` in values)
    .map(([name, value]) => {
      const before = `${name}Before`
      const was = before in values ? ` (before: ${words(name, values[before] ?? null)})` : ''
      return `${detailName(name)}: ${words(name, value)}${was}`
    })
    .join('; ')
}
