import * as z from 'zod/mini'
import { gte, lte, maxLength, minLength, refine, regex } from '~/domain/shared/checks'
import { Id, listOf, required } from '~/domain/shared/fields'
import { RETIREMENT_CAUSES } from './causes'

const UNKNOWN = 'Choose a prompt of this interview.'
const PromptId = z.string(UNKNOWN).check(maxLength(100, UNKNOWN), regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, UNKNOWN))
const MOST = 20
const ids = z.pipe(
  z.transform(listOf),
  z.array(PromptId, UNKNOWN).check(maxLength(MOST, `Choose at most ${MOST} prompts.`)),
)

/** The prompts of one interview, in order; `was`: those that the page showed as chosen. */
export const ChoosePrompts = z.object({
  prompts: ids.check(
    minLength(1, UNKNOWN),
    refine<string[]>((all) => new Set(all).size === all.length, 'Choose each prompt only once.'),
  ),
  was: ids,
})
export type ChoosePrompts = z.infer<typeof ChoosePrompts>

export const RetirePrompt = z.object({
  cause: z.enum(RETIREMENT_CAUSES, 'Choose why the prompt is retired.'),
  reason: required('Say in a sentence why the prompt is retired.', 500),
})
export type RetirePrompt = z.infer<typeof RetirePrompt>

export const RestorePrompt = z.object({ retirementId: Id })

/** From this many candidates on the pages suggest retiring a prompt, until the kit's own limit is set: a choice of ours, not a finding. */
export const DEFAULT_LIMIT = 20
const LIMIT = 'Give a whole number of candidates, from 1 to 10,000.'

export const SetLimit = z.object({
  candidates: z.pipe(
    z.transform((value: unknown) =>
      typeof value === 'string' && /^\d{1,6}$/.test(value.trim()) ? Number(value) : value,
    ),
    z.int(LIMIT).check(gte(1, LIMIT), lte(10_000, LIMIT)),
  ),
})
