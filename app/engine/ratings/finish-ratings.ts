import type { CodedColumn, Design } from '../model/design'
import { factorNamed } from '../model/table'
import { candidateResult } from './candidate-results'
import { formulaText } from './default-formula'
import type { CalibrationDocument } from './document'
import { effects, interviewers, scorecards, varianceComponents } from './document-parts'
import { boundaryWarnings, flatWarnings, isFlat } from './boundary'
import { identifiability } from './identifiability'
import { linking } from './linking'
import { panelReliability } from './panel-reliability'
import { meaningVariances } from './term-meanings'
import type { FittedRatings, MeaningVariances, PreparedRatings, RatingsAnswer, RatingsDiagnostics } from './types'

/** The document's body from the solved job. */
export function finishRatings(
  prepared: PreparedRatings,
  answer: FittedRatings,
  diagnostics: RatingsDiagnostics = { drift: null, differential: null },
): RatingsAnswer {
  const { request, design, table, formula } = prepared
  const warnings = [...prepared.warnings]
  if (!answer.converged)
    warnings.push({
      code: 'NOT_CONVERGED',
      message: 'The fit did not converge; treat its figures as provisional.',
    })
  const known = identifiability(prepared)
  warnings.push(...known.warnings, ...boundaryWarnings(prepared, answer), ...flatWarnings(prepared, answer))
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
      value: answer.minusTwoLogLik,
    },
    varianceComponents: { ...varianceComponents(prepared, answer), residual: residual(prepared, answer) },
    fixedEffects: fixedEffects(design, answer),
    effects: effects(prepared, answer, warnings),
    thresholds: null,
    candidates: candidates(prepared, answer, v, known.sharesEffect),
    bar: request.bar,
    costs: request.costs,
    weights: Object.fromEntries(
      [...prepared.weights].map(([k, w]) => [factorNamed(table, request.roles.criterion).levels[k], w]),
    ),
    interviewers: interviewers(prepared, answer, warnings),
    scorecards: scorecards(prepared, answer, warnings),
    linking: linking(prepared, answer.variances, warnings),
    drift: diagnostics.drift,
    differential: diagnostics.differential,
    rasch: null,
    reliability: prepared.composite
      ? panelReliability(v, prepared.weights.size ? [...prepared.weights.values()] : [1], known.panel)
      : null,
    warnings,
    convergence: { iterations: answer.iterations, converged: answer.converged, samplingError: answer.samplingError },
  }
}

function residual({ design, table }: PreparedRatings, answer: FittedRatings) {
  const { random } = design.problem
  const g = random.length
  const se = answer.standardErrors[g]
  return {
    variance: answer.variances[g],
    se: se < 0 || isFlat(answer, random, g) ? null : se,
    levels: table.rows,
  }
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
  sharesEffect: boolean,
): CalibrationDocument['candidates'] {
  const { composite, request, table, design } = prepared
  if (!composite) return null
  const { levels } = factorNamed(table, request.roles.candidate)
  const out: NonNullable<CalibrationDocument['candidates']> = []
  for (let i = 0; i < composite.count; i++) {
    const combinations = composite.at(i)
    const group = answer.group(i, combinations)
    if (group === null) return null
    const context = {
      name: levels[combinations.candidate],
      y: design.problem.y,
      bar: request.bar,
      costs: request.costs,
      sharesEffect,
    }
    out.push(candidateResult(combinations, group, v, context))
  }
  return out
}
