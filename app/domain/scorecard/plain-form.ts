import * as z from 'zod/mini'
import { regex } from '../shared/checks'
import { VersionNumber } from './draft'
import { emptyFinding, emptyRating, type ScorecardDraft } from './draft-shape'

const LOST = 'The form lost its place; load the page again.'

const counter = z.pipe(z.pipe(z.string(LOST).check(regex(/^\d{1,10}$/, LOST)), z.transform(Number)), VersionNumber)

/** What the plain form says beside the fields of the scorecard: the version and the saved draft it was opened on. */
export const PlainPost = z.object({ base: counter, revision: counter })

/** The same for every attempt to submit on one version, so that pressing twice submits once. */
export const plainFormKey = (base: number): string => `plain-form-on-${base}`

type Fields = Readonly<Record<string, unknown>>
type AskedOf = { criteria: readonly string[]; flags: readonly string[] }

/** The schema of a draft allows as many quotes a criterion. */
const MOST_QUOTES = 200
const QUOTE_FIELDS = ['at', 'clock', 'speaker', 'text'] as const

/**
 * What the page's form posts without a script, as the content of a draft for `ScorecardDraft` to judge. A field is named
 * by its path in the draft. Nothing is read but the fields of this interview; what the plain form does not show stays as
 * it was saved before.
 */
export function draftOfFields(fields: Fields, { criteria, flags }: AskedOf, before: ScorecardDraft): unknown {
  const field = (name: string, otherwise: unknown) => (name in fields ? fields[name] : otherwise)
  const rating = (id: string) => {
    const was = before.ratings[id] ?? emptyRating()
    const path = `ratings.${id}`
    return {
      // A radio of which none is chosen posts nothing.
      choice: field(`${path}.choice`, was.choice),
      evidence: {
        text: field(`${path}.evidence.text`, was.evidence.text),
        quotes: quotesOf(fields, `${path}.evidence.quotes`),
      },
    }
  }
  const finding = (id: string) => {
    const was = before.flags[id] ?? emptyFinding()
    const path = `flags.${id}`
    return {
      found: `${path}.found` in fields,
      evidence: field(`${path}.evidence`, was.evidence),
      probe: field(`${path}.probe`, was.probe),
    }
  }
  const note = fields['notes.new']
  const added =
    typeof note === 'string' && note.trim() !== '' ? [{ at: '', into: '', speaker: '', text: note, to: '' }] : []
  return {
    ...before,
    ratings: Object.fromEntries(criteria.map((id) => [id, rating(id)])),
    flags: Object.fromEntries(flags.map((id) => [id, finding(id)])),
    recommendation: field('recommendation', before.recommendation),
    reason: field('reason', before.reason),
    change: field('change', before.change),
    notes: [...before.notes, ...added],
  }
}

/** Rows in the order of their numbers; one that was emptied is gone. */
function quotesOf(fields: Fields, path: string): unknown[] {
  const quotes: unknown[] = []
  for (let row = 0; row <= MOST_QUOTES; row++) {
    const given = QUOTE_FIELDS.flatMap((name) => {
      const value = fields[`${path}.${row}.${name}`]
      return value === undefined ? [] : [[name, value] as const]
    })
    if (given.length === 0) break
    if (given.some(([name, value]) => (name === 'text' || name === 'at') && !isEmpty(value)))
      quotes.push(Object.fromEntries(given))
  }
  return quotes
}

const isEmpty = (value: unknown) => typeof value === 'string' && value.trim() === ''
