import * as z from 'zod'
import { isMap, oneOf, slug, text } from './shapes'

/**
 * Letters first: keys of digits alone would lose their place in a JavaScript object, and the order of steps is what they
 * say.
 */
export const stepId = slug.regex(/^[a-z]/, 'Expected an id that begins with a letter, such as "when-asked".')

const oneForEachLevel = <T extends Record<string, unknown>>(value: T) => Object.keys(value).length >= 4

/**
 * The steps of a ladder from least to most, each with the ones before it; at least four, since there are four levels. Each
 * becomes an anchor at some seniority, so each has an anchor's length.
 */
export const stepTexts = z
  .record(stepId, text(60))
  .refine(oneForEachLevel, 'Expected at least four steps, one for each level.')

const starts = z.tuple([stepId, stepId, stepId], 'Expected three steps, at which levels 2, 3 and 4 begin.')

/** The steps at which levels 2, 3 and 4 begin, the same at every seniority or each for itself. */
export const levelAt = oneOf(z.strictObject({ mid: starts, senior: starts, staff: starts }), starts, isMap)

/** What each step sounds like, in place of what each level does. */
export const stepExamples = z.strictObject({ steps: z.record(stepId, text(20)) })

export const hasSteps = (value: unknown) => isMap(value) && 'steps' in value
