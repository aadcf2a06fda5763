import * as z from 'zod/mini'
import { Id, listOf } from '~/domain/shared/fields'
import { maxLength, minLength, refine, regex } from '~/domain/shared/checks'
import { PARTS, type PartKind } from './new-in-ours'
import { Approve, ofDraft, SendBack, SubmitDraft } from './schemas'

const Revision = z.coerce
  .number('Load the page again.')
  .check(refine<number>((value) => Number.isInteger(value) && value > 0 && value < 2 ** 31, 'Load the page again.'))
/**
 * Which draft the page showed, and in which state; another one is looked at again before anything is done with it. The
 * revision alone does not tell: each draft of a kit begins with 1.
 */
const shown = { draft: Id, revision: Revision }
export const OnDraft = z.object(shown)
export type DraftShown = z.output<typeof OnDraft>
export const SubmitForm = z.extend(SubmitDraft, shown)
export const ApproveForm = z.extend(Approve, shown)
export const SendBackForm = z.extend(SendBack, shown)

const CHOOSE = 'Choose at least one part to take over.'
const UNKNOWN = 'The form names a part that our kit does not have. Load the page again.'
const partOf = (text: string): { kind: PartKind; id: string } | null => {
  const [list = '', id = ''] = text.split('/')
  const kind = PARTS.find((one) => one === list)
  return kind && id ? { kind, id } : null
}
const PartName = z.string(UNKNOWN).check(
  maxLength(150, UNKNOWN),
  refine<string>((text) => partOf(text) !== null, UNKNOWN),
)
const Hash = z.string(UNKNOWN).check(regex(/^[0-9a-f]{64}$/, UNKNOWN))

/** Parts of ours that are taken over, as `criteria/diagnosis`, and the version of ours that the page showed. */
export const TakeParts = z.object({
  ...ofDraft,
  hash: Hash,
  parts: z.pipe(z.transform(listOf), z.array(PartName, CHOOSE).check(minLength(1, CHOOSE), maxLength(500, UNKNOWN))),
})
export const chosenParts = (parts: readonly string[]) => parts.flatMap((text) => partOf(text) ?? [])
export const OnOurs = z.object({ draft: Id, hash: Hash })

const ID = 'Write the id in small letters, digits and hyphens, such as debugging-in-production.'
export const NewMeaning = z.object({
  ...ofDraft,
  id: z.string(ID).check(maxLength(60, 'Use at most 60 characters.'), regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, ID)),
})

const BASE = 'The form names no part of a kit. Load the page again.'
/** What the script of the editor sends beside the fields: the part that its page edits (`criteria/diagnosis`), and what to do. */
export const EditorSend = z.object({
  intent: z.enum(['save', 'undo', 'redo'], BASE),
  base: z.catch(z.string(), '').check(maxLength(200, BASE), regex(/^(?:[a-z0-9_-]+(?:\/[a-z0-9_-]+)*)?$/, BASE)),
})
export const partPath = (base: string): string[] => base.split('/').filter(Boolean)
