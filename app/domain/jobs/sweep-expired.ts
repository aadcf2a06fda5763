/** Deletes what has expired, in every organisation. Its payload is empty. */
export const SWEEP_EXPIRED = 'sweep-expired'
