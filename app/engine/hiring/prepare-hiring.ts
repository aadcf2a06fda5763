import type { CombinationQuery, MixedJob } from '../mixed/fit-job'
import { columnValue, hiringDesign, type HiringDesign } from './hiring-design'
import { promptTests, type PromptTest } from './prompt-difficulty'
import { compositeWeights } from './score-arithmetic'
import type { HiringFitError, HiringFitInput, HiringRating } from './types'

/** A fit ready to be solved, here or in a thread: `job` is plain data for `solveMixed`. */
export interface PreparedHiring {
  job: MixedJob
  model: HiringDesign
  input: HiringFitInput
  scale: readonly [number, number]
  applications: PreparedApplication[]
  prompts: PromptTest[]
}

export interface PreparedApplication {
  applicationId: number
  /** Its ratings, as places in the input's. */
  rows: number[]
  /**
   * Criteria with weight, in order, weights adding up to 1. `column`: the criterion's fixed effect; `level`: its level of the
   * application-by-criterion effect; -1 where the data hold none.
   */
  criteria: { name: string; column: number; weight: number; level: number }[]
}

/**
 * Checks the ratings and lays out the model and the linear combinations to be estimated. Pure and quick; the work is `solveMixed(job)`.
 * Fails with NO_RATINGS or LEVEL_OUTSIDE_SCALE.
 */
export function prepareHiring(
  input: HiringFitInput,
): { ok: true; value: PreparedHiring } | { ok: false; error: HiringFitError } {
  const scale = input.scale ?? [1, 4]
  if (input.ratings.length === 0)
    return { ok: false, error: { code: 'NO_RATINGS', message: 'There are no ratings to fit.' } }
  const outside = input.ratings.find((r) => !(r.level >= scale[0] && r.level <= scale[1]))
  if (outside)
    return {
      ok: false,
      error: {
        code: 'LEVEL_OUTSIDE_SCALE',
        message: `Scorecard ${outside.scorecardId} gives ${outside.criterion} level ${outside.level}; levels go from ${scale[0]} to ${scale[1]}.`,
      },
    }
  // The order of the rows must not change a figure's last digit, so the fit sees them in one order.
  const ratings = [...input.ratings].sort(
    (a, b) =>
      a.applicationId - b.applicationId ||
      a.scorecardId - b.scorecardId ||
      (a.criterion < b.criterion ? -1 : a.criterion > b.criterion ? 1 : 0),
  )
  const ordered = { ...input, ratings }
  const model = hiringDesign(ratings, scale)
  const applications = prepareApplications(ordered, model)
  const prompts = promptTests(ratings)
  const job: MixedJob = {
    problem: model.design.problem,
    estimator: 'reml',
    prior: model.prior,
    groups: applications.map((a) => queriesOf(a, ordered, model)),
    columns: prompts.map(({ column }) => column),
  }
  return { ok: true, value: { job, model, input: ordered, scale, applications, prompts } }
}

function prepareApplications(input: HiringFitInput, model: HiringDesign): PreparedApplication[] {
  const rows = grouped(input.ratings.map((r, i): [number, number] => [r.applicationId, i]))
  const criteriaOfRole = grouped(input.ratings.map((r): [string, string] => [r.role, r.criterion]))
  const columnOf = new Map(model.criteria.map((name, k) => [name, k]))
  const levelOf = applicationByCriterionLevels(model)
  return [...rows].map(([applicationId, own], at) => {
    const { role } = input.ratings[own[0]]
    const weights = compositeWeights(input.weightsByApplication?.[applicationId], new Set(criteriaOfRole.get(role)))
    return {
      applicationId,
      rows: own,
      criteria: weights.map(({ name, weight }) => {
        const column = columnOf.get(name) ?? -1
        return { name, column, weight, level: column < 0 ? -1 : levelOf(at, column) }
      }),
    }
  })
}

function grouped<Key, Value>(pairs: readonly [Key, Value][]): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>()
  for (const [key, value] of pairs) {
    const list = groups.get(key)
    if (list) list.push(value)
    else groups.set(key, [value])
  }
  return groups
}

/** The level of the application-by-criterion term for an application and a criterion (by place); -1 where there is none. */
function applicationByCriterionLevels({ terms, design, criteria }: HiringDesign) {
  const term = terms.indexOf('application:criterion')
  if (term < 0) return () => -1
  const [applications, ofCriterion] = design.levels[term].parts
  const key = (application: number, criterion: number) => application * criteria.length + criterion
  const levels = new Map(
    Array.from(applications, (application, level) => [key(application, ofCriterion[level]), level]),
  )
  return (application: number, criterion: number) => levels.get(key(application, criterion)) ?? -1
}

/** First each criterion's score (fixed part plus the application's effects), then the same without the fixed part. */
function queriesOf(a: PreparedApplication, input: HiringFitInput, model: HiringDesign): CombinationQuery[] {
  const { p } = model.design.problem.fixed
  const application = model.terms.indexOf('application')
  const byCriterion = model.terms.indexOf('application:criterion')
  const level = model.design.problem.random[application].index[a.rows[0]]
  const other = otherValues(model, input.ratings, a.rows[0])
  const scores = a.criteria.map((c): CombinationQuery => {
    const x = new Float64Array(p)
    if (c.column >= 0) x[c.column] = 1
    other.forEach((value, k) => (x[model.criteria.length + k] = value))
    const effects = [{ term: application, level, weight: 1 }]
    if (c.level >= 0) effects.push({ term: byCriterion, level: c.level, weight: 1 })
    return { x, effects }
  })
  return [...scores, ...scores.map(({ effects }) => ({ x: null, effects }))]
}

/** An application's own value of the columns constant within it (seniority); the mean of the others (stage). */
function otherValues(model: HiringDesign, ratings: readonly HiringRating[], row: number): number[] {
  return model.others.map((o) =>
    o.kind === 'seniority'
      ? columnValue(o, ratings[row])
      : ratings.reduce((sum, r) => sum + columnValue(o, r), 0) / ratings.length,
  )
}
