import { severityOf } from '../hiring/severity'
import { buildDesign, crossFactors, type Design } from '../model/design'
import type { Formula } from '../model/formula'
import { solveMixed, type MixedAnswer, type MixedJob } from '../mixed/fit-job'
import type { SparseColumn } from '../mixed/score-tests'
import { benjaminiHochberg, twoSidedP } from '../probability/multiple-tests'
import { factorNamed, numbersNamed, type FactorColumn, type Table } from '../model/table'
import { auditTable, periodValues } from './audit-table'
import type { PreparedRatings, RatingsDiagnostics } from './types'
import type { Warning } from './document'
import { distinguishable } from './distinguishable'
import { LEVEL_ROLES } from './roles'

/** What a test needs before it is made. */
const LEAST_PERIODS = 3
const LEAST_INTERVIEWS = 10
/** Column of the audit's slope: the period less the interviewer's mean period. */
const TIME = '(period - mean)'

interface Test {
  interviewer: number
  group: number
  column: SparseColumn
  /** Multiplier of the term's variance that is this effect's own prior variance. */
  factor: number
}

/** How an interviewer's severity went, as the audit fit has it: one value for each period in which they rated, in order. */
export interface SeverityTrend {
  interviewer: string
  points: { period: string; severity: number }[]
}

/** The audit fit laid out: `job` is plain data for `solveMixed` here or in a thread, `finish` reads its answer. */
export interface PreparedDiagnostics {
  job: MixedJob
  finish: (answer: MixedAnswer) => RatingsDiagnostics & { severityTrends: SeverityTrend[]; warnings: Warning[] }
}

const NOTHING: RatingsDiagnostics = { drift: null, differential: null }

/** The audit in the calling thread. null where the columns are missing. */
export function diagnoseRatings(
  prepared: PreparedRatings,
  warnings: Warning[],
  onStep?: (step: number) => void,
): RatingsDiagnostics {
  const { interviewer, period, group } = prepared.request.roles
  if (interviewer === undefined || (period === undefined && group === undefined)) return NOTHING
  const audit = prepareDiagnostics(prepared)
  if (audit === null) {
    warnings.push({
      code: 'AUDIT_LEFT_OUT',
      message: 'Drift and differential functioning are not tested: no row has all the columns they need.',
    })
    return NOTHING
  }
  const { drift, differential, warnings: own } = audit.finish(solveMixed(audit.job, onStep))
  warnings.push(...own)
  return { drift, differential }
}

/**
 * One further fit that asks whether interviewers drift over periods or differ between groups: the primary model with period and
 * group fixed, a slope over time per interviewer, interviewer by period and interviewer by group. Each effect is then tested as
 * if it were fixed, everything else as fitted; q is Benjamini-Hochberg over its table. Positive = more lenient.
 * null where no row has all the columns it needs.
 */
