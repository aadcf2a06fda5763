import { connectedComponents } from '../diagnostics/connected-components'
import { raterCovariance } from '../diagnostics/rater-contrasts'
import { factorNamed } from '../model/table'
import type { PreparedRatings } from './types'
import type { CalibrationDocument, Warning } from './document'
import { meaningOf } from './roles'
import { meaningVariances } from './term-meanings'

/** Beyond this many interviewers the pairs are not listed; beyond this much work they are not computed. */
const MOST_INTERVIEWERS = 100
const MOST_COLUMNS = 900
const MOST_WORK = 3e9

type Linking = NonNullable<CalibrationDocument['linking']>

/**
 * How candidates and interviewers hang together, and how well each pair of interviewers can be compared on common candidates
 * alone (variance of the difference of their leniencies; null across components, where there is no path).
 * null without candidate and interviewer columns. Without `variances` (a family that has no residual) no pair is compared.
 */
export function linking(
  prepared: PreparedRatings,
  variances: ArrayLike<number> | null,
  warnings: Warning[],
): Linking | null {
  const { roles } = prepared.request
  if (roles.candidate === undefined || roles.interviewer === undefined) return null
  const candidate = factorNamed(prepared.table, roles.candidate)
  const interviewer = factorNamed(prepared.table, roles.interviewer)
  const parts = connectedComponents(
    candidate.codes,
    candidate.levels.length,
    interviewer.codes,
    interviewer.levels.length,
  )
  const sizes = Array.from({ length: parts.count }, () => ({ candidates: 0, interviewers: 0 }))
  for (const c of parts.left) if (c >= 0) sizes[c].candidates++
  for (const c of parts.right) if (c >= 0) sizes[c].interviewers++
  if (parts.count > 1)
    warnings.push({
      code: 'NOT_CONNECTED',
      message: `Candidates and interviewers fall into ${parts.count} groups without a common candidate; comparing across them assumes that their candidates are equally good on average.`,
    })
  const covariance = interviewerCovariance(prepared, variances, warnings)
  const contrasts: Linking['contrasts'] = []
  if (covariance) {
    const n = interviewer.levels.length
    for (let a = 0; a < n; a++) {
      for (let b = a + 1; b < n; b++) {
        const same = parts.right[a] >= 0 && parts.right[a] === parts.right[b]
        const variance = covariance[a * n + a] + covariance[b * n + b] - 2 * covariance[a * n + b]
        contrasts.push({ a: interviewer.levels[a], b: interviewer.levels[b], variance: same ? variance : null })
      }
    }
  }
  return { components: parts.count, sizes, contrasts }
}

function interviewerCovariance(
  prepared: PreparedRatings,
  variances: ArrayLike<number> | null,
  warnings: Warning[],
): Float64Array | null {
  const { table, design, request } = prepared
  const leave = (why: string) => {
    warnings.push({ code: 'CONTRASTS_LEFT_OUT', message: `Pairs of interviewers are not compared in linking: ${why}.` })
    return null
  }
  if (variances === null) return leave('an ordinal fit has no residual to weigh ratings by')
  const candidate = factorNamed(table, request.roles.candidate)
  const interviewer = factorNamed(table, request.roles.interviewer)
  if (interviewer.levels.length > MOST_INTERVIEWERS)
    return leave(`there are more than ${MOST_INTERVIEWERS} interviewers`)
  const meanings = design.levels.map((l, t) =>
    design.problem.random[t].slope === null ? meaningOf(l.factors, request.roles) : null,
  )
  if (meanings.includes(null)) return leave('the model has terms that are not part of the hiring model')
  if (candidate.codes.includes(-1) || interviewer.codes.includes(-1))
    return leave('candidate or interviewer is blank in some rows')
  const size = new Int32Array(candidate.levels.length)
  for (const c of candidate.codes) size[c]++
  let work = 0
  for (const m of size) work += m ** 3
  const columns =
    interviewer.levels.length +
    design.problem.random.reduce((s, t, i) => s + (meanings[i] === 'interviewer:criterion' ? t.levels : 0), 0)
  if (columns > MOST_COLUMNS || work > MOST_WORK) return leave('the file is too large for it')
  const terms = design.problem.random.flatMap((t, i) => {
    const m = meanings[i]
    if (m === 'candidate' || m === 'interviewer') return []
    return [{ index: t.index, levels: t.levels, variance: variances[i], nested: m !== 'interviewer:criterion' }]
  })
  return raterCovariance({
    n: table.rows,
    fixed: design.problem.fixed,
    group: candidate.codes,
    groups: candidate.levels.length,
    rater: interviewer.codes,
    raters: interviewer.levels.length,
    terms,
    residual: meaningVariances(prepared, variances).residual,
  })
}
