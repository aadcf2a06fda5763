// An entry point of its own: it imports nothing, so the browser gets these few lines and not the engine.

/** Half width of a 90 % interval in standard deviations: the 0.95 quantile of the normal distribution. */
export const Z90 = 1.6448536269514722

/** The 90 % interval of an estimate with a normal error. */
export const interval90 = (estimate: number, sd: number): { lower: number; upper: number } => ({
  lower: estimate - Z90 * sd,
  upper: estimate + Z90 * sd,
})
