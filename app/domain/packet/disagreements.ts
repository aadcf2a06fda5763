import { shownVersion } from '../scorecard/versions'
import { isDisagreement } from '../scorecard/levels'
import type { PacketDisagreement, PacketScorecard } from './body'

/**
 * Criteria on which raters of the same interview lie two levels or more apart, by the levels that count; ordered by
 * interview, then criterion. Shadow scorecards and withdrawn ones say nothing here.
 */
export function disagreements(scorecards: readonly PacketScorecard[]): PacketDisagreement[] {
  const found = new Map<string, PacketDisagreement>()
  for (const { interview, shadow, versions } of scorecards) {
    const shown = shadow ? null : shownVersion(versions)
    if (!shown) continue
    for (const { criterion, level } of shown.ratings) {
      if (level === null) continue
      const key = `${interview}\t${criterion}`
      const known = found.get(key) ?? { interview, criterion, low: level, high: level }
      found.set(key, { ...known, low: Math.min(known.low, level), high: Math.max(known.high, level) })
    }
  }
  return [...found.values()]
    .filter(({ low, high }) => isDisagreement(low, high))
    .sort((a, b) => a.interview - b.interview || (a.criterion < b.criterion ? -1 : 1))
}
