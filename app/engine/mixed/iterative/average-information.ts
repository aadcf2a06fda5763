import type { MixedProblem } from '../../model/design'
import type { Plan } from '../block-elimination'
import type { FixedPrior } from '../prior'
import { dot, type CrossedSystem } from './crossed-system'
import type { RowArrangement } from './row-patterns'

/** Relative tolerance of these solves: curvature directs the steps and does not move the answer. */
const TOLERANCE = 1e-2

/** A point of the search at which the equations are solved: variances with the effects that belong to them. */
export interface SolvedPoint {
  problem: MixedProblem
  plan: Plan
  arrangement: RowArrangement
  system: CrossedSystem
  variances: Float64Array
  solution: Float64Array
  fixed: Float64Array
}

/**
 * Average information of the variances, (terms + 1) square: f'Pf / 2 over the working variates f of the terms and the residual,
 * where P projects out the whole model. One solve with a right-hand side for each.
 * @see Gilmour, Thompson & Cullis (1995), Biometrics 51:1440-1450
 */
export function averageInformation({ system, arrangement, plan, problem, ...point }: SolvedPoint): Float64Array {
  const { pool, crossedSd, q, p } = system
  const count = problem.random.length + 1
  const s2 = point.variances[count - 1]
  const { chunks } = arrangement
  const solution = pool.memory.floats(q)
  const levelSums = pool.memory.floats(q)
  for (let c = 0; c < q; c++) {
    solution[c] = point.solution[c] * crossedSd[c]
    levelSums[c] = point.solution[c] / (crossedSd[c] * s2)
  }
  const gram = pool.memory.floats(chunks * count * count)
  const z = pool.memory.floats(chunks * count * q)
  const x = pool.memory.floats(chunks * count * p)
  const terms = { nestedTerms: plan.nested, crossedTerms: plan.crossed }
  pool.run({ do: 'information', solution, beta: [...point.fixed], levelSums, s2, count, ...terms, gram, z, x }, chunks)
  const sides = Array.from({ length: count }, (_, g) => {
    const side = { z: new Float64Array(q), x: new Float64Array(p) }
    for (let c = 0; c < chunks; c++) {
      for (let i = 0, at = (c * count + g) * q; i < q; i++) side.z[i] += z[at + i] * crossedSd[i]
      for (let i = 0, at = (c * count + g) * p; i < p; i++) side.x[i] += x[at + i]
    }
    return side
  })
  const answers = sides.map(() => new Float64Array(q))
  const tolerances = sides.map(() => TOLERANCE)
  const { fixed } = system.solve(sides, answers, tolerances)
  const out = new Float64Array(count * count)
  for (let g = 0; g < count; g++) {
    for (let h = 0; h <= g; h++) {
      let whole = 0
      for (let c = 0; c < chunks; c++) whole += gram[(c * count + g) * count + h]
      const explained = dot(sides[h].z, answers[g]) + dot(sides[h].x, fixed[g])
      out[g * count + h] = out[h * count + g] = (0.5 * (whole - explained)) / s2
    }
  }
  return out
}

/** tr(B^-1 C_bb) of a prior with covariance B on the fixed effects: what they take less than p degrees of freedom. */
export function degreesOfPrior(system: CrossedSystem, fixedPrior: FixedPrior | null, s2: number): number {
  if (fixedPrior === null) return 0
  const { p, q } = system
  const sides = Array.from({ length: p }, (_, k) => {
    const x = new Float64Array(p)
    x[k] = 1
    return { z: new Float64Array(q), x }
  })
  const { fixed } = system.solve(
    sides,
    sides.map(() => new Float64Array(q)),
    sides.map(() => TOLERANCE),
  )
  let trace = 0
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) trace += s2 * fixedPrior.precision[i * p + j] * fixed[j][i]
  return trace
}
