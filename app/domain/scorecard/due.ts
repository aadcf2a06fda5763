import { tz } from '@date-fns/tz'
import { addBusinessDays } from 'date-fns'

/**
 * When a scorecard is due: one business day after its interview ends; from then on it is overdue. Saturdays and Sundays
 * in the time zone of the interviewer do not count, whoever looks. null while the interview has no time.
 */
export function dueAt(startsAt: Date | null, minutes: number, timeZone: string): Date | null {
  if (!startsAt) return null
  const end = new Date(startsAt.getTime() + minutes * 60_000)
  return new Date(+addBusinessDays(end, 1, { in: tz(timeZone) }))
}

/** Is it overdue at this moment? A scorecard without a due time never is. */
export const isOverdue = (due: Date | null, at: Date): boolean => due !== null && due <= at
