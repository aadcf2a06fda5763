import { tz } from '@date-fns/tz'
import { addBusinessDays } from 'date-fns'

/** When a scorecard becomes overdue: one business day after its interview ended. Saturdays and Sundays of this zone do not count. */
export const overdueAfter = (startsAt: Date, minutes: number, timeZone: string): Date =>
  new Date(+addBusinessDays(new Date(startsAt.getTime() + minutes * 60_000), 1, { in: tz(timeZone) }))
