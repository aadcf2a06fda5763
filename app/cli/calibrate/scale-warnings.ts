import { gapInLevels, otherScale, type Warning } from '~/engine'
import type { RatingsFile } from '~/engine/ratings-file'
import type { ChosenColumns } from './choose-columns'
import type { CalibrateOptions } from './options'

/** Sentences on ratings that seem to be on two scales. With `--scale` what lies outside has been refused by its line already. */
export function scaleWarnings(
  { table, scores: { least, most } }: RatingsFile,
  { score, roles }: ChosenColumns,
  { scale, formula }: CalibrateOptions,
): Warning[] {
  // A formula over anything else than candidates may have counts or measurements for its scores.
  if (formula !== null && roles.candidate === undefined) return []
  const span = `The lowest is ${least.value} (line ${least.line}) and the highest ${most.value} (line ${most.line}).`
  const say = (what: string): Warning[] => [
    {
      code: 'MIXED_SCALES',
      message: `${what} ${span} Bring all ratings to one scale; --scale ${scale.join(':')} refuses what lies outside it, with the lines.`,
    },
  ]
  const columns = [roles.criterion, roles.interviewer, roles.period].flatMap((name) => name ?? [])
  const other = otherScale(table, score, columns)
  if (other !== null) {
    const { column, levels, range, others } = other
    return say(
      `Ratings seem to be on two scales: in the column ${column}, ${levels.join(', ')} ${levels.length === 1 ? 'has' : 'have'} ${range.least} to ${range.most} and the others ${others.least} to ${others.most}.`,
    )
  }
  const gap = gapInLevels(table, score)
  if (gap === null) return []
  return say(
    gap.below > 0 && gap.above === 1
      ? `Ratings seem to be on two scales: some lie between 0 and 1 and others are whole numbers up to ${most.value}.`
      : `Ratings seem to be on two scales, or mistyped: there is none between ${gap.below} and ${gap.above}.`,
  )
}
