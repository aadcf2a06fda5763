import * as z from 'zod/mini'

/** Fits the model over an organisation's ratings; asked for whenever what enters a fit has changed. */
export const CALIBRATE = 'calibrate'

export const CalibratePayload = z.object({ organisationId: z.int('This is not an id.') })
