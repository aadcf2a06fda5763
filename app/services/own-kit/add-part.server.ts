import { createHash } from 'node:crypto'
import { itemsAt, type Block, type Node } from '~/domain/kit-draft/content'
import { newCase, newPrompt } from '~/domain/kit-draft/new-parts'
import type { AddCase, AddPrompt } from '~/domain/kit-draft/prompt-forms'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { changeDraft } from './change-draft.server'
import { draftIn } from './read-prompt.server'

/** Adds a prompt at the end of the list; the same form twice adds one. Answers the key under which it is edited. */
export const addPrompt = (viewer: Viewer, kitId: number, form: AddPrompt) =>
  addPart(viewer, kitId, 'prompts', form.clientKey, (content) => newPrompt(content, form))

export const addCase = (viewer: Viewer, kitId: number, form: AddCase) =>
  addPart(viewer, kitId, 'calibration_cases', form.clientKey, (content) => newCase(content, form))

async function addPart(
  viewer: Viewer,
  kitId: number,
  list: string,
  clientKey: string,
  itemOf: (content: Block) => Node,
) {
  const draft = await draftIn(viewer, kitId)
  if (!draft.ok) return draft
  const { content } = draft.value
  const key = `n${createHash('sha256').update(clientKey).digest('hex').slice(0, 12)}`
  const keys = itemsAt(content, [list]).map(([one]) => one)
  if (keys.includes(key)) return ok({ key })
  const sent = await changeDraft(viewer, kitId, {
    clientKey,
    changes: [{ op: 'add', path: [list], key, item: itemOf(content), behind: keys.at(-1) ?? null }],
  })
  if (!sent.ok) return sent
  return sent.value.conflicts.length > 0 ? fail({ code: 'DRAFT_STALE', message: 'Load the page again.' }) : ok({ key })
}
