import type { FourLevels, Seniority } from '../kit/schema'

/** Readers of a draft with mistakes: what has another form is read as if it were missing. */

export const block = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

export const listed = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** The blocks of a list. */
export const blocks = (value: unknown): Record<string, unknown>[] =>
  listed(value).filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one)) as Record<
    string,
    unknown
  >[]

export const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** The texts of a list that say something. */
export const texts = (value: unknown): string[] =>
  listed(value)
    .map(text)
    .filter((one) => one.trim() !== '')

export const number = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : otherwise

/** A number that may be missing. */
export const optional = <Name extends string>(name: Name, value: unknown) =>
  (typeof value === 'number' && value > 0 ? { [name]: value } : {}) as { [key in Name]?: number }

/** A block that may be missing. */
export const some = <Name extends string, Value>(name: Name, found: Record<string, unknown>, value: Value) =>
  (Object.keys(found).length > 0 ? { [name]: value } : {}) as { [key in Name]?: Value }

export const fourTexts = (value: unknown): FourLevels => {
  const found = block(value)
  return { 1: text(found[1]), 2: text(found[2]), 3: text(found[3]), 4: text(found[4]) }
}

/** One value, or one for each seniority. */
export function bySeniority<T>(value: unknown, read: (value: unknown) => T): T | Record<Seniority, T> {
  const found = block(value)
  return 'senior' in found
    ? { mid: read(found.mid), senior: read(found.senior), staff: read(found.staff) }
    : read(value)
}

/** What levels sound like, by criterion. Texts by step are left out: which level a step reaches is not known before the criterion is whole. */
export const levelTexts = (value: unknown): Record<string, FourLevels | Record<Seniority, FourLevels>> =>
  Object.fromEntries(
    Object.entries(block(value)).flatMap(([id, found]) =>
      'steps' in block(found) ? [] : [[id, bySeniority(found, fourTexts)]],
    ),
  )
