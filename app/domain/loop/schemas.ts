import * as z from 'zod/mini'
import { gte, lte, minLength, refine, regex } from '~/domain/shared/checks'
import { Id, listOf, optionalLine, TimeZone } from '~/domain/shared/fields'

const ids = z.pipe(z.transform(listOf), z.array(Id, 'Choose from the list.'))

/** Parsing alone makes 2 March of 30 February, and the next day of 24:00. */
function isInCalendar(local: string): boolean {
  const parsed = new Date(`${local}Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(local)
}

/** A local date and time as `<input type=datetime-local>` sends it, or nothing yet. */
const LocalTime = z.pipe(
  z.transform((value: unknown) => (value === undefined || value === null || value === '' ? null : value)),
  z.nullable(
    z.string('Give a date and a time.').check(
      regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, 'Give the date and the time, such as 2026-11-24T14:00.'),
      refine<string>(isInCalendar, 'This date or time does not exist.'),
      refine<string>((value) => /^20/.test(value), 'Give a year from 2000 to 2099, with four digits.'),
    ),
  ),
)

/** The kit interviews of a new loop. */
export const PlanLoop = z.object({
  kitInterviewIds: ids.check(minLength(1, 'Choose at least one interview.')),
})

export const AddInterview = z.object({ kitInterviewId: Id, revision: Id })

/** Time, place and people of one interview. */
export const InterviewChange = z.object({
  revision: Id,
  startsAt: LocalTime,
  /** The zone that the form named; without it that of whoever sends it. */
  timeZone: z.optional(TimeZone),
  /** Which of the two, where the clocks go back over the time. */
  occurrence: z.optional(z.enum(['first', 'second'], 'Choose the first or the second.')),
  minutes: z.pipe(
    z.transform((value: unknown) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value)),
    z.int('Give whole minutes.').check(gte(5, 'At least 5 minutes.'), lte(480, 'At most 480 minutes.')),
  ),
  place: optionalLine(200),
})

export const Assign = z.object({
  revision: Id,
  userId: Id,
  shadow: z.pipe(
    z.transform((value: unknown) => value === 'on' || value === 'true'),
    z.boolean(),
  ),
})

export const Unassign = z.object({ revision: Id, scorecardId: Id })

export const CancelInterview = z.object({ revision: Id })

export type InterviewChange = z.infer<typeof InterviewChange>
