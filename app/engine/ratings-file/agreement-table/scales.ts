import type { NamedTable } from '../../agreement/table'
import type { Table } from '../../model/table'
import { gapInLevels, otherScale } from '../../ratings/mixed-scales'
import type { Notice } from './types'

/** Sentences on ratings that seem to be on two scales, or mistyped, where nobody said what the scale is. */
export function aboutScales({ values, raters, names }: NamedTable): Notice[] {
  const given = Array.from(values, (value, at) => ({ value, rater: at % raters })).filter(
    ({ value }) => !Number.isNaN(value),
  )
  const table: Table = {
    rows: given.length,
    factors: new Map([['rater', { codes: Int32Array.from(given, ({ rater }) => rater), levels: [...names] }]]),
    numbers: new Map([['rating', Float64Array.from(given, ({ value }) => value)]]),
  }
  const say = (what: string): Notice[] => [
    {
      code: 'MIXED_SCALES',
      message: `${what} Bring all ratings to one scale; --scale MIN:MAX refuses what lies outside it, with the lines.`,
    },
  ]
  const other = otherScale(table, 'rating', ['rater'])
  if (other !== null) {
    const { levels, range, others } = other
    return say(
      `Ratings seem to be on two scales: those of ${levels.join(', ')} go from ${range.least} to ${range.most} and those of the others from ${others.least} to ${others.most}.`,
    )
  }
  const gap = gapInLevels(table, 'rating')
  if (gap === null) return []
  return say(
    gap.below > 0 && gap.above === 1
      ? 'Ratings seem to be on two scales: some lie between 0 and 1 and others are whole numbers above.'
      : `Ratings seem to be on two scales, or mistyped: there is none between ${gap.below} and ${gap.above}.`,
  )
}
