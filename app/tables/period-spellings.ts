import { monthNamed } from './month-names'

export type PeriodUnit = 'month' | 'quarter' | 'half-year' | 'week'

/** One spelling read: its time in whole units, and the name that all spellings of this period share. */
export interface ReadPeriod {
  unit: PeriodUnit
  time: number
  name: string
  /** Written as a day, which counts by its month. */
  day: boolean
}

const YEAR = '((?:19|20)\\d\\d)'
const WORD = '([\\p{L}]+\\.?)'
const TIME = '(?:[T ]\\d{1,2}:\\d\\d.*)?'
const pattern = (source: string) => new RegExp(`^${source}$`, 'iu')

const YEAR_MONTH = pattern(`${YEAR}(?:[-/ ](\\d{1,2})|(\\d\\d))`)
const MONTH_YEAR = pattern(`(\\d{1,2})[-/.]${YEAR}`)
const WORD_YEAR = pattern(`${WORD}[-/, ']*${YEAR}`)
const YEAR_WORD = pattern(`${YEAR}[-/, ]*${WORD}`)
const YEAR_MONTH_DAY = pattern(`${YEAR}([-/.]?)(\\d{1,2})\\2(\\d{1,2})${TIME}`)
const DAY_WORD_YEAR = pattern(`(?:\\p{L}+\\.?, ?)?(\\d{1,2})(?:st|nd|rd|th|\\.)?[-/ ]*${WORD}[-/, ]*${YEAR}${TIME}`)
const WORD_DAY_YEAR = pattern(`(?:\\p{L}+\\.?,? )?${WORD} (\\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}${TIME}`)
const PARTS = pattern(`(\\d{1,2})([-/.])(\\d{1,2})\\2${YEAR}${TIME}`)
const YEAR_QUARTER = pattern(`${YEAR}[-/ ]?(?:Q([1-4])|([1-4])Q)`)
const QUARTER_YEAR = pattern(`(?:Q([1-4])|([1-4])Q)[-/ ]?${YEAR}`)
const YEAR_HALF = pattern(`${YEAR}[-/ ]?H([12])`)
const HALF_YEAR = pattern(`H([12])[-/ ]?${YEAR}`)
const YEAR_WEEK = pattern(`${YEAR}[-/ ]?(?:W|KW|CW)(\\d{1,2})(?:-[1-7])?`)
const WEEK_YEAR = pattern(`(?:W|KW|CW|week|woche)[- ]?(\\d{1,2})[-/, ]+${YEAR}`)
/** A period with a year of two digits, or without any. */
const SHORT_YEAR = pattern(`(?:${WORD}[-/, ']*(\\d\\d)|(\\d\\d?)[-/ ]*${WORD}|${WORD})`)
const SHORT_DATE = pattern(`\\d{1,2}([-/.])\\d{1,2}\\1\\d\\d${TIME}`)
const SHORT_QUARTER = pattern("(?:Q[1-4]|[1-4]Q)[-/ ']*\\d\\d|\\d\\d[-/ ]?Q[1-4]")

const FOUR_DIGITS = 'write the year with four digits, such as 2025-09 or 2025-Q3'

/**
 * Reads one spelling, spaces single. Null for what is no month, day, quarter, half-year or ISO week; a problem for what nearly is one.
 * @param dayFirst how 03/04/2025 is read
 */
export function readPeriod(text: string, dayFirst: boolean): ReadPeriod | { problem: string } | null {
  const number = (match: RegExpExecArray, group: number) => Number(match[group])
  let m: RegExpExecArray | null
  if ((m = YEAR_MONTH.exec(text))) return month(number(m, 1), Number(m[2] ?? m[3]))
  if ((m = MONTH_YEAR.exec(text))) return month(number(m, 2), number(m, 1))
  if ((m = YEAR_MONTH_DAY.exec(text))) return day(number(m, 1), number(m, 3), number(m, 4))
  if ((m = PARTS.exec(text))) {
    const [one, two] = [number(m, 1), number(m, 3)]
    return m[2] === '.' || dayFirst ? day(number(m, 4), two, one) : day(number(m, 4), one, two)
  }
  if ((m = YEAR_QUARTER.exec(text))) return quarter(number(m, 1), Number(m[2] ?? m[3]))
  if ((m = QUARTER_YEAR.exec(text))) return quarter(number(m, 3), Number(m[1] ?? m[2]))
  if ((m = YEAR_HALF.exec(text))) return half(number(m, 1), number(m, 2))
  if ((m = HALF_YEAR.exec(text))) return half(number(m, 2), number(m, 1))
  if ((m = YEAR_WEEK.exec(text))) return week(number(m, 1), number(m, 2))
  if ((m = WEEK_YEAR.exec(text))) return week(number(m, 2), number(m, 1))
  if (SHORT_DATE.test(text) || SHORT_QUARTER.test(text)) return { problem: FOUR_DIGITS }
  return inWords(text)
}

