import { tz, TZDate } from '@date-fns/tz'
import { format } from 'date-fns'

/** `2026-11-24T14:00` in this zone as the instant it names; an hour that a clock change skips moves forward. */
export function fromLocal(local: string, timeZone: string): Date {
  const [date, hour] = local.split('T')
  const [year, month, dayOfMonth] = date!.split('-').map(Number)
  const [hours, minutes] = hour!.split(':').map(Number)
  return new Date(new TZDate(year!, month! - 1, dayOfMonth!, hours!, minutes!, timeZone).getTime())
}

/** The instant as `<input type=datetime-local>` wants it. */
export const toLocal = (at: Date, timeZone: string): string => format(at, "yyyy-MM-dd'T'HH:mm", { in: tz(timeZone) })
