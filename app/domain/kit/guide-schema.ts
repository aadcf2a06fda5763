import * as z from 'zod'
import { list, slug, text } from './shapes'

const minute = z.number().int('Expected whole minutes.').min(0, 'Expected a minute of the interview.')

const closed = z.union([z.literal([2, 3, 4]), z.null()], 'Expected 2, 3, 4 or null.')

/** A point in an interview from which on a level can no longer be shown, as `interviews.yaml` says it. */
export const gate = z.strictObject({
  from: minute,
  until: minute,
  question: z.number().int('Expected the number of a question.').min(1, 'Expected the number of a question.'),
  criterion: slug,
  step: slug.optional(),
  level: z.literal([2, 3, 4], 'Expected 2, 3 or 4.').optional(),
  /** What `step` or `level` comes to at each seniority, as a kit that was exported says it; null closes none there. */
  closes: z.strictObject({ mid: closed, senior: closed, staff: closed }).optional(),
  say: text(20),
})

/** What may be sent to a candidate before the interview. */
export const forCandidate = z.strictObject({
  what_happens: text(40),
  looked_for: list(text(20)),
  prepare: text(20),
  good_to_know: text(20),
})

/** Ten minutes of reading for somebody who runs this interview for the first time. */
export const firstTime = z.strictObject({
  before: list(text(10)),
  watch_for: list(text(20)),
  example: text(200),
  levels: z.record(slug, text(20)),
})

export const neverAsk = list(text(10)).max(5, 'Expected at most five sentences; more cannot be kept in mind.')

const halves = (value: number) => Number.isInteger(value * 2)
/** Whole or half minutes. */
export const questionMinutes = z
  .number()
  .positive('Expected minutes above 0.')
  .refine(halves, 'Expected whole or half minutes.')
