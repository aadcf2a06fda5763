import { itemsAt, type Block, type Node } from '~/domain/kit-draft/content'
import { newCase, newPrompt } from '~/domain/kit-draft/new-parts'
import type { AddCase, AddPrompt } from '~/domain/kit-draft/prompt-forms'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { changeDraft } from './change-draft.server'
import { newKeyOf } from './new-key.server'
import { draftIn } from './read-prompt.server'
import { sentBefore } from './sent-before.server'

/** Adds a prompt at the end of the list; the same form twice adds one. Answers the key under which it is edited. */
export const addPrompt = (viewer: Viewer, kitId: number, form: AddPrompt) =>
  addPart(viewer, kitId, 'prompts', form, (content) => newPrompt(content, form))

export const addCase = (viewer: Viewer, kitId: number, form: AddCase) =>
  addPart(viewer, kitId, 'calibration_cases', form, (content) => newCase(content, form))

async function addPart(
  viewer: Viewer,
  kitId: number,
  list: string,
  { draft: shown, clientKey, ...filled }: AddPrompt | AddCase,
  itemOf: (content: Block) => Node,
) {
  const draft = await draftIn(viewer, kitId)
  if (!draft.ok) return draft
  const { content, id } = draft.value
  const send = { draft: shown, clientKey, act: `add:${list}`, filled }
  const key = newKeyOf(clientKey)
  const before = await sentBefore(db(), viewer, { id }, send)
  if (!before.ok) return before
  if (before.value) return ok({ key })
  const last = itemsAt(content, [list]).at(-1)
  const sent = await changeDraft(viewer, kitId, send, [
    { op: 'add', path: [list], key, item: itemOf(content), behind: last?.[0] ?? null },
  ])
  if (!sent.ok) return sent
  return sent.value.conflicts.length > 0 ? fail({ code: 'DRAFT_STALE', message: 'Load the page again.' }) : ok({ key })
}
