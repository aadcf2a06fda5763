import * as z from 'zod/mini'
import { asQuery } from '~/domain/shared/characters'
import { atMost, maxLength, regex } from '~/domain/shared/checks'
import { Id } from '../shared/fields'

/** Never shown: such an address is answered with 404. */
const UNKNOWN = 'No kit has this name.'
const Slug = z.string().check(maxLength(100, UNKNOWN), regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, UNKNOWN))

export const KitAddress = z.object({ role: Slug })
export const KitInterviewAddress = z.object({ role: Slug, interview: Slug })
export const KitPromptAddress = z.object({ role: Slug, prompt: Slug })
export const KitCaseAddress = z.object({ role: Slug, case: Slug })

/**
 * Which seniority's anchors are shown, and which pinned version; an invalid value
 * falls back to senior and to the current files.
 */
export const KitSearch = z.object({
  seniority: z.catch(z.enum(['mid', 'senior', 'staff']), 'senior'),
  version: z.catch(z.nullable(Id), null),
  q: z.catch(z.string().check(atMost(200), z.overwrite(asQuery)), ''),
  open: z.catch(z.nullable(z.literal('all')), null),
})

/** Which two versions are compared; null: the current files for `to`, the newest other pinned version for `from`. */
export const KitChangesSearch = z.object({
  from: z.catch(z.nullable(Id), null),
  to: z.catch(z.nullable(Id), null),
})
