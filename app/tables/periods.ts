import { dayMonthOrder, readPeriod, type PeriodUnit, type ReadPeriod } from './period-spellings'

/** Periods in time order: the distinct ones, each spelling's place among them, and their times in whole units. */
export interface Periods {
  /** `number` where they are numbers of the file's own, such as 1, 2, 3. */
  unit: PeriodUnit | 'number'
  /** Name of each distinct period, in order of time. */
  names: string[]
  /** Time of each distinct period, in units: a period without ratings between two others still counts. */
  times: Float64Array
  /** Per spelling, its place in `names`. */
  places: Int32Array
  /** What was assumed, as a sentence; null where nothing was. */
  note: string | null
}

export type PeriodsResult =
  { ok: true; value: Periods } | { ok: false; message: string; /** Which spelling is the matter. */ at: number }

const WRITE = 'write periods as 2025-09, 2025-Q3, 2025-W37 or 2025-09-15, or number them 1, 2, 3'

/**
 * Puts spellings of periods into the order of time: numbers, months, days (taken by their month), quarters, half-years, ISO
 * weeks, and names that end in a number such as "Sprint 10". Two spellings of one period become one. Refuses, with a sentence,
 * what has no order or more than one: nothing is ever sorted as text.
 */
export function orderPeriods(spellings: readonly string[]): PeriodsResult {
  const texts = spellings.map((text) => text.normalize('NFKC').trim().replace(/\s+/g, ' '))
  if (texts.length === 0) return numbered([])
  const dotted = dottedMonths(texts)
  if (dotted !== null) return dotted
  const order = dayMonthOrder(texts)
  if (!order.ok) return order
  const read = texts.map((text) => readPeriod(text, order.value))
  const numbers = texts.every((text) => NUMBER.test(text))
  // 202509 is September; but numbers of that length that are no months at all may be weeks.
  const calendar = texts.every((text) => /^(?:19|20)\d{4}(?:\d\d)?$/.test(text))
  if (numbers && texts.every(isSheetDay)) return sheetDays(texts)
  if (numbers && !calendar && read.some((period) => period === null))
    return numbered(texts.map((text) => ({ text, value: Number(text) })))
  if (read.some((period) => period !== null)) return ofOneKind(spellings, read, order.note)
  return (numbers ? null : byTrailingNumber(texts)) ?? ofOneKind(spellings, read, null)
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

/** Whether a number is what spreadsheets make of a day from 2000 to 2099 when they lose its format: days since 30 December 1899. */
const isSheetDay = (text: string) => /^\d{5}$/.test(text) && Number(text) >= 36_526 && Number(text) < 73_051

function sheetDays(texts: readonly string[]): PeriodsResult {
  const days = texts.map((text) => new Date(Date.UTC(1899, 11, 30 + Number(text))).toISOString().slice(0, 10))
  const found = orderPeriods(days)
  if (!found.ok) return found
  const note = `numbers such as ${texts[0]} are a spreadsheet's days (${days[0]}), taken by their month`
  return { ok: true, value: { ...found.value, note } }
}

/** Distinct values in order, each under the first spelling it has. */
const numbered = (spellings: readonly { text: string; value: number }[]): PeriodsResult => ({
  ok: true,
  value: {
    unit: 'number',
    ...inOrder(spellings.map(({ text, value }) => ({ name: text, time: value }))),
    note: null,
  },
})

/** Distinct times in order, each under the first name it has, and the place of each time. */
function inOrder(periods: readonly { name: string; time: number }[]): Pick<Periods, 'names' | 'times' | 'places'> {
  const first = new Map<number, string>()
  for (const { name, time } of periods) if (!first.has(time)) first.set(time, name)
  const sorted = [...first].sort(([a], [b]) => a - b)
  const place = new Map(sorted.map(([time], k) => [time, k]))
  return {
    names: sorted.map(([, name]) => name),
    times: Float64Array.from(sorted, ([time]) => time),
    places: Int32Array.from(periods, ({ time }) => place.get(time) ?? -1),
  }
}

/** 2025.09 is a month where every spelling has two places; 2025.1 could be January, October or a number. */
function dottedMonths(texts: readonly string[]): PeriodsResult | null {
  const months = texts.map((text) => /^(?:19|20)\d\d\.(\d{1,2})$/.exec(text)?.[1] ?? '')
  if (months.length === 0 || !months.every((m) => Number(m) >= 1 && Number(m) <= 12)) return null
  const short = texts.find((_, i) => months[i]?.length === 1)
  if (short === undefined) return orderPeriods(texts.map((text) => text.replace('.', '-')))
  return refuse(
    texts.indexOf(short),
    `"${short}" may be a month or a number; write a month as ${short.slice(0, 4)}-0${short.slice(5)}`,
  )
}

/** Names that differ only in the number at their end; a calendar's quarters and weeks need their year. */
function byTrailingNumber(texts: readonly string[]): PeriodsResult | null {
  let common: string | undefined
  const found: { text: string; value: number }[] = []
  for (const text of texts) {
    const number = digitsAtEnd(text)
    const prefix = text
      .slice(0, text.length - number.length)
      .toLowerCase()
      .replace(/[ ._-]$/, '')
    common ??= prefix
    if (number === '' || /\d/.test(prefix) || prefix !== common) return null
    found.push({ text, value: Number(number) })
  }
  if (/^(?:q|h|w|kw|cw|wk)$/.test(common ?? ''))
    return refuse(0, `"${texts[0]}" has no year, so its place in time is not known; ${WRITE}`)
  return numbered(found)
}

function digitsAtEnd(text: string): string {
  let from = text.length
  while (from > 0 && /\d/.test(text.charAt(from - 1))) from--
  return text.slice(from)
}

/** Periods that were all read as one kind, or as months and days together, which both count by month. */
function ofOneKind(
  spellings: readonly string[],
  read: readonly (ReadPeriod | { problem: string } | null)[],
  note: string | null,
): PeriodsResult {
  const found: ReadPeriod[] = []
  let unit: PeriodUnit | null = null
  for (const [i, period] of read.entries()) {
    if (period === null) return refuse(i, `"${spellings[i]}" is no period that can be put in order of time; ${WRITE}`)
    if ('problem' in period) return refuse(i, `"${spellings[i]}": ${period.problem}`)
    unit ??= period.unit
    if (period.unit !== unit)
      return refuse(
        i,
        `"${spellings[0]}" is a ${unit} and "${spellings[i]}" a ${period.unit}; give all periods in one kind`,
      )
    found.push(period)
  }
  const notes = [note, found.some(({ day }) => day) ? 'days are taken by their month' : null]
  const said = notes.filter((part) => part !== null).join('; ')
  return { ok: true, value: { unit: unit ?? 'number', ...inOrder(found), note: said === '' ? null : said } }
}

const refuse = (at: number, message: string): PeriodsResult => ({ ok: false, message, at })
