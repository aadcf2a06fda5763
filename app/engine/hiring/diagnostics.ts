import type { Formula } from '../model/formula'
import { solveMixed } from '../mixed/fit-job'
import { factorNamed, factorOf, type Table } from '../model/table'
import { hiringDesign } from './hiring-design'
import { prepareDiagnostics, type SeverityTrend } from '../ratings/diagnostics'
import { prepareRatings } from '../ratings/prepare-ratings'
import type { PreparedRatings } from '../ratings/types'
import { interviewerUse } from '../ratings/interviewer-use'
import { linking } from '../ratings/linking'
import { panelReliability } from '../ratings/panel-reliability'
import { interviewerGraph, isOmittedPlot } from '../ratings/report-plots'
import type { HiringComponentName, HiringPromptDifficulty, HiringRating } from './types'

/** What the diagnostics of a run need, its ratings included. `variances`: the run's own components. */
export interface DiagnosticsInput {
  ratings: readonly HiringRating[]
  scale: readonly [min: number, max: number]
  variances: Partial<Record<HiringComponentName, number>>
}

/** Plain data, kept with the run. People are ids. What was not tested has its reason in words. */
export interface HiringDiagnostics {
  /** Reliability by number of interviewers who each rate as many criteria as a scorecard usually has. */
  panel: { criteria: number; sizes: { raters: number; corrected: number | null; uncorrected: number | null }[] }
  levels: {
    values: number[]
    interviewers: { interviewerId: number; given: number[]; scorecards: number; scaleUse: number | null }[]
  }
  links: {
    nodes: { interviewerId: number; component: number; applications: number }[]
    edges: { a: number; b: number; shared: number; only: boolean }[]
    components: { interviewers: number; applications: number }[]
    interviewers: number
    /** The pairs compared least surely: standard error of the difference of their severities on common candidates alone. */
    worst: { a: number; b: number; se: number }[]
  }
  drift: {
    periods: string[]
    tested: { interviewerId: number; slope: number; t: number; p: number; q: number }[]
    severityTrends: { interviewerId: number; points: { period: string; severity: number }[] }[]
    leftOut: string | null
  }
  differential: {
    tested: { interviewerId: number; group: string; estimate: number; t: number; p: number; q: number }[]
    leftOut: string | null
  }
  /** Difficulty of prompts, of the fit itself and put here with the run; runs from before 30 November 2026 have none. */
  prompts?: HiringPromptDifficulty[]
}

const WORST = 5
/** What the audit needs of an interviewer, and columns beyond which it would take minutes. */
const LEAST_PERIODS = 3
const LEAST_SCORECARDS = 10
const MOST_AUDITED = 2_000

/** Diagnostics of a run, in the calling thread: seconds of work for thousands of ratings. */
export function hiringDiagnostics({ ratings, scale, variances }: DiagnosticsInput): HiringDiagnostics {
  const prepared = asRatings(ratings, scale, {})
  return {
    panel: panel(ratings, variances),
    levels: levelUse(prepared),
    links: links(prepared, variances),
    ...audit(ratings, scale),
  }
}

/** The hiring model over these ratings as a model by columns, with the audit's columns where they are wanted. */
function asRatings(
  ratings: readonly HiringRating[],
  scale: readonly [number, number],
  audited: { period?: boolean; seniority?: boolean },
): PreparedRatings {
  const { table: base, others, terms } = hiringDesign(ratings, scale)
  const factors = new Map(base.factors)
  if (audited.period) factors.set('period', factorOf(ratings.map(({ period }) => String(monthNumber(period ?? '')))))
  if (audited.seniority) factors.set('seniority', factorOf(ratings.map(({ seniority }) => seniority)))
  const table: Table = { ...base, factors }
  const formula: Formula = {
    response: 'level',
    intercept: true,
    fixed: [
      { variables: [{ name: 'criterion', factor: true }] },
      ...others.map(({ name }) => ({ variables: [{ name, factor: false }] })),
    ],
    random: terms.map((name) => ({ name, factors: name.split(':'), slope: null })),
  }
  const prepared = prepareRatings(table, {
    score: 'level',
    roles: {
      candidate: 'application',
      interviewer: 'interviewer',
      criterion: 'criterion',
      scorecard: 'scorecard',
      ...(audited.period && { period: 'period' }),
      ...(audited.seniority && { group: 'seniority' }),
    },
    formula,
    estimator: 'reml',
    prior: 'none',
    scale,
    weights: null,
    bar: null,
    costs: { fp: 1, fn: 1 },
    seed: 0,
    allEffects: false,
  })
  if (!prepared.ok) throw new Error(prepared.error.message)
  return prepared.value
}

