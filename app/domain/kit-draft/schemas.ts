import * as z from 'zod/mini'
import { blankIsNull, Id, required, requiredLine, WriteKey } from '~/domain/shared/fields'
import { maxLength, refine, regex } from '~/domain/shared/checks'
import type { Node } from './content'
import { MOST_DEPTH, MOST_ITEMS, MOST_TABLE } from './limits'

const UNKNOWN = 'The change names a place that no kit has. Load the page again.'
const Step = z.string(UNKNOWN).check(
  regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, UNKNOWN),
  refine<string>((step) => step !== 'constructor', UNKNOWN),
)
export const Key = z.string(UNKNOWN).check(regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, UNKNOWN))

/** Whether a value that a browser sent is content of a draft, of a bounded size. */
export function isNode(value: unknown, depth = 0): value is Node {
  if (depth > MOST_DEPTH) return false
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'string') return value.length <= MOST_TABLE
  if (typeof value !== 'object' || Array.isArray(value)) return false
  const fields = Object.entries(value)
  if (fields.length > MOST_ITEMS) return false
  // Where a kit says null, it is a value.
  if ('=' in value) return fields.length === 1 && value['='] === null
  if ('#' in value || '##' in value) {
    const [[mark, items] = ['', null]] = fields
    return fields.length === 1 && Array.isArray(items) && items.length <= MOST_ITEMS && areItems(mark, items, depth)
  }
  return fields.every(([name, inner]) => Step.safeParse(name).success && isNode(inner, depth + 1))
}

function areItems(mark: string, items: readonly unknown[], depth: number): boolean {
  const keys = new Set<unknown>()
  return items.every((pair) => {
    if (!Array.isArray(pair) || pair.length !== 2 || keys.has(pair[0]) || !Key.safeParse(pair[0]).success) return false
    keys.add(pair[0])
    const item: unknown = pair[1]
    if (mark === '#') return isNode(item, depth + 1)
    const { name, value, ...rest } = (item ?? {}) as Record<string, unknown>
    return typeof name === 'string' && Object.keys(rest).length === 0 && isNode(value, depth + 1)
  })
}

export const ClientKey = z
  .string('The send has no key.')
  .check(regex(/^[A-Za-z0-9_-]{8,64}$/, 'The key of a send has 8 to 64 letters and digits.'))

/** What every form that changes a draft says: the draft that its page showed, and a key by which the same send twice is recognised. */
export const ofDraft = { draft: Id, clientKey: ClientKey }
export const FormOfDraft = z.object(ofDraft)
export type FormOfDraft = z.output<typeof FormOfDraft>

export const OwnKitAddress = z.object({ kitId: Id })
export const OwnKitPartAddress = z.object({ kitId: Id, key: Key })

const NoteText = (missing: string) => required(missing, 2_000)
export const SubmitDraft = z.object({
  changeNote: NoteText('Say what changed and why, for the reviewer and for everybody who uses the kit.'),
})
/** An approval may come with a comment. */
export const Approve = z.object({
  comment: z.pipe(blankIsNull, z.nullable(NoteText('Write the comment as text.'))),
})
export const SendBack = z.object({ comment: NoteText('Say what is to be changed before the kit can be published.') })

export const KitName = requiredLine('Give the kit a name.', 100)
export const KitKey = z.string('Give the kit a short name.').check(
  regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'Write the short name in small letters, digits and hyphens, such as data-engineer.',
  ),
  maxLength(60, 'Use at most 60 characters.'),
  refine<string>((key) => key !== 'new', 'Choose another short name; this one is an address of the app.'),
)

/** A new own kit: from one of ours (its id), from a file, or empty. */
export const BeginKit = z.object({
  writeKey: WriteKey,
  name: KitName,
  key: KitKey,
  from: z.catch(z.string().check(maxLength(100, 'No kit has this name.')), ''),
})
export type BeginKit = z.output<typeof BeginKit>
