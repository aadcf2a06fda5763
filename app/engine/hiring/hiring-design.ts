import { confounding, confoundingWarnings } from '../diagnostics/confounding'
import { buildDesign, type Design } from '../model/design'
import type { Formula } from '../model/formula'
import type { Prior } from '../mixed/prior'
import { factorOf, factorOfIds, type Table } from '../model/table'
import { PRIOR_NU, priorMeans, priorScales, type HiringTermRole } from './hiring-prior'
import type { HiringComponentName, HiringRating, HiringWarning } from './types'

const ROLE_OF: Readonly<Record<Exclude<HiringComponentName, 'residual'>, HiringTermRole>> = {
  application: 'candidate',
  scorecard: 'interview',
  'application:criterion': 'candidate:criterion',
  interviewer: 'interviewer',
  'interviewer:criterion': 'interviewer:criterion',
}

/** A fixed column besides the criteria: seniority within a role, or a stage. */
export interface OtherColumn {
  name: string
  kind: 'seniority' | 'stage'
  role: string
  level: string
}

export interface HiringDesign {
  formula: Formula
  design: Design
  table: Table
  prior: Prior
  terms: Exclude<HiringComponentName, 'residual'>[]
  /** The ids behind the levels of the uncrossed terms, rising. */
  ids: { application: number[]; interviewer: number[]; scorecard: number[] }
  criteria: string[]
  others: OtherColumn[]
  warnings: HiringWarning[]
}

/**
 * The hiring model over an organisation's ratings: every criterion its own mean, seniority within role and (where several
 * occur) stage as fixed effects, and five random terms. A term is dropped only where it cannot be told from another.
 */
export function hiringDesign(ratings: readonly HiringRating[], scale: readonly [number, number]): HiringDesign {
  const warnings: HiringWarning[] = []
  const application = factorOfIds(ratings.map((r) => r.applicationId))
  const interviewer = factorOfIds(ratings.map((r) => r.interviewerId))
  const scorecard = factorOfIds(ratings.map((r) => r.scorecardId))
  const criterion = factorOf(ratings.map((r) => r.criterion))
  const factors = new Map(Object.entries({ application, interviewer, scorecard, criterion }))
  const numbers = new Map([['level', Float64Array.from(ratings, (r) => r.level)]])
  const table: Table = { rows: ratings.length, factors, numbers }
  const criteria = criterion.levels

  const others = otherColumns(ratings)
  for (const o of others)
    numbers.set(
      o.name,
      Float64Array.from(ratings, (r) => columnValue(o, r)),
    )

  const several = new Map<number, string>()
  const halo = ratings.some((r) => {
    const before = several.get(r.scorecardId)
    several.set(r.scorecardId, r.criterion)
    return before !== undefined && before !== r.criterion
  })
  const terms: HiringDesign['terms'] = ['application', 'interviewer']
  if (halo) terms.push('scorecard')
  else
    warnings.push({
      code: 'HALO_LEFT_OUT',
      message: 'No scorecard rates two criteria, so halo cannot be separated from the residual and is part of it.',
    })
  if (criteria.length > 1) terms.push('application:criterion', 'interviewer:criterion')
  else
    warnings.push({
      code: 'ONE_CRITERION',
      message: 'Only one criterion has been rated, so candidate-by-criterion effects cannot be estimated.',
    })

  const found = confounding(application.codes, interviewer.codes, scorecard.codes)
  warnings.push(
    ...confoundingWarnings({ ...found, haloInCandidate: found.haloInCandidate && halo }, true, {
      candidate: 'application',
      interview: 'scorecard',
    }),
  )

  const formula: Formula = {
    response: 'level',
    intercept: false,
    fixed: ['criterion', ...others.map((o) => o.name)].map((name) => ({
      variables: [{ name, factor: name === 'criterion' }],
    })),
    random: terms.map((name) => ({ name, factors: name.split(':'), slope: null })),
  }
  const design = buildDesign(formula, table, new Set())
  const kept = new Set(design.columns.map((c) => c.name))
  return {
    formula,
    design,
    table,
    prior: hiringPrior(design, terms, criteria.length, scale),
    terms,
    ids: { application: application.ids, interviewer: interviewer.ids, scorecard: scorecard.ids },
    criteria,
    others: others.filter((o) => kept.has(o.name)),
    warnings,
  }
}

/** Value of a fixed column in one rating. */
export function columnValue(column: OtherColumn, rating: HiringRating): number {
  if (column.kind === 'stage') return rating.stage === column.level ? 1 : 0
  return rating.role === column.role && rating.seniority === column.level ? 1 : 0
}

function otherColumns(ratings: readonly HiringRating[]): OtherColumn[] {
  const seniorities = new Map<string, Set<string>>()
  const stages = new Set<string>()
  for (const r of ratings) {
    let set = seniorities.get(r.role)
    if (!set) seniorities.set(r.role, (set = new Set()))
    set.add(r.seniority)
    if (r.stage !== null) stages.add(r.stage)
  }
  const out: OtherColumn[] = []
  for (const [role, levels] of [...seniorities].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const level of [...levels].sort().slice(1))
      out.push({ name: `${role}/${level}`, kind: 'seniority', role, level })
  }
  for (const level of [...stages].sort().slice(1)) out.push({ name: `stage/${level}`, kind: 'stage', role: '', level })
  return out
}

function hiringPrior(
  design: Design,
  terms: HiringDesign['terms'],
  criteria: number,
  scale: readonly [number, number],
): Prior {
  const means = priorMeans(scale)
  const scales = priorScales(
    terms.map((t) => ROLE_OF[t]),
    scale[1] - scale[0],
  )
  const { p } = design.problem.fixed
  const mean = new Float64Array(p)
  const covariance = new Float64Array(p * p)
  for (let i = 0; i < p; i++) {
    if (i >= criteria) {
      covariance[i * p + i] = means.otherVariance
      continue
    }
    mean[i] = means.mean
    for (let j = 0; j < criteria; j++) covariance[i * p + j] = means.commonVariance
    covariance[i * p + i] += means.criterionVariance
  }
  return {
    nu: PRIOR_NU,
    scale: Float64Array.from([...terms.map((t) => scales[ROLE_OF[t]]), scales.residual]),
    mean,
    covariance,
  }
}
