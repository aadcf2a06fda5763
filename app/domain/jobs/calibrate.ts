/** Fits the model over the job's organisation: asked for whenever what enters a fit has changed. Its payload names the request. */
export const CALIBRATE = 'calibrate'
