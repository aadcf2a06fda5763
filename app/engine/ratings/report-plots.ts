import { bridges, connectedComponents } from '../diagnostics/connected-components'
import { groupRows } from '../mixed/block-elimination'
import { factorNamed, type FactorColumn } from '../model/table'
import type { FittedRatings, PreparedRatings } from './types'
import { meaningOf, type RoleColumns, type TermMeaning } from './roles'

/** A part that cannot be drawn, and why. */
export interface LeftOut {
  leftOut: string
}

export interface ResidualCell {
  /** Mean standardised residual of its ratings: 0 expected, positive where they are higher than the model says. */
  mean: number
  n: number
}

export interface ResidualMap {
  criteria: string[]
  rows: { interviewer: string; cells: (ResidualCell | null)[] }[]
  /** Interviewers of the file; `rows` holds those who stand out most where they are many. */
  interviewers: number
}

export interface InterviewerGraph {
  /** Those drawn, in level order. `component` counts from 0, by first candidate. */
  nodes: { interviewer: string; component: number; candidates: number }[]
  /** Pairs of drawn interviewers with candidates in common; indices into `nodes`. `only`: without it their group falls apart. */
  edges: { a: number; b: number; shared: number; only: boolean }[]
  interviewers: number
  components: { interviewers: number; candidates: number; example: string }[]
}

/** What the report's drawings need beyond the document. */
export interface ReportPlots {
  file: string
  roles: RoleColumns
  /** What each random term stands for, by its name. */
  meanings: Record<string, TermMeaning | null>
  residuals: ResidualMap | LeftOut
  graph: InterviewerGraph | LeftOut
}

/** Whether a plot of the report is left out, with a reason in `leftOut`. */
export const isOmittedPlot = (part: object): part is LeftOut => 'leftOut' in part

/** Most interviewers (and criteria) that one drawing holds. */
const MOST_DRAWN = 60
const MOST_ROWS = 40
const MOST_CRITERIA = 30

export function reportPlots(
  file: string,
  prepared: PreparedRatings,
  answer: Pick<FittedRatings, 'residuals' | 'rowShares' | 'variances'>,
): ReportPlots {
  const { design, request } = prepared
  return {
    file,
    roles: request.roles,
    meanings: Object.fromEntries(
      design.problem.random.map((term, t) => [
        term.name,
        term.slope === null ? meaningOf(design.levels[t].factors, request.roles) : null,
      ]),
    ),
    residuals: residualMap(prepared, answer),
    graph: interviewerGraph(prepared),
  }
}

function residualMap(
  { table, request, design }: PreparedRatings,
  { residuals, rowShares, variances }: Pick<FittedRatings, 'residuals' | 'rowShares' | 'variances'>,
): ResidualMap | LeftOut {
  const { interviewer, criterion } = request.roles
  if (interviewer === undefined) return { leftOut: 'no column says who rated' }
  if (criterion === undefined) return { leftOut: 'no column says what was rated' }
  if (residuals.length !== table.rows) return { leftOut: 'this fit keeps no residuals of single ratings' }
  const who = factorNamed(table, interviewer)
  const what = factorNamed(table, criterion)
  if (what.levels.length > MOST_CRITERIA) return { leftOut: `there are more than ${MOST_CRITERIA} criteria` }
  const s2 = variances[design.problem.random.length]
  const k = what.levels.length
  const sum = new Float64Array(who.levels.length * k)
  const n = new Int32Array(sum.length)
  for (let i = 0; i < table.rows; i++) {
    if (who.codes[i] < 0 || what.codes[i] < 0) continue
    const expected = s2 * (rowShares === null ? 1 : rowShares[i])
    if (!(expected > 0)) continue
    const at = who.codes[i] * k + what.codes[i]
    sum[at] += residuals[i] / Math.sqrt(expected)
    n[at]++
  }
  const rows = who.levels.map((name, j) => ({
    interviewer: name,
    cells: what.levels.map((_, c): ResidualCell | null => {
      const at = j * k + c
      return n[at] > 0 ? { mean: sum[at] / n[at], n: n[at] } : null
    }),
  }))
  const apart = (row: (typeof rows)[number]) =>
    Math.max(0, ...row.cells.map((cell) => (cell ? Math.abs(cell.mean) * Math.sqrt(cell.n) : 0)))
  const shown =
    rows.length <= MOST_ROWS
      ? rows
      : rows
          .map((row) => ({ row, apart: apart(row) }))
          .sort((a, b) => b.apart - a.apart)
          .slice(0, MOST_ROWS)
          .map(({ row }) => row)
  return { criteria: what.levels, rows: shown, interviewers: rows.length }
}