export function prepareDiagnostics(prepared: PreparedRatings): PreparedDiagnostics | null {
  const { interviewer, period, group } = prepared.request.roles
  if (interviewer === undefined || (period === undefined && group === undefined)) return null
  const table = auditTable(prepared)
  if (table === null) return null
  const formula = auditFormula(prepared, table)
  const { kept } = distinguishable(formula.random, [], table)
  const always = new Set(LEVEL_ROLES.flatMap((role) => prepared.request.roles[role] ?? []))
  const design = buildDesign({ ...formula, random: kept }, table, always)
  const interviews = interviewsOf(prepared, table)
  const slope = kept.findIndex((t) => t.slope === TIME)
  const crossed = (other: string | undefined) =>
    kept.findIndex((t) => t.slope === null && t.factors.length === 2 && sameSet(t.factors, [interviewer, other]))
  const byGroup = crossed(group)
  const drifts = slope < 0 || period === undefined ? [] : driftTests(table, interviewer, period, interviews)
  const differences = byGroup < 0 || group === undefined ? [] : groupTests(table, interviewer, group, interviews)
  const job: MixedJob = {
    problem: design.problem,
    estimator: 'reml',
    groups: [],
    columns: [...drifts, ...differences].map((t) => t.column),
  }
  const finish: PreparedDiagnostics['finish'] = (answer) => {
    const warnings: Warning[] = []
    const tested = (tests: readonly Test[], from: number, variance: number) => {
      const rows = tests.map((t, k) => {
        const { score, information } = answer.columns[from + k]
        const estimate = information > 0 ? score / information : Number.NaN
        const se2 = 1 / information - variance * t.factor
        const statistic = se2 > 0 ? estimate / Math.sqrt(se2) : Number.NaN
        return { ...t, estimate, statistic, p: twoSidedP(statistic) }
      })
      const good = rows.filter((r) => Number.isFinite(r.statistic))
      const q = benjaminiHochberg(good.map((r) => r.p))
      return good.map((r, k) => ({ ...r, q: q[k] }))
    }
    const people = factorNamed(table, interviewer).levels
    const drift = tested(drifts, 0, slope < 0 ? 0 : answer.variances[slope])
    const differential = tested(differences, drifts.length, byGroup < 0 ? 0 : answer.variances[byGroup])
    if (period !== undefined && drift.length < people.length)
      warnings.push({
        code: 'DRIFT_NOT_TESTED',
        message: `Drift is tested for ${drift.length} of ${people.length} interviewers; it needs ${LEAST_PERIODS} periods and ${LEAST_INTERVIEWS} interviews each.`,
      })
    if (group !== undefined && new Set(differential.map((d) => d.interviewer)).size < people.length)
      warnings.push({
        code: 'DIFFERENTIAL_NOT_TESTED',
        message: `Differences between groups are tested only for interviewers with ${LEAST_INTERVIEWS} interviews in each of two groups.`,
      })
    const groups = group === undefined ? [] : factorNamed(table, group).levels
    const own = kept.findIndex((t) => t.slope === null && sameSet(t.factors, [interviewer]))
    return {
      warnings,
      severityTrends:
        period === undefined
          ? []
          : severityTrends(table, interviewer, period, design, answer, [own, slope, crossed(period)]),
      drift:
        period === undefined
          ? null
          : drift.map((d) => ({
              interviewer: people[d.interviewer],
              slope: d.estimate,
              t: d.statistic,
              p: d.p,
              q: d.q,
            })),
      differential:
        group === undefined
          ? null
          : differential.map((d) => ({
              interviewer: people[d.interviewer],
              group: groups[d.group],
              estimate: d.estimate,
              t: d.statistic,
              p: d.p,
              q: d.q,
            })),
    }
  }
  return { job, finish }
}

/** The interviewer's own effect, their slope and their period's, added up for each period; -1 is a term the fit has not. */
function severityTrends(
  table: Table,
  interviewer: string,
  period: string,
  { problem }: Design,
  { effects }: MixedAnswer,
  terms: readonly number[],
): SeverityTrend[] {
  const who = factorNamed(table, interviewer)
  const when = factorNamed(table, period)
  const found = who.levels.map(() => new Map<number, number>())
  for (let i = 0; i < table.rows; i++) {
    const mine = found[who.codes[i]]
    if (mine.has(when.codes[i])) continue
    const leniency = terms.reduce((s, t) => {
      if (t < 0) return s
      const { index, slope } = problem.random[t]
      return s + effects[t].mean[index[i]] * (slope === null ? 1 : slope[i])
    }, 0)
    mine.set(when.codes[i], leniency)
  }
  return found.map((mine, j) => ({
    interviewer: who.levels[j],
    points: [...mine]
      .sort(([a], [b]) => a - b)
      .map(([code, leniency]) => ({ period: when.levels[code], severity: severityOf(leniency) })),
  }))
}

const sameSet = (a: readonly string[], b: readonly (string | undefined)[]) =>
  a.length === b.length && a.every((x) => b.includes(x))

