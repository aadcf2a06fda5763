import * as z from 'zod/mini'
import { Id, required, WriteKey } from '~/domain/shared/fields'

/** A withdrawal is a version with a reason and no ratings; `base` is the number of the version it withdraws. */
export const Withdrawal = z.object({
  reason: required('Say why it is withdrawn; what you submitted is kept for the record.', 2_000),
  writeKey: WriteKey,
  base: Id,
})
