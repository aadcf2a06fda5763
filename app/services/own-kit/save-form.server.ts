import { randomBytes } from 'node:crypto'
import type { Block, Path } from '~/domain/kit-draft/content'
import { actChanges, actOf, fieldChanges, outside } from '~/domain/kit-draft/form'
import { MOST_CHANGES } from '~/domain/kit-draft/limits'
import { templateOf } from '~/domain/kit-draft/templates'
import { ClientKey } from '~/domain/kit-draft/schemas'
import type { DraftProblem } from '~/domain/kit-draft/check-draft'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { changeDraft, type DraftConflict } from './change-draft.server'
import { findDraft } from './find-own-kit.server'
import { problemsOf } from './read-own-kit.server'

type Refused = { code: string; message?: string }
export type SavedForm = { conflicts: DraftConflict[]; problems: DraftProblem[]; added: string | null }

/**
 * Saves a page of the editor: its changed fields, and what the pressed button does with a list. `base` is the part whose
 * mistakes the page shows.
 */
export async function saveForm(
  viewer: Viewer,
  kitId: number,
  fields: readonly (readonly [string, unknown])[],
  base: Path,
): Promise<Result<SavedForm, Refused>> {
  const given = new Map(fields)
  const clientKey = ClientKey.safeParse(given.get('clientKey'))
  if (!clientKey.success) return fail({ code: 'FORM_WRONG', message: 'The form has no key. Load the page again.' })
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const content = JSON.parse(found.value.draft.content) as Block
  const changed = fieldChanges(fields)
  const pressed = given.get('do')
  const act = typeof pressed === 'string' ? actOf(pressed) : null
  const acted = act ? actChanges(content, act, newKey(), templateOf) : { changes: [], key: null }
  if ('problem' in acted) return fail({ code: 'DRAFT_CONFLICT', message: acted.problem })
  const changes = [...outside(changed, acted.changes), ...acted.changes]
  if (changes.length > MOST_CHANGES)
    return fail({ code: 'FORM_WRONG', message: `Change at most ${MOST_CHANGES} fields before you save.` })
  const sent = await changeDraft(viewer, kitId, { clientKey: clientKey.data, changes })
  if (!sent.ok) return sent
  return ok({ conflicts: sent.value.conflicts, problems: problemsOf(sent.value.content, base), added: acted.key })
}

const newKey = () => `n${randomBytes(6).toString('hex')}`
