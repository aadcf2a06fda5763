import * as z from 'zod/mini'
import { maxLength, regex } from '~/domain/shared/checks'
import { requiredLine } from '~/domain/shared/fields'
import { ofDraft } from './schemas'

const slug = (message: string) =>
  z.string(message).check(maxLength(100, message), regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, message))
const NAME = requiredLine('Give it a title.', 100)

/** A new prompt: its title, and the kind that an interview asks for. */
export const AddPrompt = z.object({
  ...ofDraft,
  name: NAME,
  kind: slug('Choose the kind of prompt.'),
})
export type AddPrompt = z.output<typeof AddPrompt>

/** A new calibration case of an interview at a seniority. */
export const AddCase = z.object({
  ...ofDraft,
  name: NAME,
  interview: slug('Choose the interview.'),
  seniority: z.enum(['mid', 'senior', 'staff'], 'Choose the seniority.'),
})
export type AddCase = z.output<typeof AddCase>
