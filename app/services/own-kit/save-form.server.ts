import { FORM_ACCOUNT } from '~/domain/identity/form-account'
import { apply, type Change } from '~/domain/kit-draft/change'
import type { DraftProblem } from '~/domain/kit-draft/check-draft'
import type { Block, Path } from '~/domain/kit-draft/content'
import { followed } from '~/domain/kit-draft/follow'
import { actChanges, actOf, fieldChanges, outside, type Acted } from '~/domain/kit-draft/form'
import { MOST_CHANGES, MOST_TABLE, MOST_TEXT } from '~/domain/kit-draft/limits'
import { moreActOf, moreChanges } from '~/domain/kit-draft/more-acts'
import { placeName } from '~/domain/kit-draft/place-name'
import { templateOf } from '~/domain/kit-draft/templates'
import { FormOfDraft } from '~/domain/kit-draft/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { changeDraft, repeated, type DraftConflict, type Sent } from './change-draft.server'
import { findDraft } from './find-own-kit.server'
import { newKeyOf } from './new-key.server'
import { problemsOf } from './read-own-kit.server'
import { seenByViewer } from './seen-by-viewer.server'
import { sentBefore } from './sent-before.server'

type Refused = { code: string; message?: string }
export type SavedForm = {
  conflicts: DraftConflict[]
  problems: DraftProblem[]
  /** The key of the item that was added. */
  added: string | null
  /** Texts that are too long; they are not stored. */
  tooLong: DraftProblem[]
  /** Why the pressed button did nothing with its list; the fields are stored all the same. */
  notDone: string | null
  content: Block
  revision: number
}

/**
 * Saves a page of the editor: its changed fields, and what the pressed button does with a list. `base` is the part whose
 * mistakes the page shows. What cannot be stored is told, and keeps nothing else from being stored.
 */
export async function saveForm(
  viewer: Viewer,
  kitId: number,
  fields: readonly (readonly [string, unknown])[],
  base: Path,
): Promise<Result<SavedForm, Refused>> {
  const given = new Map(fields)
  const form = FormOfDraft.safeParse(Object.fromEntries(given))
  if (!form.success)
    return fail({ code: 'FORM_WRONG', message: 'The form does not say which draft it shows. Load the page again.' })
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const { draft } = found.value
  const content = JSON.parse(draft.content) as Block
  const { stored: changed, tooLong } = apart(content, fieldChanges(fields))
  const pressed = given.get('do')
  const act = typeof pressed === 'string' ? actOf(pressed) : null
  const fieldsFirst = act?.act === 'remove' ? outside(changed, act) : changed
  const filled = fields.filter(([name, value]) => !OF_THE_PAGE.has(name) && typeof value === 'string')
  const send = { ...form.data, act: 'save', filled }
  const before = await sentBefore(db(), viewer, draft, send)
  if (!before.ok) return before
  const newKey = newKeyOf(send.clientKey)
  if (before.value) {
    const added = before.value.some((change) => change.op === 'add' && change.key === newKey) ? newKey : null
    return ok(savedForm(repeated(draft, fieldsFirst, before.value), base, { added, tooLong, notDone: null }))
  }
  const seen = act && 'print' in act ? await seenByViewer(viewer, draft) : []
  const reached = reachedBy(content, fieldsFirst)
  const acted = act
    ? followed(reached, actChanges(reached, act, newKey, templateOf, seen))
    : more(reached, typeof pressed === 'string' ? pressed : '', newKey)
  const done = 'problem' in acted ? { changes: [], key: null } : acted
  const changes = [...fieldsFirst, ...done.changes]
  if (changes.length > MOST_CHANGES)
    return fail({ code: 'FORM_WRONG', message: `Change at most ${MOST_CHANGES} fields before you save.` })
  const sent = await changeDraft(viewer, kitId, send, changes)
  if (!sent.ok) return sent
  const notDone = 'problem' in acted ? acted.problem : null
  return ok(savedForm(sent.value, base, { added: done.key, tooLong, notDone }))
}

/** What a form says of its page and session, which is no content of it. */
const OF_THE_PAGE = new Set(['clientKey', 'draft', FORM_ACCOUNT])

const savedForm = (
  { conflicts, content, revision }: Sent,
  base: Path,
  { tooLong, ...done }: Pick<SavedForm, 'added' | 'tooLong' | 'notDone'>,
): SavedForm => ({
  ...done,
  tooLong,
  conflicts,
  problems: [...problemsOf(content, base), ...tooLong],
  content,
  revision,
})

/** The content with those of the changes that are no conflict, as a button's act finds it. */
const reachedBy = (content: Block, changes: readonly Change[]): Block =>
  changes.reduce<Block>((reached, change) => {
    const applied = apply(reached, change)
    return applied.is === 'conflict' ? reached : (applied.content as Block)
  }, content)

/** Texts within the limits, and a sentence for each that is longer. The table of an exhibit may be longer than a text. */
function apart(content: Block, changes: readonly Change[]): { stored: Change[]; tooLong: DraftProblem[] } {
  const stored: Change[] = []
  const tooLong: DraftProblem[] = []
  for (const change of changes) {
    const length = change.op === 'set' && typeof change.after === 'string' ? change.after.length : 0
    const most = change.path.at(-1) === 'csv' ? MOST_TABLE : MOST_TEXT
    if (length <= most) stored.push(change)
    else
      tooLong.push({
        path: [...change.path],
        message: `This text has ${figure(length)} characters and is not saved; at most ${figure(most)} are. Shorten “${placeName(content, change.path)}”.`,
      })
  }
  return { stored, tooLong }
}

const figure = (number: number) => number.toLocaleString('en-GB')
/** What a button does that is no act on a list. */
function more(content: Block, pressed: string, newKey: string): Acted {
  const act = moreActOf(pressed)
  return act ? moreChanges(content, act, newKey) : { changes: [], key: null }
}
