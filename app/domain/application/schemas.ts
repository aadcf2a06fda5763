import * as z from 'zod/mini'
import { Id, required } from '~/domain/shared/fields'

export const CloseApplication = z.object({
  revision: Id,
  state: z.enum(['hired', 'rejected', 'withdrawn'], 'Choose how it ended.'),
  reason: required('Say why, in a sentence.', 2_000),
})

export const applicationStates = {
  open: 'open',
  hired: 'hired',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
} as const
