/** CPU time of this process in milliseconds: other programs on the machine do not count in it. */
async function spent(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** Below this nothing is compared: a clock tick and a garbage collection are of that order, and it harms nobody. */
const FLOOR_MS = 20

/**
 * Twice the input takes twice as long where work is linear and four times where it is quadratic; this lies between, by
 * the same factor from both. Of work that is a sum of both it finds what is quadratic by more than three fifths.
 */
const MOST_OF_TWICE = 2 * Math.SQRT2

/**
 * The same for each half of such a step, the input times the square root of 2, where linear work takes 1.41 times as
 * long and quadratic work twice. Where memory outgrows a heap or a cache, time jumps: one half of the step is long and
 * the other as short as ever. It lies nearer to linear, because the whole step is known to be long.
 */
const MOST_OF_HALF_A_STEP = 1.54

/** Each time with more repetitions: what disturbs a measurement makes it longer and never shorter, so the least counts. */
const REPETITIONS = [1, 3, 7]

/** The sizes that are compared: powers of the square root of 2, so that each doubling has a middle. */
const SIZES = [1, Math.SQRT2, 2, 2 * Math.SQRT2, 4]

/**
 * What is wrong with the growth of some work with its input, or null. A doubling of the input is at fault, between n and
 * 2n or at any place up to 4n, where the time for it grows too much over both of its halves, in three measurements, each
 * more careful than the one before. Sizes that can make no difference are not measured.
 *
 * @param of the work for an input of this size, prepared outside the measurement
 * @param measure for the test of this function
 */
export async function growthProblem(
  n: number,
  of: (size: number) => () => unknown,
  measure: (work: () => unknown) => Promise<number> = spent,
): Promise<string | null> {
  let problem: string | null = null
  for (const repetitions of REPETITIONS) {
    const times = new Map<number, number>()
    const timeAt = async (index: number): Promise<number> => {
      const known = times.get(index)
      if (known !== undefined) return known
      let least = Infinity
      for (let at = 0; at < repetitions; at++)
        least = Math.min(least, await measure(of(Math.max(1, Math.round(n * SIZES[index]!)))))
      times.set(index, least)
      return least
    }
    problem = null
    // The largest first: it is often short enough, and the heap has grown to what is needed before the others.
    if ((await timeAt(4)) <= FLOOR_MS || (await timeAt(4)) <= MOST_OF_TWICE * (await timeAt(0))) return null
    for (const last of [4, 3, 2]) {
      const [whole, half, first] = [await timeAt(last), last - 1, last - 2]
      if (whole <= FLOOR_MS) break
      if (whole <= MOST_OF_TWICE * (await timeAt(first))) continue
      const middle = await timeAt(half)
      if (whole <= MOST_OF_HALF_A_STEP * middle || middle <= MOST_OF_HALF_A_STEP * (await timeAt(first))) continue
      problem = [first, half, last]
        .map((at) => `${Math.round(n * SIZES[at]!)}: ${times.get(at)!.toFixed(1)} ms`)
        .join(', ')
      break
    }
    if (problem === null) return null
  }
  return problem
}
