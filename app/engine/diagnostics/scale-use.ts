/**
 * How widely each rater uses the scale against the others: exp of the log ratio of standard deviations to their geometric
 * mean, shrunk by how well it is known (1 = as the others, above = wider). `spread` is the estimated sd of the true log ratios.
 * null for a rater with fewer than two sessions or no variation.
 * @param sd standard deviation of each rater's values @param sessions sessions of each rater
 */
export function scaleUse(
  sd: readonly number[],
  sessions: readonly number[],
): { ratio: (number | null)[]; spread: number | null } {
  const usable = sd.flatMap((s, j) => (s > 0 && sessions[j] >= 2 ? [j] : []))
  if (usable.length < 2) return { ratio: sd.map(() => null), spread: null }
  const logs = usable.map((j) => Math.log(sd[j]))
  const center = logs.reduce((s, x) => s + x, 0) / logs.length
  const noise = usable.map((j) => 0.8 / (sessions[j] - 1))
  const variance = logs.reduce((s, x) => s + (x - center) ** 2, 0) / (logs.length - 1)
  const t2 = Math.max(0, variance - noise.reduce((s, x) => s + x, 0) / noise.length)
  const ratio = sd.map((): number | null => null)
  usable.forEach((j, i) => (ratio[j] = Math.exp((t2 / (t2 + noise[i])) * (logs[i] - center))))
  return { ratio, spread: Math.sqrt(t2) }
}
