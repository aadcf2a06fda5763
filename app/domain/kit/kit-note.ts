import * as z from 'zod/mini'
import { Id, required, WriteKey } from '~/domain/shared/fields'
import { maxLength, regex } from '~/domain/shared/checks'

const CHOOSE = 'Choose the criterion that the note is about.'
const CriterionId = z.string(CHOOSE).check(maxLength(100, CHOOSE), regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, CHOOSE))

/** A note about one criterion of a kit, for the kit's authors. */
export const NewKitNote = z.object({
  writeKey: WriteKey,
  criterion: CriterionId,
  text: required('Write what the authors should know.', 2_000),
})
export type NewKitNote = z.output<typeof NewKitNote>

export const OnKitNote = z.object({ note: Id })

/** About which criterion the page begins a note, and before which note its list begins; what is unknown counts as left out. */
export const KitNotesSearch = z.object({
  criterion: z.catch(z.nullable(CriterionId), null),
  before: z.catch(z.nullable(Id), null),
})
