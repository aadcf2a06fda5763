import type { BlockCombinationPosteriors, BlockCombinations } from '../mixed/iterative/approximate-posterior'
import type { MixedAnswer } from '../mixed/fit-job'
import { factorNamed } from '../model/table'
import type { PreparedRatings } from './types'

/**
 * The candidates' linear combinations as one set for every level of the candidate term, for sizes where writing them out one by
 * one costs more than computing them. null without candidate scores, or where the blocks are not the candidates.
 * @param primary the term whose levels are the blocks
 */
export function candidateCombinations(
  { composite, design, table, request }: PreparedRatings,
  primary: number,
): BlockCombinations | null {
  const { candidate, criterion } = request.roles
  if (composite === null || candidate === undefined) return null
  const { factors } = design.levels[primary]
  if (factors.length !== 1 || factors[0] !== candidate) return null
  const { problem } = design
  const { levels, codes } = factorNamed(table, candidate)
  if (codes.includes(-1)) return null
  const { weighted, plainTerms, criterionTerms, multipliers, candidateOf, rowOf } = composite
  const combinationOfLevel = new Map(weighted.map(([level], k) => [level, k]))
  const criterionCodes = criterion === undefined ? null : factorNamed(table, criterion).codes
  const combinationOfRow = new Int32Array(problem.n)
  if (criterionCodes)
    for (let i = 0; i < problem.n; i++) combinationOfRow[i] = combinationOfLevel.get(criterionCodes[i]) ?? -1
  // Candidates whose own values are the same share their fixed parts.
  const sets = new Map<number, number>()
  const xs: Float64Array[] = []
  const coordinateSet = new Int32Array(levels.length)
  candidateOf.forEach((c, i) => {
    const pattern = problem.fixed.pattern[rowOf[i]]
    let set = sets.get(pattern)
    if (set === undefined) {
      sets.set(pattern, (set = sets.size))
      for (const [level] of weighted) xs.push(composite.coefficients(rowOf[i], level))
    }
    coordinateSet[c] = set
  })
  const weigh = (terms: readonly number[]) => terms.map((t) => [t, multipliers[t]] as const)
  return {
    count: weighted.length,
    combinationOfRow,
    commonTerms: weigh(plainTerms),
    termsByCombination: weigh(criterionTerms),
    fixedCoordinates: xs,
    coordinateSet,
  }
}

/** One candidate's answers in the form of a single candidate's queries: the combinations, then the same without fixed part. */
export function groupOf(answers: BlockCombinationPosteriors, candidate: number): MixedAnswer['groups'][number] {
  const k = answers.count
  const mean = new Float64Array(2 * k)
  const covariance = new Float64Array(4 * k * k)
  for (let a = 0; a < k; a++) {
    mean[a] = answers.mean(candidate, a)
    for (let b = 0; b < k; b++) {
      covariance[a * 2 * k + b] = answers.covariance(candidate, a, b)
      covariance[(k + a) * 2 * k + k + b] = answers.covarianceWithoutFixed(candidate, a, b)
    }
  }
  return { mean, covariance }
}
