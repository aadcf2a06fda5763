import { buildDesign } from '../model/design'
import type { Formula } from '../model/formula'
import type { CombinationQuery, MixedAnswer, MixedJob } from '../mixed/fit-job'
import { factorNamed, type Table } from '../model/table'
import { compositePlan, type CandidateCombinations } from './composite'
import { defaultFormula } from './default-formula'
import { distinguishable, type DroppedTerm } from './distinguishable'
import type { Warning } from './document'
import { ratingsPrior } from './ratings-prior'
import { LEVEL_ROLES } from './roles'
import type { FittedRatings, PreparedRatings, RatingsError, RatingsRequest } from './types'

/** Lays a request out over a table: the model matrix, the terms that can be estimated separately, the linear combinations of the candidates. */
export function prepareRatings(
  table: Table,
  request: RatingsRequest,
): { ok: true; value: PreparedRatings } | { ok: false; error: RatingsError } {
  const { roles } = request
  const warnings: Warning[] = []
  const always = new Set(LEVEL_ROLES.flatMap((role) => roles[role] ?? []))
  let formula: Formula
  let dropped: DroppedTerm[] = []
  if (request.formula === null) {
    const chosen = defaultFormula(request.score, roles, table, request.prior === 'hiring')
    formula = chosen.formula
    warnings.push(...chosen.warnings)
  } else {
    formula = request.formula
    if (request.prior === 'none') {
      const split = distinguishable(formula.random, fixedFactors(formula, table, always), table)
      dropped = split.dropped
      formula = { ...formula, random: split.kept }
      for (const { term, reason } of dropped)
        warnings.push({
          code: 'NOT_ESTIMABLE',
          message: `The variance of (${term.name}) cannot be estimated: ${reason}.`,
        })
    }
  }
  const weights = weightsOf(table, request)
  if (!weights.ok) return weights
  const design = buildDesign(formula, table, always)
  for (const column of design.aliased)
    warnings.push({
      code: 'ALIASED',
      message: `The fixed effect ${column.name} is a combination of others and has no estimate of its own.`,
    })
  const composite = compositePlan(design, table, roles, weights.value)
  if (composite === null)
    warnings.push({
      code: 'NO_CANDIDATES',
      message: `The model has no candidate term, so there are no candidate scores${roles.candidate === undefined ? '; name the column with --candidate' : ''}.`,
    })
  const job: MixedJob = { problem: design.problem, estimator: request.estimator, groups: [], rowShares: true }
  if (request.prior === 'hiring') {
    const off = design.problem.y.findIndex((y) => !(y >= request.scale[0] && y <= request.scale[1]))
    if (off >= 0) {
      const message = `the score ${design.problem.y[off]} lies outside the scale ${request.scale.join(':')}; give the scale of the file with --scale MIN:MAX`
      return { ok: false, error: { code: 'OFF_SCALE', message } }
    }
    const prior = ratingsPrior(design, roles, request.scale)
    if (!prior.ok) return prior
    job.prior = prior.value
  }
  return {
    ok: true,
    value: { job, request, table, design, formula, dropped, weights: weights.value, composite, warnings },
  }
}

/** Factors whose levels are fully held by the fixed part. */
function fixedFactors(formula: Formula, table: Table, always: ReadonlySet<string>): string[] {
  return formula.fixed.flatMap(({ variables: [v, ...more] }) =>
    more.length === 0 && (v.factor || always.has(v.name) || !table.numbers.has(v.name)) ? [v.name] : [],
  )
}

function weightsOf(
  table: Table,
  { roles, weights }: RatingsRequest,
): { ok: true; value: ReadonlyMap<number, number> } | { ok: false; error: RatingsError } {
  if (roles.criterion === undefined) {
    if (weights === null) return { ok: true, value: new Map() }
    const message = '--weights needs a criterion column; name it with --criterion'
    return { ok: false, error: { code: 'NO_CRITERION_COLUMN', message } }
  }
  const { levels } = factorNamed(table, roles.criterion)
  if (weights === null) return { ok: true, value: new Map(levels.map((_, k) => [k, 1 / levels.length])) }
  const unknown = [...weights.keys()].find((name) => !levels.includes(name))
  if (unknown !== undefined) {
    const message = `--weights names the criterion "${unknown}", which the file does not have; it has ${levels.slice(0, 20).join(', ')}`
    return { ok: false, error: { code: 'UNKNOWN_CRITERION', message } }
  }
  const total = [...weights.values()].reduce((s, w) => s + w, 0)
  const out = new Map<number, number>()
  levels.forEach((name, k) => {
    const w = weights.get(name) ?? 0
    if (w > 0) out.set(k, w / total)
  })
  return { ok: true, value: out }
}

/** The linear combinations that a candidate's results need: the score on each criterion, then the same without fixed part. */
export function candidateQueries({ tau }: CandidateCombinations): CombinationQuery[] {
  return [...tau, ...tau.map((t) => ({ x: null, effects: t.effects }))]
}

/** The job of the exact path, with the linear combinations of every candidate. */
export function jobWithCandidateQueries({ job, composite }: PreparedRatings): MixedJob {
  if (!composite) return job
  return { ...job, groups: Array.from({ length: composite.count }, (_, i) => candidateQueries(composite.at(i))) }
}

/** The answer of the exact path in the form that both paths share. */
export function fittedByExactPath(answer: MixedAnswer): FittedRatings {
  return {
    ...answer,
    path: 'exact',
    samplingError: null,
    effects: (t) => answer.effects[t],
    group: (i) => answer.groups[i],
  }
}