function auditFormula(prepared: PreparedRatings, table: Table): Formula {
  const { formula, request } = prepared
  const { period, group } = request.roles
  const { interviewer } = request.roles
  if (interviewer === undefined) return formula
  const fixed = [...formula.fixed]
  const random = [...formula.random]
  const fix = (name: string) => {
    if (!fixed.some((t) => t.variables.length === 1 && t.variables[0].name === name))
      fixed.push({ variables: [{ name, factor: true }] })
  }
  const draw = (factors: string[], slope: string | null) => {
    if (random.some((t) => t.slope === slope && sameSet(t.factors, factors))) return
    random.push({ name: factors.join(':'), factors, slope })
  }
  if (group !== undefined && factorNamed(table, group).levels.length > 1) fix(group)
  if (period !== undefined && factorNamed(table, period).levels.length > 1) {
    fix(period)
    table.numbers.set(TIME, centredTime(table, interviewer, period, interviewsOf(prepared, table)))
    draw([interviewer], TIME)
    draw([interviewer, period], null)
  }
  if (group !== undefined && factorNamed(table, group).levels.length > 1) draw([interviewer, group], null)
  return { ...formula, fixed, random }
}

/** Interview of each row: the scorecard, else candidate and interviewer together (or the row itself). */
function interviewsOf({ request }: PreparedRatings, table: Table): Int32Array {
  const { scorecard, candidate, interviewer } = request.roles
  const within = scorecard ?? candidate
  const names = within === undefined || interviewer === undefined ? [] : [within, interviewer]
  if (names.length === 0 || names.some((n) => factorNamed(table, n).codes.includes(-1)))
    return Int32Array.from({ length: table.rows }, (_, i) => i)
  return crossFactors(table, names).index
}

function centredTime(table: Table, interviewer: string, period: string, interviews: Int32Array): Float64Array {
  const who = factorNamed(table, interviewer)
  const when = periodValues(table, period)
  const seen = new Set<number>()
  const sum = new Float64Array(who.levels.length)
  const count = new Float64Array(who.levels.length)
  for (let i = 0; i < table.rows; i++) {
    if (seen.has(interviews[i])) continue
    seen.add(interviews[i])
    sum[who.codes[i]] += when[i]
    count[who.codes[i]]++
  }
  return Float64Array.from(when, (t, i) => t - sum[who.codes[i]] / count[who.codes[i]])
}

function rowsByLevel({ codes, levels }: FactorColumn): number[][] {
  const out: number[][] = levels.map(() => [])
  codes.forEach((c, i) => out[c].push(i))
  return out
}

function driftTests(table: Table, interviewer: string, period: string, interviews: Int32Array): Test[] {
  const time = numbersNamed(table, TIME)
  const when = factorNamed(table, period).codes
  return rowsByLevel(factorNamed(table, interviewer)).flatMap((rows, j): Test[] => {
    if (new Set(rows.map((i) => when[i])).size < LEAST_PERIODS) return []
    if (new Set(rows.map((i) => interviews[i])).size < LEAST_INTERVIEWS) return []
    const column = { at: Int32Array.from(rows), value: Float64Array.from(rows, (i) => time[i]) }
    return [{ interviewer: j, group: -1, column, factor: 1 }]
  })
}

function groupTests(table: Table, interviewer: string, group: string, interviews: Int32Array): Test[] {
  const { codes, levels } = factorNamed(table, group)
  return rowsByLevel(factorNamed(table, interviewer)).flatMap((rows, j): Test[] => {
    const cells = levels.map((_, g) => new Set(rows.filter((i) => codes[i] === g).map((i) => interviews[i])).size)
    const counted = levels.flatMap((_, g) => (cells[g] >= LEAST_INTERVIEWS ? [g] : []))
    const size = counted.length
    if (size < 2) return []
    return (size === 2 ? counted.slice(1) : counted).map((g) => ({
      interviewer: j,
      group: g,
      column: {
        at: Int32Array.from(rows),
        value: Float64Array.from(rows, (i) => (codes[i] === g ? 1 - 1 / size : -1 / size)),
      },
      factor: size / (size - 1),
    }))
  })
}
