/** Fits the model over the job's organisation: asked for whenever what enters a fit has changed. Its payload is empty. */
export const CALIBRATE = 'calibrate'
