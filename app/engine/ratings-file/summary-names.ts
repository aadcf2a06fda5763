import { isPersonalSummaryName, isSummaryName } from './agreement-table/column-names'

/** Longer names are none of a figure, and names with a digit are mostly identifiers: most of a large file need no look. */
const LONGEST = 60

/**
 * Names, in the order in which a file brings them, that are those of figures which programs and people compute below a
 * table: Mean, Total, Std. Dev. A name such as Max or SD may be a person's, unless it comes last together with one of those.
 * @returns their indexes
 */
export function summaryNames(names: readonly string[]): number[] {
  const figure = names.map((name) => name.length <= LONGEST && !/\d/.test(name) && isSummaryName(name))
  let end = names.length
  while (end > 0 && (figure[end - 1] || isPersonalSummaryName(names[end - 1]))) end--
  const lastBlock = figure.slice(end).includes(true)
  const found: number[] = []
  for (let at = 0; at < names.length; at++) if (figure[at] || (lastBlock && at >= end)) found.push(at)
  return found
}
