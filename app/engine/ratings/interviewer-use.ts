import { crossFactors } from '../model/design'
import { scaleUse } from '../diagnostics/scale-use'
import { factorNamed } from '../model/table'
import type { FittedRatings, PreparedRatings } from './types'
import type { Warning } from './document'

/** Spread of scale use between interviewers beyond which correcting for it would help (calibration of the product). */
const WORTH_CORRECTING = 0.3

/**
 * Per interviewer level: how widely it uses the scale (1 = as others), and how noisy its ratings are against what the model
 * expects of them (1 = as expected). null where it cannot be estimated.
 */
export function interviewerUse(
  prepared: PreparedRatings,
  answer: Pick<FittedRatings, 'residuals' | 'rowShares' | 'variances'>,
  warnings: Warning[],
): { scaleUse: (number | null)[]; noise: (number | null)[] } {
  const { table, request, design } = prepared
  const { codes, levels } = factorNamed(table, request.roles.interviewer)
  const { y } = design.problem
  const n = new Float64Array(levels.length)
  const sum = new Float64Array(levels.length)
  const square = new Float64Array(levels.length)
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] < 0) continue
    n[codes[i]]++
    sum[codes[i]] += y[i]
  }
  for (let i = 0; i < codes.length; i++)
    if (codes[i] >= 0) square[codes[i]] += (y[i] - sum[codes[i]] / n[codes[i]]) ** 2
  const sd = levels.map((_, j) => (n[j] > 1 ? Math.sqrt(square[j] / (n[j] - 1)) : 0))
  const use = scaleUse(sd, sessionsOf(prepared))
  if (use.spread !== null && use.spread > WORTH_CORRECTING)
    warnings.push({
      code: 'SCALE_USE_DIFFERS',
      message: `Interviewers use the scale very differently (sd of the log ${use.spread.toFixed(2)}); scores are not corrected for it.`,
    })
  return {
    scaleUse: use.ratio,
    noise: noiseOf(answer, codes, levels.length, answer.variances[design.problem.random.length]),
  }
}

/** Interviews of each interviewer: scorecards where given, else candidates met. */
function sessionsOf({ table, request }: PreparedRatings): number[] {
  const { interviewer, candidate, scorecard } = request.roles
  const { codes, levels } = factorNamed(table, interviewer)
  const other = scorecard ?? candidate
  const out = levels.map(() => 0)
  if (
    interviewer === undefined ||
    other === undefined ||
    codes.includes(-1) ||
    factorNamed(table, other).codes.includes(-1)
  ) {
    for (const c of codes) if (c >= 0) out[c]++
    return out
  }
  const { parts } = crossFactors(table, [interviewer, other])
  for (const j of parts[0]) out[j]++
  return out
}

function noiseOf(
  { residuals, rowShares }: Pick<FittedRatings, 'residuals' | 'rowShares'>,
  codes: Int32Array,
  levels: number,
  s2: number,
): (number | null)[] {
  if (rowShares === null) return Array.from({ length: levels }, () => null)
  const found = new Float64Array(levels)
  const expected = new Float64Array(levels)
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] < 0) continue
    found[codes[i]] += residuals[i] ** 2
    expected[codes[i]] += s2 * rowShares[i]
  }
  return Array.from(found, (f, j) => (expected[j] > 1e-12 ? f / expected[j] : null))
}
