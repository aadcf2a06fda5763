/** Making one takes a hundred times as long as using it; there is one for each form of a date and each zone in use. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${Object.entries(options).join(' ')}`
  const made = formatters.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone })
  formatters.set(key, made)
  return made
}

/** Dates are words before they reach a page: the browser's zone and language never decide. */
const format = (date: Date, timeZone: string, options: Intl.DateTimeFormatOptions) =>
  formatter(timeZone, options).format(date)

/** 21 November 2026 */
export const day = (date: Date, timeZone: string): string =>
  format(date, timeZone, { day: 'numeric', month: 'long', year: 'numeric' })

/** Sat 21 Nov */
export const shortDay = (date: Date, timeZone: string): string =>
  format(date, timeZone, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '')

/** 21 Nov */
export const shortDate = (date: Date, timeZone: string): string =>
  format(date, timeZone, { day: 'numeric', month: 'short' })

/** 14:05 */
export const time = (date: Date, timeZone: string): string =>
  format(date, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** 21 November 2026, 14:05 */
export const dayAndTime = (date: Date, timeZone: string): string => `${day(date, timeZone)}, ${time(date, timeZone)}`

/** Sat 21 Nov, 14:05 */
export const shortDayAndTime = (date: Date, timeZone: string): string =>
  `${shortDay(date, timeZone)}, ${time(date, timeZone)}`

/** Two dates on the same calendar day of this zone? */
export const sameDay = (a: Date, b: Date, timeZone: string): boolean => day(a, timeZone) === day(b, timeZone)
