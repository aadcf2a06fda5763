import type { Node } from '~/domain/kit-draft/content'
import type { SavedForm } from './save-form.server'

type Refused = { code: string; message?: string }
type Conflict = { path: string[]; place: string; mine: Node | undefined; theirs: Node | undefined }
/** What a page of the editor is answered after it was saved; null problems leave those that it shows. */
export type SaveAnswer =
  | { saved: true; error?: undefined; conflicts: Conflict[]; problems: SavedForm['problems'] }
  | { saved: false; error: string; conflicts: Conflict[]; problems: null }

/** An error that a person can mend is a sentence on the page; null is for those that end the request. */
export function saveAnswer(saved: { ok: true; value: SavedForm } | { ok: false; error: Refused }): SaveAnswer | null {
  if (saved.ok) return { saved: true, conflicts: saved.value.conflicts, problems: saved.value.problems }
  const { message } = saved.error
  return message === undefined ? null : { saved: false, error: message, conflicts: [], problems: null }
}
