/** Filters that Prisma makes patterns of LIKE of, always or where case does not count. */
const PATTERNS = new Set(['contains', 'startsWith', 'endsWith'])
const PATTERNS_WITHOUT_CASE = new Set(['equals', 'not'])

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

type Part = Record<string, unknown>
const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

function withinFilter(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isPart) ? value.map(withinFilter) : value
  if (!isPart(value)) return value
  const withoutCase = value.mode === 'insensitive'
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      typeof part === 'string' && (PATTERNS.has(key) || (withoutCase && PATTERNS_WITHOUT_CASE.has(key)))
        ? escaped(part)
        : withinFilter(part),
    ]),
  )
}

/** Arguments that hold conditions; what is written is none. */
const CONDITIONS = new Set(['where', 'having', 'select', 'include'])

/**
 * The arguments of a query in which `_`, `%` and `\` are ordinary characters of every filter. Prisma 7 puts them into a
 * pattern of LIKE as they are, so that whoever looks for "100%" would find "100 of them" (ADR 024). No caller escapes
 * them: twice would be wrong.
 */
export function asWritten(args: unknown): unknown {
  if (!isPart(args)) return args
  const parts = Object.entries(args).map(([key, part]) => [key, CONDITIONS.has(key) ? withinFilter(part) : part])
  return Object.fromEntries(parts) as unknown
}
