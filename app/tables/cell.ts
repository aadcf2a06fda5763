/** A value to be written. A date is an instant and is written in UTC; one at midnight UTC is a day without a time. */
export type Cell = string | number | boolean | Date | null

export type Rows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>

/** The day in ISO 8601 and, unless it is midnight in UTC, the time to the second. */
export function isoOf(date: Date): string {
  const text = date.toISOString()
  return text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : `${text.slice(0, 19)}Z`
}
