/**
 * Numbers as Assay writes them: shares and differences with a leading zero, one decimal for scores (two where steps
 * must add up), a true minus, figure and unit never parted. What is not known is a dash, never NaN.
 */
export { count } from '~/domain/shared/count'

const minus = '\u2212'
const joined = '\u00a0'
export const unknown = '–'

const known = (value: number | null | undefined): value is number => typeof value === 'number' && Number.isFinite(value)

/** A score or a level mean on the 1-4 scale: "3.1"; two decimals only where steps must add up. */
export function score(value: number | null | undefined, decimals: 1 | 2 = 1): string {
  return known(value) ? value.toFixed(decimals) : unknown
}

/** A share between 0 and 1: "0.71", "1.00". */
export function share(value: number | null | undefined): string {
  return known(value) ? signless(value, 2) : unknown
}

/** A chance. What rounds to never or always is written "<0.01" or ">0.99", because the model never says either. */
export function chance(value: number | null | undefined): string {
  if (!known(value)) return unknown
  if (value < 0.005) return '<0.01'
  if (value >= 0.995) return '>0.99'
  return signless(value, 2)
}

/** A difference, with its sign: "+0.14", "−0.04", "0.00", "+1.20". */
export function difference(value: number | null | undefined, decimals = 2): string {
  if (!known(value)) return unknown
  const digits = Math.abs(value).toFixed(decimals)
  const sign = Number(digits) === 0 ? '' : value < 0 ? minus : '+'
  return sign + digits
}

/** An interval of scores: "2.7–3.5". */
export function interval(
  lower: number | null | undefined,
  upper: number | null | undefined,
  decimals: 1 | 2 = 1,
): string {
  return known(lower) && known(upper) ? `${score(lower, decimals)}–${score(upper, decimals)}` : unknown
}

/** An interval of differences, in words because a dash would read as a minus: "+0.31 to +0.79". */
export function differenceInterval(lower: number | null | undefined, upper: number | null | undefined): string {
  return known(lower) && known(upper) ? `${difference(lower)} to ${difference(upper)}` : unknown
}

/** A variance, a standard error, a figure without a natural sign: "0.083", "1.204", "−0.002". */
export function figure(value: number | null | undefined, decimals = 2): string {
  if (!known(value)) return unknown
  const text = signless(Math.abs(value), decimals)
  return value < 0 && Number(text) !== 0 ? minus + text : text
}

/** A ratio around 1, such as infit: "0.94", "1.12". */
export function ratio(value: number | null | undefined): string {
  return known(value) ? value.toFixed(2) : unknown
}

/** Out of a hundred: "8 %". Takes the share. */
export function percent(value: number | null | undefined, decimals = 0): string {
  if (!known(value)) return unknown
  const digits = Math.abs(value * 100).toFixed(decimals)
  return `${value < 0 && Number(digits) !== 0 ? minus : ''}${digits}${joined}%`
}

/** A whole number with separators: "1,412". */
export function whole(value: number | null | undefined): string {
  return known(value) ? value.toLocaleString('en-GB', { maximumFractionDigits: 0 }).replace('-', minus) : unknown
}

/** Figure and unit on one line: "60 min". */
export function unit(value: number, name: string): string {
  return `${whole(value)}${joined}${name}`
}

/** Minutes as hours where they fill one: "45 min", "6 h 15 min". */
export function minutes(value: number): string {
  const hours = Math.floor(value / 60)
  const rest = value % 60
  if (hours === 0) return unit(rest, 'min')
  return rest === 0 ? unit(hours, 'h') : `${unit(hours, 'h')} ${unit(rest, 'min')}`
}

/** A hash to compare by eye: "7f3a 09c4 … c91e". */
export function shortHash(hash: string): string {
  return hash.length <= 12 ? hash : `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`
}

/** Words in a list: "Lind", "Lind and Demir", "Lind, Demir and Rao". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** The first of them in a list, and how many more there are: "Lind, Demir and 4 more". */
export const listedUpTo = (most: number, words: readonly string[]): string =>
  listedWithMore(words.slice(0, most), words.length)

/** The same where only the first were read: of so many in all. */
export const listedWithMore = (words: readonly string[], total: number): string =>
  listed(words.length < total ? [...words, `${whole(total - words.length)} more`] : words)

function signless(value: number, decimals: number): string {
  return value.toFixed(decimals)
}
