/** The last months up to this time, such as "2026-11" in UTC, the oldest first. */
export function lastMonths(at: Date, howMany: number): string[] {
  return Array.from({ length: howMany }, (_, index) =>
    new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - (howMany - 1 - index), 1)).toISOString().slice(0, 7),
  )
}

const short = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** "Nov 2026". */
export const monthName = (month: string): string => short.format(new Date(`${month}-01T00:00:00Z`))
