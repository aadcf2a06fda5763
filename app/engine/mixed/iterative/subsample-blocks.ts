import type { MixedProblem } from '../../model/design'

/** About `rows` rows of a problem: whole levels of the primary term, evenly spaced. Levels that do not occur are dropped. */
export function subsampleBlocks(
  problem: MixedProblem,
  y: Float64Array,
  primary: number,
  rows: number,
): { problem: MixedProblem; y: Float64Array } {
  const { random, fixed, n } = problem
  const every = Math.max(1, Math.round(n / rows))
  const block = random[primary].index
  let count = 0
  for (let i = 0; i < n; i++) if (block[i] % every === 0) count++
  const keep = new Int32Array(count)
  for (let i = 0, k = 0; i < n; i++) if (block[i] % every === 0) keep[k++] = i
  const part = (x: Float64Array) => Float64Array.from(keep, (i) => x[i])
  const own = part(y)
  return {
    y: own,
    problem: {
      n: count,
      y: own,
      fixed: { ...fixed, pattern: Int32Array.from(keep, (i) => fixed.pattern[i]) },
      random: random.map((t) => {
        const name = new Int32Array(t.levels).fill(-1)
        for (const i of keep) name[t.index[i]] = 0
        let levels = 0
        for (let l = 0; l < t.levels; l++) if (name[l] === 0) name[l] = levels++
        return { ...t, levels, index: Int32Array.from(keep, (i) => name[t.index[i]]), slope: t.slope && part(t.slope) }
      }),
    },
  }
}
