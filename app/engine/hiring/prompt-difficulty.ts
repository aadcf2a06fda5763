import { benjaminiHochberg, twoSidedP } from '../probability/multiple-tests'
import type { MixedProblem } from '../model/design'
import type { ColumnScore, SparseColumn } from '../mixed/score-tests'
import type { HiringPromptDifficulty, HiringRating } from './types'

/** What a prompt needs before its difficulty is estimated: over the whole time, and for each period on its own. */
export const LEAST_SCORECARDS = 10
export const LEAST_IN_PERIOD = 5
export const LEAST_INTERVIEWERS = 2

/** A column of which the fixed effects leave less than this share is determined by them. */
const DETERMINED = 1e-8

/** A prompt, or a period of it, with enough ratings. */
export interface PromptTest {
  prompt: string
  period: string | null
  scorecards: number
  column: SparseColumn
}

/**
 * The tests that these ratings (in the order of the fit's rows) allow. A prompt needs 10 scorecards of 2 interviewers, a
 * period of it 5 of 2; ratings without a prompt only help to estimate the model.
 */
export function promptTests(ratings: readonly HiringRating[]): PromptTest[] {
  const rowsOf = new Map<string, number[]>()
  ratings.forEach(({ prompt }, row) => {
    if (prompt === undefined) return
    const rows = rowsOf.get(prompt)
    if (rows) rows.push(row)
    else rowsOf.set(prompt, [row])
  })
  const testOf = (prompt: string, period: string | null, rows: readonly number[], least: number): PromptTest[] => {
    const scorecards = new Set(rows.map((row) => ratings[row].scorecardId)).size
    const interviewers = new Set(rows.map((row) => ratings[row].interviewerId)).size
    if (scorecards < least || interviewers < LEAST_INTERVIEWERS) return []
    const column = { at: Int32Array.from(rows), value: new Float64Array(rows.length).fill(1) }
    return [{ prompt, period, scorecards, column }]
  }
  return [...rowsOf]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([prompt, rows]) => {
      const whole = testOf(prompt, null, rows, LEAST_SCORECARDS)
      if (whole.length === 0) return []
      const quarters = [...new Set(rows.map((row) => quarterOf(ratings[row].period)))].sort()
      return [
        ...whole,
        ...quarters.flatMap((quarter) => {
          if (quarter === '') return []
          const own = rows.filter((row) => quarterOf(ratings[row].period) === quarter)
          return testOf(prompt, quarter, own, LEAST_IN_PERIOD)
        }),
      ]
    })
}

/** "2026-11" is in "2026-Q4". */
const quarterOf = (month = ''): string => {
  const [year, number] = month.split('-')
  return year && number ? `${year}-Q${Math.ceil(Number(number) / 3)}` : ''
}

/**
 * Difficulty of prompts at the fitted variances. With z the indicator of a prompt's n ratings, e = s2 P y the conditional
 * residuals (what is left of a rating after candidate, criterion, interviewer and halo) and P = V^-1 less what the fixed
 * effects take, the mean conditional residual is z'e / n = s2 z'Py / n, and its variance, if the prompt makes no difference,
 * s2^2 z'Pz / n^2. The mean is drawn towards 0, because halo and candidate effects take a part of what the prompt does;
 * z'Py / z'Pz, the generalised least squares estimate of an effect of the prompt beside the model, is not. Both have the same
 * statistic t = z'Py / sqrt(z'Pz), normal as the variances are taken as known. Positive: rated higher than expected.
 *
 * Left out, so not estimable, where z follows from the fixed effects: such as a prompt that is the only one ever used for its
 * criteria, of which nothing can be told from the difficulty of the criteria themselves.
 * @see Henderson (1975), Biometrics 31:423-447, for e; Rao (1948), Proc. Camb. Philos. Soc. 44:50-57, for the test
 */
export function promptDifficulty(
  tests: readonly PromptTest[],
  scores: readonly ColumnScore[],
  residualVariance: number,
  problem: MixedProblem,
): HiringPromptDifficulty[] {
  const rows = tests.flatMap(({ prompt, period, scorecards, column }, k) => {
    const { score, information } = scores[k]
    if (!(information > 0) || shareLeftByFixed(column, problem) < DETERMINED) return []
    const n = column.at.length
    const root = Math.sqrt(information)
    return {
      prompt,
      period,
      ratings: n,
      scorecards,
      residual: (residualVariance * score) / n,
      residualSe: (residualVariance * root) / n,
      effect: score / information,
      effectSe: 1 / root,
      p: twoSidedP(score / root),
      q: 1,
    }
  })
  for (const family of [rows.filter(({ period }) => period === null), rows.filter(({ period }) => period !== null)]) {
    const q = benjaminiHochberg(family.map(({ p }) => p))
    family.forEach((row, k) => (row.q = q[k]))
  }
  return rows
}

/** The share of a column's length that is orthogonal to the fixed effects, whose columns have the length sqrt(n). */
function shareLeftByFixed({ at, value }: SparseColumn, { n, fixed }: MixedProblem): number {
  const { p, pattern, table } = fixed
  let whole = 0
  for (const z of value) whole += z * z
  let explained = 0
  for (let j = 0; j < p; j++) {
    let inner = 0
    for (let k = 0; k < at.length; k++) inner += value[k] * table[pattern[at[k]] * p + j]
    explained += (inner * inner) / n
  }
  return whole > 0 ? (whole - explained) / whole : 0
}
