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
 * Twice the input, likewise: two and four. Work that is quadratic grows so at each step; a heap that is enlarged or a
 * cache that is too small for megabytes makes one step long and leaves the other as it was.
 */
const MOST_OF_TWICE = 2.8

/**
 * What is wrong with the growth of some work with its input, or null. Measures the work for 4n, and for n where 4n takes
 * long enough to be compared; what seems to grow too fast is measured again with more repetitions, and at 2n as well, before
 * it is said to.
 *
 * @param of the work for an input of this size, prepared outside the measurement
 */
export async function growthProblem(n: number, of: (size: number) => () => unknown): Promise<string | null> {
  let problem: string | null = null
  for (const times of [1, 3, 7]) {
    const last = await least(times, of(4 * n))
    if (last <= FLOOR_MS) return null
    const first = await least(times, of(n))
    if (last <= MOST * Math.max(first, FLOOR_MS / MOST)) return null
    const middle = await least(times, of(2 * n))
    if (middle <= MOST_OF_TWICE * first || last <= MOST_OF_TWICE * middle) return null
    problem = [first, middle, last].map((ms, at) => `${n * 2 ** at}: ${ms.toFixed(1)} ms`).join(', ')
  }
  return problem
}
