import * as z from 'zod/mini'

/**
 * zod's checks, each ending the validation of its value when it fails. zod runs the later checks all the same, so an
 * expression would read a text of megabytes that the length check before it has refused. Lint forbids the bare ones.
 */
const ending = (error: string) => ({ error, abort: true })

export const minLength = (least: number, error: string) => z.minLength(least, ending(error))
export const maxLength = (most: number, error: string) => z.maxLength(most, ending(error))
export const gte = (least: number, error: string) => z.gte(least, ending(error))
export const lte = (most: number, error: string) => z.lte(most, ending(error))

/** The expression must take time linear in its text; eslint-plugin-regexp and `expressions.test.ts` look after that. */
export const regex = (pattern: RegExp, error: string) => z.regex(pattern, ending(error))

export const refine = <T>(holds: (value: T) => boolean, error: string, path?: PropertyKey[]) =>
  z.refine<T>(holds, { ...ending(error), ...(path ? { path } : {}) })

/** A text of at most `most` characters, said as everywhere. */
export const atMost = (most: number) => maxLength(most, `Use at most ${most.toLocaleString('en-GB')} characters.`)

/** A check that finds its own sentence, or null where all is well. */
export const noProblem = (problemIn: (text: string) => string | null) =>
  z.check<string>((context) => {
    const message = problemIn(context.value)
    if (message !== null) context.issues.push({ code: 'custom', message, input: context.value, continue: false })
  })
