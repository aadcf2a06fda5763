import type { MeaningVariances } from './types'
import type { CalibrationDocument } from './document'

/**
 * Reliability of one interview and of panels (D-study): share of the score's variance that is the candidate's own, with
 * severities corrected (each interviewer's leniency known) or not. Weights are those of the composite.
 * null when candidates do not differ, and throughout where the ratings cannot tell what it takes (`known` is false).
 * @see Brennan (2001), Generalizability Theory
 */
export function panelReliability(
  v: MeaningVariances,
  weights: readonly number[],
  known = true,
  largest = 6,
): NonNullable<CalibrationDocument['reliability']> {
  const squares = weights.reduce((s, w) => s + w * w, 0)
  const own = v.candidate + v['candidate:criterion'] * squares
  const corrected = v.interview + (v['interviewer:criterion'] + v.residual) * squares
  const uncorrected = corrected + v.interviewer
  const share = (noise: number, raters: number) => (known && own > 0 ? own / (own + noise / raters) : null)
  return {
    single: { corrected: share(corrected, 1), uncorrected: share(uncorrected, 1) },
    panel: Array.from({ length: largest }, (_, i) => ({
      raters: i + 1,
      corrected: share(corrected, i + 1),
      uncorrected: share(uncorrected, i + 1),
    })),
  }
}
