import * as z from 'zod/mini'
import { Id, required } from '../shared/fields'

/** The form with which a viewer recuses themselves from an application. */
export const RecuseFromApplication = z.object({
  intent: z.literal('recuse'),
  reason: required('Say why; a recusal is part of the record.', 2_000),
})

/** The form that ends another person's recusal. */
export const LiftRecusal = z.object({
  intent: z.literal('lift-recusal'),
  person: Id,
  reason: required('Say why the recusal no longer applies; it is part of the record.', 2_000),
})
