import type { DateFormat } from './date-serial'

/** How the numbers of a format are read: as dates, truth values, with the digits that the format shows, or as they are. */
export type NumberFormat =
  { kind: 'number' } | { kind: 'truth' } | ({ kind: 'date' } & DateFormat) | { kind: 'digits'; code: string }

const NUMBER: NumberFormat = { kind: 'number' }
const dateFormat = (date: boolean, time: boolean, elapsed = false): NumberFormat => ({
  kind: 'date',
  date,
  time,
  elapsed,
})
const within = (id: number, ...ranges: [first: number, last: number][]) =>
  ranges.some(([first, last]) => id >= first && id <= last)

/** The formats that have a number only; those from 27 on are dates in East Asian versions. */
export function builtInFormat(id: number): NumberFormat {
  if (within(id, [14, 17], [27, 31], [34, 36], [50, 54], [57, 58])) return dateFormat(true, false)
  if (within(id, [18, 21], [32, 33], [45, 45], [47, 47], [55, 56])) return dateFormat(false, true)
  if (id === 22) return dateFormat(true, true)
  if (id === 46) return dateFormat(false, true, true)
  return NUMBER
}

/** What a format code such as `yyyy-mm-dd` or `00000` makes of a number. */
export function formatOf(code: string): NumberFormat {
  // LibreOffice stores the truth value of a formula as a number in this format, in the words of its language.
  if (/^("[^"]+");\1;"[^"]+"$/.test(code)) return { kind: 'truth' }
  const first = code.split(';', 1)[0] ?? ''
  const plain = first.replace(/"[^"]*"|\\.|[_*]./g, '')
  const elapsed = /\[(?:h+|m+|s+)\]/i.test(plain)
  const letters = plain.replace(/\[(?!h+\]|m+\]|s+\])[^[\]]*\]/gi, '').replace(/am\/pm|a\/p/gi, '')
  if (!/general|standard/i.test(letters) && /[ymdhs]/i.test(letters) && !/[#?]/.test(letters)) {
    const time = /[hs]/i.test(letters)
    return dateFormat(/[yd]/i.test(letters) || !time, time, elapsed)
  }
  return hasDigitsToShow(first) ? { kind: 'digits', code: first } : NUMBER
}

/** Whether a format of whole numbers adds zeros or signs that belong to the value: 00000, 000-00-0000, +0. */
function hasDigitsToShow(code: string): boolean {
  const signs = code.replace(/"([-+()/. ]*)"|\\([-+()/. ])/g, '$1$2')
  return /^[-+()/ 0#]+$/.test(signs) && (/0.*0/.test(signs) || /[-+()/ ]/.test(signs)) && /[0#]/.test(signs)
}

/** A whole number with the zeros and signs of its format; null where it is none. */
export function withDigits(value: number, code: string): string | null {
  if (!Number.isSafeInteger(value) || value < 0) return null
  const signs = [...code.replace(/["\\]/g, '')]
  const digits = value === 0 ? [] : [...String(value)]
  const shown: string[] = []
  const first = signs.findIndex((sign) => sign === '0' || sign === '#')
  for (let at = signs.length - 1; at >= 0; at--) {
    const sign = signs[at] ?? ''
    if (sign === '0') shown.unshift(digits.pop() ?? '0')
    else if (sign === '#') shown.unshift(digits.pop() ?? '')
    else shown.unshift(sign)
    if (at === first) shown.unshift(...digits.splice(0))
  }
  return shown.join('').trim()
}
