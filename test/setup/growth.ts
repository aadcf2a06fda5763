/** CPU time of this process in milliseconds: other programs on the machine do not count in it. */
const spent = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** The least of several measurements: what disturbs a measurement makes it longer, never shorter. */
async function least(times: number, work: () => unknown): Promise<number> {
  let best = Infinity
  for (let at = 0; at < times; at++) best = Math.min(best, await spent(work))
  return best
}

/** Below this nothing is compared: a clock tick and a garbage collection are of that order. */
const FLOOR_MS = 20

/** Four times the input takes four times as long where work is linear and sixteen times where it is quadratic. */
const MOST = 9

/**
 * What is wrong with the growth of some work with its input, or null. Measures the work for n, 2n and 4n; what seems to
 * grow too fast is measured again with more repetitions before it is said to.
 *
 * @param of the work for an input of this size, prepared outside the measurement
 */
export async function growthProblem(n: number, of: (size: number) => () => unknown): Promise<string | null> {
  const sizes = [n, 2 * n, 4 * n]
  for (const times of [1, 3, 7]) {
    const took: number[] = []
    for (const size of sizes) took.push(await least(times, of(size)))
    const [first, , last] = took as [number, number, number]
    if (last <= FLOOR_MS || last <= MOST * Math.max(first, FLOOR_MS / MOST)) return null
    if (times === 7) return sizes.map((size, at) => `${size}: ${took[at]!.toFixed(1)} ms`).join(', ')
  }
  return null
}