function panel(ratings: readonly HiringRating[], variances: DiagnosticsInput['variances']): HiringDiagnostics['panel'] {
  const of = (name: HiringComponentName) => variances[name] ?? 0
  const counts = [...countBy(ratings, ({ scorecardId }) => scorecardId).values()].sort((a, b) => a - b)
  const criteria = counts[Math.floor(counts.length / 2)] ?? 1
  const { panel: sizes } = panelReliability(
    {
      candidate: of('application'),
      'candidate:criterion': of('application:criterion'),
      interview: of('scorecard'),
      interviewer: of('interviewer'),
      'interviewer:criterion': of('interviewer:criterion'),
      residual: of('residual'),
    },
    Array.from({ length: criteria }, () => 1 / criteria),
  )
  return { criteria, sizes }
}

function levelUse(prepared: PreparedRatings): HiringDiagnostics['levels'] {
  const { table, design, request } = prepared
  const { codes, levels } = factorNamed(table, 'interviewer')
  const [min, max] = request.scale
  const values = Array.from({ length: Math.round(max - min) + 1 }, (_, k) => min + k)
  const given = levels.map(() => values.map(() => 0))
  design.problem.y.forEach((y, i) => given[codes[i]][Math.round(y - min)]++)
  const cards = levels.map(() => new Set<number>())
  factorNamed(table, 'scorecard').codes.forEach((card, i) => cards[codes[i]].add(card))
  const none = {
    residuals: new Float64Array(0),
    rowShares: null,
    variances: new Float64Array(design.levels.length + 1),
  }
  const { scaleUse } = interviewerUse(prepared, none, [])
  return {
    values,
    interviewers: levels.map((name, j) => ({
      interviewerId: Number(name),
      given: given[j],
      scorecards: cards[j].size,
      scaleUse: scaleUse[j],
    })),
  }
}

function links(prepared: PreparedRatings, variances: DiagnosticsInput['variances']): HiringDiagnostics['links'] {
  const graph = interviewerGraph(prepared)
  if (isOmittedPlot(graph)) throw new Error(graph.leftOut)
  const own = [...prepared.design.problem.random.map(({ name }) => name), 'residual'] as HiringComponentName[]
  const found = linking(
    prepared,
    own.map((name) => variances[name] ?? 0),
    [],
  )
  const worst = (found?.contrasts ?? [])
    .flatMap(({ a, b, variance }) =>
      variance === null ? [] : [{ a: Number(a), b: Number(b), se: Math.sqrt(Math.max(0, variance)) }],
    )
    .sort((x, y) => y.se - x.se || x.a - y.a || x.b - y.b)
    .slice(0, WORST)
  return {
    nodes: graph.nodes.map(({ interviewer, component, candidates }) => ({
      interviewerId: Number(interviewer),
      component,
      applications: candidates,
    })),
    edges: graph.edges,
    components: graph.components.map(({ interviewers, candidates }) => ({ interviewers, applications: candidates })),
    interviewers: graph.interviewers,
    worst,
  }
}

type Audited = Pick<HiringDiagnostics, 'drift' | 'differential'>

