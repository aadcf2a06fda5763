import type { CodedColumn, Design } from '../model/design'
import { groupRows } from '../mixed/block-elimination'
import type { CombinationQuery } from '../mixed/fit-job'
import { factorNamed, numbersNamed, type Table } from '../model/table'
import { meaningOf, type RoleColumns } from './roles'

/** What a candidate's score is made of, and the combinations that ask for it. */
export interface CandidateCombinations {
  /** Level of the candidate column. */
  candidate: number
  rows: Int32Array
  /** One per criterion with weight: its combination tau_k; `missing` when this candidate was never scored on it. */
  criteria: { level: number; weight: number; missing: boolean }[]
  tau: CombinationQuery[]
}

export interface CompositePlan {
  /** Candidates with ratings. */
  count: number
  /** Combinations of the i-th of them, made when asked for. */
  at: (i: number) => CandidateCombinations
  /** Candidate terms of the model and their multiplier in a score (1, or a slope's value there), by criterion or not. */
  plainTerms: number[]
  criterionTerms: number[]
  multipliers: number[]
  /** Level of the candidate column, and a row, of the i-th candidate. */
  candidateOf: Int32Array
  rowOf: Int32Array
  /** Levels of the criterion column with weight, and their weights; level -1 where there is no criterion. */
  weighted: readonly (readonly [number, number])[]
  /** Fixed part of the score on a criterion for the candidate of a row. */
  coefficients: (row: number, level: number) => Float64Array
}

/**
 * Lays out T_c = sum_k w_k (x_ck' beta + candidate effects). Of the fixed part, the criterion takes its level k, what is constant
 * within every candidate keeps the candidate's own value, and the rest stands at its mean over the rows.
 * null when the model has no candidate term.
 */
export function compositePlan(
  design: Design,
  table: Table,
  roles: RoleColumns,
  weights: ReadonlyMap<number, number>,
): CompositePlan | null {
  const { candidate, criterion } = roles
  if (candidate === undefined) return null
  const meaning = design.levels.map((l) => meaningOf(l.factors, roles))
  const plainTerms = meaning.flatMap((m, t) => (m === 'candidate' ? [t] : []))
  const criterionTerms = meaning.flatMap((m, t) => (m === 'candidate:criterion' ? [t] : []))
  if (plainTerms.length + criterionTerms.length === 0) return null

  const who = factorNamed(table, candidate)
  // Rows whose candidate is blank come last, as a group of their own.
  const blank = who.levels.length
  const { start, rows } = groupRows(
    who.codes.map((c) => (c < 0 ? blank : c)),
    blank + 1,
  )
  const present = Int32Array.from({ length: blank }, (_, c) => c).filter((c) => start[c + 1] > start[c])
  const evaluate = columnEvaluator(design.columns, table, candidate, criterion)
  const slopeMean = design.problem.random.map(({ slope }) =>
    slope === null ? 1 : slope.reduce((s, x) => s + x, 0) / slope.length,
  )
  const criterionCodes = criterion === undefined ? null : factorNamed(table, criterion).codes
  const list = weights.size > 0 ? [...weights] : [[-1, 1] as const]

  const at = (which: number): CandidateCombinations => {
    const c = present[which]
    const own = rows.subarray(start[c], start[c + 1])
    const example = new Map<number, number>()
    if (criterionCodes) for (const i of own) if (!example.has(criterionCodes[i])) example.set(criterionCodes[i], i)
    const criteria = list.map(([level, weight]) => ({ level, weight, missing: level >= 0 && !example.has(level) }))
    const tau = criteria.map(({ level }): CombinationQuery => {
      const effects = plainTerms.map((term) => ({
        term,
        level: design.problem.random[term].index[own[0]],
        weight: slopeMean[term],
      }))
      const row = example.get(level)
      if (row !== undefined)
        for (const term of criterionTerms)
          effects.push({ term, level: design.problem.random[term].index[row], weight: slopeMean[term] })
      return { x: evaluate(own[0], level), effects }
    })
    return { candidate: c, rows: own, criteria, tau }
  }
  return {
    count: present.length,
    at,
    plainTerms,
    criterionTerms,
    multipliers: slopeMean,
    candidateOf: present,
    rowOf: present.map((c) => rows[start[c]]),
    weighted: list,
    coefficients: evaluate,
  }
}

/** Row of the model matrix for a candidate (any of its rows) and a criterion level. */
function columnEvaluator(
  columns: readonly CodedColumn[],
  table: Table,
  candidate: string,
  criterion: string | undefined,
): (row: number, level: number) => Float64Array {
  const constant = new Map<string, boolean>()
  const isOwn = (variable: string) => {
    let known = constant.get(variable)
    if (known === undefined) constant.set(variable, (known = constantWithin(table, variable, candidate)))
    return known
  }
  const value = (part: CodedColumn['parts'][number], row: number) =>
    part.level === null
      ? numbersNamed(table, part.variable)[row]
      : factorNamed(table, part.variable).codes[row] === part.level
        ? 1
        : 0
  const split = columns.map(({ parts }) => {
    const byCriterion = parts.filter((part) => part.variable === criterion && part.level !== null)
    const own = parts.filter((part) => !byCriterion.includes(part) && isOwn(part.variable))
    const others = parts.filter((part) => !byCriterion.includes(part) && !own.includes(part))
    let mean = 1
    if (others.length > 0) {
      mean = 0
      for (let i = 0; i < table.rows; i++) mean += others.reduce((s, part) => s * value(part, i), 1) / table.rows
    }
    return { byCriterion, own, mean }
  })
  return (row, level) =>
    Float64Array.from(split, ({ byCriterion, own, mean }) => {
      if (byCriterion.some((part) => part.level !== level)) return 0
      return own.reduce((s, part) => s * value(part, row), mean)
    })
}

function constantWithin(table: Table, variable: string, group: string): boolean {
  const { codes, levels } = factorNamed(table, group)
  const values = table.numbers.get(variable) ?? factorNamed(table, variable).codes
  const seen = new Float64Array(levels.length).fill(Number.NaN)
  for (let i = 0; i < codes.length; i++) {
    const g = codes[i]
    if (g < 0) continue
    if (Number.isNaN(seen[g])) seen[g] = values[i]
    else if (seen[g] !== values[i]) return false
  }
  return true
}
