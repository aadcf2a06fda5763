import * as z from 'zod/mini'
import { maxLength, refine, regex } from '~/domain/shared/checks'
import { Id } from '~/domain/shared/fields'
import type { ColumnAct } from './exhibit-changes'
import { MOST_TABLE } from './limits'
import { MOMENTS } from './more-acts'
import { ofDraft, Key } from './schemas'

/** Never shown: such an address is answered with 404. */
const UNKNOWN = 'No exhibit has this address.'
export const ExhibitAddress = z.object({ kitId: Id, key: Key, moment: z.enum(MOMENTS, UNKNOWN), exhibit: Key })
export type ExhibitAddress = z.output<typeof ExhibitAddress>

const STALE = 'Load the page again.'
const Print = z.string(STALE).check(regex(/^[a-z0-9]{1,12}-[a-z0-9]{1,12}$/, STALE))

/** A table that was read from a file and seen, to be put in an exhibit's place. What its new columns hold comes beside it. */
export const ReplaceTable = z.object({
  ...ofDraft,
  print: Print,
  csv: z
    .string('Choose the file again.')
    .check(maxLength(MOST_TABLE, 'The table is larger than 1 MB; keep fewer rows or columns.')),
})
export type ReplaceTable = z.output<typeof ReplaceTable>

const ACT = /^(?:save|add|(?:remove|left|right):[a-z0-9][a-z0-9_-]{0,63})$/
/** The names of an exhibit's columns, and what one button does with them. */
export const ColumnsForm = z.object({
  ...ofDraft,
  print: Print,
  do: z.string(STALE).check(
    maxLength(80, STALE),
    refine<string>((text) => ACT.test(text), STALE),
  ),
})
export type ColumnsForm = z.output<typeof ColumnsForm>

const NAME = /^[a-z][a-z0-9_]{0,59}$/
const WRONG_NAME =
  'Write the name of a column in small letters, digits and underscores, beginning with a letter, such as p99_ms.'

/** The names as they were typed, by the key of their column, with the act; or a sentence by the field that is wrong. */
export function columnsTyped(
  fields: Iterable<readonly [string, unknown]>,
  pressed: string,
): { ok: true; names: Record<string, string>; act: ColumnAct } | { ok: false; fieldErrors: Record<string, string> } {
  const names: Record<string, string> = {}
  let added = ''
  for (const [field, value] of fields) {
    const [, key] = /^column:([a-z0-9][a-z0-9_-]{0,63})$/.exec(field) ?? []
    if (key !== undefined && typeof value === 'string') names[key] = value.trim()
    if (field === 'newColumn' && typeof value === 'string') added = value.trim()
  }
  const [given = '', key = ''] = pressed.split(':')
  // Enter in the field of a new column presses the form's first button.
  const act = given === 'save' && added !== '' ? 'add' : given
  const fieldErrors: Record<string, string> = {}
  const all = Object.entries(names).map(([one, name]): [string, string] => [`column:${one}`, name])
  if (act === 'add') all.push(['newColumn', added])
  for (const [index, [field, name]] of all.entries()) {
    if (act === 'remove' && field === `column:${key}`) continue
    if (!NAME.test(name)) fieldErrors[field] = WRONG_NAME
    else if (all.findIndex(([, one]) => one === name) < index) fieldErrors[field] = `Another column is called ${name}.`
  }
  if (Object.keys(fieldErrors).length > 0) return { ok: false, fieldErrors }
  if (act === 'add') return { ok: true, names, act: { act, name: added } }
  if (act === 'remove' || act === 'left' || act === 'right') return { ok: true, names, act: { act, key } }
  return { ok: true, names, act: { act: 'save' } }
}

const LONGEST = 200_000
/** The generator of a prompt's tables, as YAML; empty for none. */
export const GeneratorForm = z.object({
  ...ofDraft,
  print: Print,
  text: z.string('Write the generator as text.').check(
    maxLength(LONGEST, 'Use at most 200,000 characters.'),
    z.overwrite((text) => text.replace(/\r\n?/g, '\n')),
  ),
})
export type GeneratorForm = z.output<typeof GeneratorForm>
