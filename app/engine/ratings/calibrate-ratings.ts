import type { Costs } from '../decision/expected-loss'
import { buildDesign, type CodedColumn, type Design } from '../model/design'
import type { Formula } from '../model/formula'
import type { FormQuery, MixedAnswer, MixedJob } from '../mixed/fit-job'
import type { Table } from '../model/table'
import type { Audit } from './diagnostics'
import { candidateResult, type MeaningVariances } from './candidate-results'
import { compositePlan, type CandidateForms, type CompositePlan } from './composite'
import { defaultFormula, formulaText } from './default-formula'
import { distinguishable, type DroppedTerm } from './distinguishable'
import type { CalibrationDocument, Warning } from './document'
import { effects, interviewers, scorecards, varianceComponents } from './document-parts'
import { linking } from './linking'
import { panelReliability } from './panel-reliability'
import { ratingsPrior } from './ratings-prior'
import { LEVEL_ROLES, type RoleColumns } from './roles'
import { meaningVariances } from './term-meanings'

/** What is asked of a ratings file, checked as far as it can be without the file. */
export interface RatingsRequest {
  score: string
  roles: RoleColumns
  formula: Formula | null
  estimator: 'reml' | 'ml'
  prior: 'none' | 'hiring'
  scale: readonly [number, number]
  /** Criteria in the composite; null: all, equally. */
  weights: ReadonlyMap<string, number> | null
  bar: number | null
  costs: Costs
  seed: number
  allEffects: boolean
}

export interface RatingsError {
  code: 'PRIOR_UNKNOWN_TERM' | 'UNKNOWN_CRITERION' | 'NO_CRITERION_COLUMN' | 'OFF_SCALE'
  message: string
}

/** A request laid out over a table: `job` is the numeric work, plain data for `solveMixed` here or in a thread. */
export interface PreparedRatings {
  job: MixedJob
  request: RatingsRequest
  table: Table
  design: Design
  formula: Formula
  dropped: DroppedTerm[]
  weights: ReadonlyMap<number, number>
  composite: CompositePlan | null
  warnings: Warning[]
}

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
  const { levels } = table.factors.get(roles.criterion)!
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

/** The questions a candidate's results need: its criteria's scores, then the same without fixed part. */
export function candidateQuestions({ tau }: CandidateForms): FormQuery[] {
  return [...tau, ...tau.map((t) => ({ x: null, effects: t.effects }))]
}

/** The job with every candidate's questions, for the exact path. */
export function withQuestions({ job, composite }: PreparedRatings): MixedJob {
  if (!composite) return job
  return { ...job, groups: Array.from({ length: composite.count }, (_, i) => candidateQuestions(composite.at(i))) }
}

/** What a finished document needs of a fit, exact or iterative. */
export interface FittedRatings extends Omit<
  MixedAnswer,
  'groups' | 'criterion' | 'columns' | 'objective' | 'priorWeight' | 'effects' | 'fixed'
> {
  criterion: number | null
  path: 'exact' | 'iterative'
  samplingError: number | null
  fixed: MixedAnswer['fixed']
  /** Effects of a term, or null where they are too many to work out. */
  effects: (term: number) => MixedAnswer['effects'][number] | null
  /** Joint posterior of the i-th candidate's questions; null where it cannot be had. */
  group: (i: number, forms: CandidateForms) => MixedAnswer['groups'][number] | null
}

/** An exact answer in that form. */
export function exactly(answer: MixedAnswer): FittedRatings {
  return {
    ...answer,
    path: 'exact',
    samplingError: null,
    effects: (t) => answer.effects[t],
    group: (i) => answer.groups[i],
  }
}

export type RatingsAnswer = Omit<CalibrationDocument, 'schema' | 'input' | 'timings'>

/** The document's body from the solved job. */
export function finishRatings(
  prepared: PreparedRatings,
  answer: FittedRatings,
  audit: Audit = { drift: null, differential: null },
): RatingsAnswer {
  const { request, design, table, formula } = prepared
  const warnings = [...prepared.warnings]
  if (!answer.converged)
    warnings.push({
      code: 'NOT_CONVERGED',
      message: 'The fit stopped before it settled; treat its figures as provisional.',
    })
  const v = meaningVariances(prepared, answer.variances)
  return {
    model: {
      formula: formulaText({ ...formula, random: request.formula?.random ?? formula.random }),
      family: 'gaussian',
      link: 'identity',
      estimator: request.estimator,
      prior: request.prior,
      path: answer.path,
      seed: request.seed,
      terms: formula.random.map((r) => r.name),
    },
    criterion: {
      name: request.estimator === 'ml' && request.prior === 'none' ? '-2 log L' : '-2 log REML',
      value: answer.criterion,
    },
    varianceComponents: { ...varianceComponents(prepared, answer), residual: residual(prepared, answer) },
    fixedEffects: fixedEffects(design, answer),
    effects: effects(prepared, answer, warnings),
    thresholds: null,
    candidates: candidates(prepared, answer, v),
    bar: request.bar,
    costs: request.costs,
    weights: Object.fromEntries(
      [...prepared.weights].map(([k, w]) => [table.factors.get(request.roles.criterion!)!.levels[k], w]),
    ),
    interviewers: interviewers(prepared, answer, warnings),
    scorecards: scorecards(prepared, answer, warnings),
    linking: linking(prepared, answer.variances, warnings),
    drift: audit.drift,
    differential: audit.differential,
    rasch: null,
    reliability: prepared.composite
      ? panelReliability(v, prepared.weights.size ? [...prepared.weights.values()] : [1])
      : null,
    warnings,
    convergence: { iterations: answer.iterations, converged: answer.converged, samplingError: answer.samplingError },
  }
}

function residual({ design, table }: PreparedRatings, { variances, standardErrors }: FittedRatings) {
  const g = design.problem.random.length
  return { variance: variances[g], se: standardErrors[g] < 0 ? null : standardErrors[g], levels: table.rows }
}

function fixedEffects(design: Design, answer: FittedRatings): CalibrationDocument['fixedEffects'] {
  const known = design.columns.map((c: CodedColumn, k) => ({
    term: c.name,
    estimate: answer.fixed.estimate[k],
    se: answer.fixed.se[k],
  }))
  return [...known, ...design.aliased.map((c) => ({ term: c.name, estimate: null, se: null }))]
}

function candidates(
  prepared: PreparedRatings,
  answer: FittedRatings,
  v: MeaningVariances,
): CalibrationDocument['candidates'] {
  const { composite, request, table, design } = prepared
  if (!composite) return null
  const { levels } = table.factors.get(request.roles.candidate!)!
  const out: NonNullable<CalibrationDocument['candidates']> = []
  for (let i = 0; i < composite.count; i++) {
    const forms = composite.at(i)
    const group = answer.group(i, forms)
    if (group === null) return null
    const context = { name: levels[forms.candidate], y: design.problem.y, bar: request.bar, costs: request.costs }
    out.push(candidateResult(forms, group, v, context))
  }
  return out
}
