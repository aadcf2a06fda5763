import * as z from 'zod/mini'
import { gte, lte, minLength, refine, regex } from '~/domain/shared/checks'
import { Id, listOf, optionalLine } from '~/domain/shared/fields'

const ids = z.pipe(z.transform(listOf), z.array(Id, 'Choose from the list.'))

/** A local date and time as `<input type=datetime-local>` sends it, or nothing yet. */
const LocalTime = z.pipe(
  z.transform((value: unknown) => (value === undefined || value === null || value === '' ? null : value)),
  z.nullable(
    z.string('Give a date and a time.').check(
      regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, 'Give the date and the time, such as 2026-11-24T14:00.'),
      refine<string>((value) => !Number.isNaN(Date.parse(`${value}Z`)), 'This date does not exist.'),
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
