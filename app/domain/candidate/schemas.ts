import * as z from 'zod/mini'
import { Email, Id, optional, required, WriteKey } from '~/domain/shared/fields'

const blankIsNull = z.transform((value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '') ? null : value,
)

export const CandidateFields = z.object({
  name: required('Give the candidate’s name.', 120),
  email: z.pipe(blankIsNull, z.nullable(Email)),
  phone: optional(40),
})

export const NewCandidate = z.extend(CandidateFields, {
  jobId: z.pipe(blankIsNull, z.nullable(Id)),
  writeKey: WriteKey,
})

export const CandidateChange = CandidateFields

export const OpenApplication = z.object({ jobId: Id })

export type CandidateFields = z.infer<typeof CandidateFields>
export type NewCandidate = z.infer<typeof NewCandidate>
