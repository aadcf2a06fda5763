import * as z from 'zod/mini'
import { Id, required } from '~/domain/shared/fields'

export const CloseApplication = z.object({
  revision: Id,
  state: z.enum(['hired', 'rejected', 'withdrawn'], 'Choose how it ended.'),
  reason: required('Say why, in a sentence.', 2_000),
  cancelRest: z.pipe(
    z.transform((value: unknown) => value === 'on'),
    z.boolean(),
  ),
})

export type CloseApplication = z.infer<typeof CloseApplication>
