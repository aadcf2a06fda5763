import * as z from 'zod'
import { problemInLine, problemInText } from '../shared/characters'
import { sentence } from './problem'

const withoutProblem = (problemIn: (value: string) => string | null) =>
  z.string().check((context) => {
    const message = problemIn(context.value)
    if (message !== null) context.issues.push({ code: 'custom', message, input: context.value, continue: false })
  })

const atLeast = (schema: z.ZodString, least: number) =>
  schema.refine((value) => value.trim().length >= least, `Expected a text of at least ${least} characters.`)

/** A text of at least `least` characters, of any number of lines. */
export const text = (least = 1) => atLeast(withoutProblem(problemInText), least)

/** A name of at least `least` characters: one line without unseen characters. */
export const line = (least = 1) => atLeast(withoutProblem(problemInLine), least)

export const slug = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'Expected a short id in small letters, digits and hyphens, such as "right-sizing".',
  )

/** The name of a criterion in a fit: kit and criterion. */
export const calibrationName = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/,
    'Expected the kit and the criterion that this one continues, such as "ml-engineer/diagnosis".',
  )

/** Names that formulas can use: letters, digits and underscores. */
export const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'Expected a name in small letters, digits and underscores, such as "qps_peak".')

export const sourceLine = z
  .string()
  .regex(
    /^\d{3}\/[a-z0-9-]+\/(look-for|red-flag|evaluation)\/[1-9]\d*$/,
    'Expected a source line such as 000/ml-engineer/look-for/2.',
  )

/**
 * One of several schemas, chosen by looking at the value first, so that a mistake is reported
 * where it is and not as "matches none of these".
 */
export function oneOf<A extends z.ZodType, B extends z.ZodType>(
  first: A,
  second: B,
  isFirst: (value: unknown) => boolean,
) {
  return z.unknown().transform((value, context): z.output<A> | z.output<B> => {
    const parsed = (isFirst(value) ? first : second).safeParse(value, { error: sentence, reportInput: true })
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) context.issues.push(issue as never)
    return z.NEVER
  })
}

/** A schema before which a value is looked at as a whole; a sentence about it stands for all that the schema would say. */
export function refusing<T extends z.ZodType>(problemIn: (value: unknown) => string | null, schema: T) {
  return z.unknown().transform((value, context): z.output<T> => {
    const message = problemIn(value)
    if (message !== null) {
      context.issues.push({ code: 'custom', message, input: value })
      return z.NEVER
    }
    const parsed = schema.safeParse(value, { error: sentence, reportInput: true })
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) context.issues.push(issue as never)
    return z.NEVER
  })
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One value, or a list of them; always a list afterwards. */
export function oneOrMany<T extends z.ZodType>(item: T) {
  return oneOf(
    item.transform((value) => [value]),
    z.array(item).min(1, 'Expected at least one entry.'),
    (value) => !Array.isArray(value),
  )
}

export function list<T extends z.ZodType>(item: T, least = 1) {
  return z.array(item).min(least, `Expected a list with at least ${least} ${least === 1 ? 'entry' : 'entries'}.`)
}