function audit(ratings: readonly HiringRating[], scale: readonly [number, number]): Audited {
  const periods = [...new Set(ratings.map(({ period }) => period ?? ''))].sort()
  const dated = !periods.includes('')
  const drifting = dated && someone(ratings, ({ period }) => period ?? '', LEAST_PERIODS, 1)
  const differing = someone(ratings, ({ seniority }) => seniority, 2, LEAST_SCORECARDS)
  const columns =
    distinct(ratings, ({ interviewerId, criterion }) => `${interviewerId} ${criterion}`) +
    (drifting ? distinct(ratings, ({ interviewerId, period }) => `${interviewerId} ${period}`) : 0)
  const tooMany = columns > MOST_AUDITED ? 'there are too many interviewers to test all of them in one go' : null
  const out: Audited = {
    drift: {
      periods,
      tested: [],
      severityTrends: [],
      leftOut:
        tooMany ??
        (drifting
          ? null
          : `no interviewer has rated in ${LEAST_PERIODS} months and on ${LEAST_SCORECARDS} scorecards yet, the minimum for this test`),
    },
    differential: {
      tested: [],
      leftOut:
        tooMany ??
        (differing
          ? null
          : `no interviewer has ${LEAST_SCORECARDS} scorecards in each of two seniorities yet, the minimum for this test`),
    },
  }
  if (tooMany !== null || (!drifting && !differing)) return out
  const prepared = prepareDiagnostics(asRatings(ratings, scale, { period: drifting, seniority: differing }))
  if (prepared === null) return out
  const { drift, differential, severityTrends } = prepared.finish(solveMixed(prepared.job))
  out.drift.tested = (drift ?? []).flatMap(({ interviewer, slope, t, p, q }) =>
    slope === null || t === null || p === null || q === null
      ? []
      : [{ interviewerId: Number(interviewer), slope, t, p, q }],
  )
  out.drift.severityTrends = drifting ? severityTrends.map(monthlyTrend) : []
  out.differential.tested = (differential ?? []).flatMap(({ interviewer, group, estimate, t, p, q }) =>
    estimate === null || t === null || p === null || q === null
      ? []
      : [{ interviewerId: Number(interviewer), group, estimate, t, p, q }],
  )
  return out
}

const monthlyTrend = ({ interviewer, points }: SeverityTrend) => ({
  interviewerId: Number(interviewer),
  points: points.map(({ period, severity }) => ({ period: monthOf(Number(period)), severity })),
})

/** Whether anybody has this many scorecards in all, and enough of them in enough of these classes. */
function someone(
  ratings: readonly HiringRating[],
  classOf: (rating: HiringRating) => string,
  classes: number,
  each: number,
): boolean {
  const people = new Map<number, Map<string, Set<number>>>()
  for (const rating of ratings) {
    const mine = people.get(rating.interviewerId) ?? new Map<string, Set<number>>()
    people.set(rating.interviewerId, mine)
    const cards = mine.get(classOf(rating)) ?? new Set<number>()
    mine.set(classOf(rating), cards.add(rating.scorecardId))
  }
  return [...people.values()].some((mine) => {
    const sizes = [...mine.values()].map(({ size }) => size)
    const total = sizes.reduce((s, n) => s + n, 0)
    return total >= LEAST_SCORECARDS && sizes.filter((n) => n >= each).length >= classes
  })
}

const distinct = (ratings: readonly HiringRating[], of: (rating: HiringRating) => string) =>
  new Set(ratings.map(of)).size

function countBy<K>(ratings: readonly HiringRating[], of: (rating: HiringRating) => K): Map<K, number> {
  const out = new Map<K, number>()
  for (const rating of ratings) out.set(of(rating), (out.get(of(rating)) ?? 0) + 1)
  return out
}

/** "2026-11" as a number of months, so that a month without interviews is still a month. */
function monthNumber(month: string): number {
  const [year = '0', number = '1'] = month.split('-')
  return 12 * Number(year) + Number(number) - 1
}

const monthOf = (number: number) => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
