import * as z from 'zod/mini'
import { regex } from '~/domain/shared/checks'
import { blankIsNull, Email, Id, optionalLine, Query, requiredLine, WriteKey } from '~/domain/shared/fields'

export const CandidateFields = z.object({
  name: requiredLine('Give the candidate’s name.', 120),
  email: z.pipe(blankIsNull, z.nullable(Email)),
  phone: optionalLine(40),
})

export const NewCandidate = z.extend(CandidateFields, {
  jobId: z.pipe(blankIsNull, z.nullable(Id)),
  writeKey: WriteKey,
})

const LOST = 'The form arrived without its content. Load the page again.'
/** `seen`: a hash of what the page showed, so that a change made meanwhile is not undone unread. */
export const CandidateChange = z.extend(CandidateFields, {
  seen: z.string(LOST).check(regex(/^[0-9a-f]{64}$/, LOST)),
})
export type CandidateChange = z.infer<typeof CandidateChange>

export const OpenApplication = z.object({ jobId: Id })

export type CandidateFields = z.infer<typeof CandidateFields>
export type NewCandidate = z.infer<typeof NewCandidate>

/** What the list is asked for, in the address. What does not fit is as if it were not there. */
export const CandidateSearch = z.object({
  q: Query,
  job: z.catch(z.nullable(Id), null),
  state: z.catch(z.enum(['all', 'open', 'none']), 'all'),
  after: z.catch(z.nullable(Id), null),
})
