import { tz, TZDate } from '@date-fns/tz'
import { format } from 'date-fns'

/** `2026-11-24T14:00` in this zone as the instant it names; an hour that a clock change skips moves forward. */
export function fromLocal(local: string, timeZone: string): Date {
  const parts = local.split(/[-T:]/).map(Number)
  const part = (at: number) => parts[at] ?? Number.NaN
  return new Date(new TZDate(part(0), part(1) - 1, part(2), part(3), part(4), timeZone).getTime())
}

/** The instant as `<input type=datetime-local>` wants it. */
export const toLocal = (at: Date, timeZone: string): string => format(at, "yyyy-MM-dd'T'HH:mm", { in: tz(timeZone) })