/** Who shares candidates with whom. */
export function interviewerGraph({
  table,
  request,
}: Pick<PreparedRatings, 'table' | 'request'>): InterviewerGraph | LeftOut {
  const { candidate, interviewer } = request.roles
  if (candidate === undefined) return { leftOut: 'no column says who was rated' }
  if (interviewer === undefined) return { leftOut: 'no column says who rated' }
  const whom = factorNamed(table, candidate)
  const who = factorNamed(table, interviewer)
  const parts = connectedComponents(whom.codes, whom.levels.length, who.codes, who.levels.length)
  const panels = panelsOf(whom, who)
  const met = new Int32Array(who.levels.length)
  for (const panel of panels) for (const j of panel) met[j]++
  const drawn = Array.from(met, (_, j) => j)
    .filter((j) => met[j] > 0)
    .sort((a, b) => met[b] - met[a] || a - b)
    .slice(0, MOST_DRAWN)
    .sort((a, b) => a - b)
  const place = new Map(drawn.map((j, at) => [j, at]))
  const shared = new Map<number, number>()
  for (const panel of panels) {
    const inside = panel.flatMap((j) => place.get(j) ?? []).sort((a, b) => a - b)
    inside.forEach((a, at) => {
      for (const b of inside.slice(at + 1)) {
        const key = a * drawn.length + b
        shared.set(key, (shared.get(key) ?? 0) + 1)
      }
    })
  }
  const components = Array.from({ length: parts.count }, () => ({ interviewers: 0, candidates: 0, example: '' }))
  for (const c of parts.left) if (c >= 0) components[c].candidates++
  parts.right.forEach((c, j) => {
    if (c < 0) return
    components[c].interviewers++
    components[c].example ||= who.levels[j]
  })
  const pairs = [...shared]
    .sort(([a], [b]) => a - b)
    .map(([key, count]) => ({ a: Math.floor(key / drawn.length), b: key % drawn.length, shared: count }))
  // A link between two who were drawn may be doubled by one who was not.
  const only = drawn.length === who.levels.length ? new Set(bridges(drawn.length, pairs)) : new Set<number>()
  return {
    nodes: drawn.map((j) => ({ interviewer: who.levels[j], component: parts.right[j], candidates: met[j] })),
    edges: pairs.map((pair, at) => ({ ...pair, only: only.has(at) })),
    interviewers: met.reduce((s, m) => s + (m > 0 ? 1 : 0), 0),
    components,
  }
}

/** Interviewers of each candidate, each once. */
function panelsOf(whom: FactorColumn, who: FactorColumn): number[][] {
  const blank = whom.levels.length
  const { start, rows } = groupRows(
    whom.codes.map((c) => (c < 0 ? blank : c)),
    blank + 1,
  )
  const stamp = new Int32Array(who.levels.length).fill(-1)
  return Array.from({ length: blank }, (_, c) => {
    const panel: number[] = []
    for (let at = start[c]; at < start[c + 1]; at++) {
      const j = who.codes[rows[at]]
      if (j < 0 || stamp[j] === c) continue
      stamp[j] = c
      panel.push(j)
    }
    return panel
  })
}
