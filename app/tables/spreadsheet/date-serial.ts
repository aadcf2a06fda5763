const DAY_SECONDS = 86_400
const two = (n: number) => String(n).padStart(2, '0')

/** What a number format shows of a date. */
export interface DateFormat {
  date: boolean
  time: boolean
  /** Hours or minutes that go on counting: a duration. */
  elapsed: boolean
}

/**
 * The date or time that a spreadsheet stores as a number of days, in ISO 8601 and to the second: what programs store for 09:30
 * can be a millisecond less. null where the number is no date. @param from1904 days are counted from 1904, as on old Macs
 */
export function dateOfSerial(serial: number, { date, time, elapsed }: DateFormat, from1904: boolean): string | null {
  const total = Math.round(serial * DAY_SECONDS)
  if (!Number.isFinite(serial) || total < 0) return null
  const days = Math.floor(total / DAY_SECONDS)
  const seconds = total % DAY_SECONDS
  const clock = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  if (elapsed) return `${two(Math.floor(total / 3600))}:${clock}`
  const ofDay = `${two(Math.floor(seconds / 3600))}:${clock}`
  if (!date || (time && days === 0 && !from1904)) return ofDay
  const day = dayOf(days, from1904)
  if (day === null) return null
  return time || seconds > 0 ? `${day}T${ofDay}` : day
}

/** Excel has a 29 February 1900 (day 60), so that days before it count from the last of 1899, later ones from the day before. */
function dayOf(days: number, from1904: boolean): string | null {
  if (!from1904 && (days === 0 || days === 60)) return null
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const date = new Date(start + days * DAY_SECONDS * 1000)
  return date.getUTCFullYear() > 9999 || Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10)
}

/** A date that a file holds as text in ISO 8601, to the second and without a time of midnight. */
export function isoText(text: string): string {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.(\d)\d*)?)?Z?)?$/.exec(text)
  if (found === null) return text
  const [, day = '', minutes, seconds = '00', fraction = '0'] = found
  if (minutes === undefined || (minutes === '00:00' && seconds === '00' && fraction < '5')) return day
  if (fraction < '5') return `${day}T${minutes}:${seconds}`
  return new Date(Date.parse(`${day}T${minutes}:${seconds}Z`) + 1000).toISOString().slice(0, 19)
}
