import { solveFree } from '../variance-steps'

/**
 * Largest relative error that the random draws of the traces leave in a variance: each draw's own deviation from the mean of
 * the draws, carried through the Newton step of the variances.
 * @param deviations per draw and random term, of the trace
 * @param information of the variances, with the prior's where there is one
 * @param free variances that are not held at the boundary
 * @param ratios variance ratio of each random term
 */
export function samplingErrorOf(
  deviations: readonly Float64Array[],
  information: Float64Array,
  free: readonly number[],
  ratios: Float64Array,
  variances: Float64Array,
): number {
  const k = variances.length
  const s2 = variances[k - 1]
  const draws = deviations.length
  const squares = new Float64Array(k)
  for (const deviation of deviations) {
    const score = new Float64Array(k)
    let all = 0
    for (let g = 0; g < k - 1; g++) {
      score[g] = (0.5 * deviation[g]) / (ratios[g] * s2)
      all += deviation[g]
    }
    score[k - 1] = (-0.5 * all) / s2
    const move = solveFree(information, score, free, k)
    for (const g of free) squares[g] += move[g] ** 2 / (draws - 1) / draws
  }
  return free.reduce((largest, g) => Math.max(largest, Math.sqrt(squares[g]) / variances[g]), 0)
}