/** Months and days with the month's name. */
function inWords(text: string): ReadPeriod | { problem: string } | null {
  const found: readonly [RegExp, year: number, word: number, day: number | null][] = [
    [WORD_YEAR, 2, 1, null],
    [YEAR_WORD, 1, 2, null],
    [DAY_WORD_YEAR, 3, 2, 1],
    [WORD_DAY_YEAR, 3, 1, 2],
  ]
  for (const [form, year, word, dayAt] of found) {
    const m = form.exec(text)
    const named = m === null ? null : monthNamed(m[word] ?? '')
    if (m === null || named === null) continue
    return dayAt === null ? month(Number(m[year]), named) : day(Number(m[year]), named, Number(m[dayAt]))
  }
  const m = SHORT_YEAR.exec(text)
  if (m === null || monthNamed(m[1] ?? m[4] ?? m[5] ?? '') === null) return null
  return {
    problem:
      m[5] === undefined ? FOUR_DIGITS : 'a month without its year has no place in time; write 2025-09 or Sep 2025',
  }
}

const two = (n: number) => String(n).padStart(2, '0')

function month(year: number, m: number, byDay = false): ReadPeriod | null {
  if (m < 1 || m > 12) return null
  return { unit: 'month', time: 12 * year + m - 1, name: `${year}-${two(m)}`, day: byDay }
}

function day(year: number, m: number, d: number): ReadPeriod | { problem: string } | null {
  const date = new Date(Date.UTC(year, m - 1, d))
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return { problem: 'there is no such day' }
  return month(year, m, true)
}

const quarter = (year: number, q: number): ReadPeriod => ({
  unit: 'quarter',
  time: 4 * year + q - 1,
  name: `${year}-Q${q}`,
  day: false,
})

const half = (year: number, h: number): ReadPeriod => ({
  unit: 'half-year',
  time: 2 * year + h - 1,
  name: `${year}-H${h}`,
  day: false,
})

const DAY_MS = 86_400_000

/** Monday of ISO week 1, which holds 4 January, as a number of weeks since Monday, 5 January 1970. */
function firstWeek(year: number): number {
  const fourth = Date.UTC(year, 0, 4) / DAY_MS
  return Math.floor((fourth - 4) / 7)
}

function week(year: number, w: number): ReadPeriod | { problem: string } {
  const time = firstWeek(year) + w - 1
  if (w < 1 || time >= firstWeek(year + 1)) return { problem: `the year ${year} has no ISO week ${w}` }
  return { unit: 'week', time, name: `${year}-W${two(w)}`, day: false }
}

/** Whether 03/04/2025 is day first, from the spellings that leave no choice. */
export function dayMonthOrder(
  texts: readonly string[],
): { ok: true; value: boolean; note: string | null } | { ok: false; message: string; at: number } {
  let dayFirst = -1
  let monthFirst = -1
  let either = -1
  texts.forEach((text, i) => {
    const m = PARTS.exec(text)
    if (m === null || m[2] === '.') return
    if (Number(m[1]) > 12) dayFirst = i
    else if (Number(m[3]) > 12) monthFirst = i
    else either = i
  })
  if (dayFirst >= 0 && monthFirst >= 0)
    return {
      ok: false,
      at: monthFirst,
      message: `"${texts[dayFirst]}" has the day first and "${texts[monthFirst]}" the month; write all days as 2025-09-15`,
    }
  if (either < 0) return { ok: true, value: dayFirst >= 0, note: null }
  if (dayFirst < 0 && monthFirst < 0)
    return {
      ok: false,
      at: either,
      message: `"${texts[either]}" may have the day or the month first, and no other day tells which; write days as 2025-09-15`,
    }
  const sure = texts[dayFirst >= 0 ? dayFirst : monthFirst]
  const first = dayFirst >= 0 ? 'day' : 'month'
  return { ok: true, value: dayFirst >= 0, note: `days have the ${first} first, as in ${sure}` }
}
