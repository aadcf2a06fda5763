import type { MixedProblem } from '../model/design'

/** Fixed effects by ordinary least squares, in orthogonal coordinates. */
export function leastSquares(problem: MixedProblem): Float64Array {
  const { p, pattern, table } = problem.fixed
  const beta = new Float64Array(p)
  for (let i = 0; i < problem.n; i++)
    for (let k = 0; k < p; k++) beta[k] += (table[pattern[i] * p + k] * problem.y[i]) / problem.n
  return beta
}

/** The response less the fixed part at these effects (orthogonal coordinates). */
export function withoutFixedPart(problem: MixedProblem, beta: Float64Array): Float64Array {
  const { p, pattern, table } = problem.fixed
  const y = problem.y.slice()
  for (let i = 0; i < problem.n; i++) for (let k = 0; k < p; k++) y[i] -= table[pattern[i] * p + k] * beta[k]
  return y
}
