import type { DraftProblem } from '~/domain/kit-draft/check-draft'
import type { Node, Path } from '~/domain/kit-draft/content'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import type { Sent } from './change-draft.server'
import { editorState, problemsOf, type EditorState } from './read-own-kit.server'
import type { SavedForm } from './save-form.server'

type Refused = { code: string; message?: string }
type Conflict = { path: string[]; place: string; mine: Node | undefined; theirs: Node | undefined }
type Saved = {
  saved: true
  /** What of it was not done; the rest is stored. */
  error: string | null
  conflicts: Conflict[]
  problems: DraftProblem[]
  /** Fields that are not stored, conflicts aside. */
  held: string[][]
  /** Fields as they were sent that have to be sent again, for a browser without a script. */
  sent: Record<string, string> | null
}
/** What a page of the editor is answered after it was saved; null problems leave those that it shows. */
export type SaveAnswer =
  Saved | { saved: false; error: string; conflicts: Conflict[]; problems: null; sent: Record<string, string> | null }
/** What the script is answered, which shows the state of the draft without loading the page again. */
export type SendAnswer = Saved & { added: string | null; state: EditorState }

/**
 * An error that a person can mend is a sentence on the page; null is for those that end the request. With `posted`, the
 * form of a browser without a script is shown again as it was sent.
 */
export function saveAnswer(
  saved: { ok: true; value: SavedForm } | { ok: false; error: Refused },
  posted?: FormData,
): SaveAnswer | null {
  if (saved.ok) return savedAnswer(saved.value, posted)
  const { message } = saved.error
  if (message === undefined) return null
  return { saved: false, error: message, conflicts: [], problems: null, sent: posted ? fieldsOf(posted) : null }
}

/** Whether everything was done that was asked, so that the page is shown anew. */
export const savedWhole = ({ conflicts, tooLong, notDone }: SavedForm): boolean =>
  conflicts.length === 0 && tooLong.length === 0 && notDone === null

function savedAnswer({ conflicts, problems, tooLong, notDone }: SavedForm, posted?: FormData): Saved {
  const held = tooLong.map(({ path }) => path)
  const isHeld = (name: string) => held.some((path) => name.endsWith(`:${path.join('/')}`))
  const sent = posted && held.length > 0 ? fieldsOf(posted, isHeld) : null
  return { saved: true, error: notDone, conflicts, problems, held, sent }
}

const fieldsOf = (posted: FormData, chosen: (name: string) => boolean = () => true): Record<string, string> =>
  Object.fromEntries(
    [...posted].filter(
      (field): field is [string, string] =>
        /^(?:set|was):/.test(field[0]) && typeof field[1] === 'string' && chosen(field[0]),
    ),
  )

export async function answerSend(
  viewer: Viewer,
  kitId: number,
  saved: Result<SavedForm, Refused>,
): Promise<Result<SendAnswer, Refused>> {
  if (!saved.ok) return saved
  const { added } = saved.value
  return ok({ ...savedAnswer(saved.value), added, state: await editorState(viewer, kitId, saved.value) })
}

export async function answerUndo(
  viewer: Viewer,
  kitId: number,
  undone: Result<Sent, Refused>,
  base: Path,
): Promise<Result<SendAnswer, Refused>> {
  if (!undone.ok) return undone
  return ok({
    saved: true,
    error: null,
    conflicts: [],
    problems: problemsOf(undone.value.content, base),
    held: [],
    sent: null,
    added: null,
    state: await editorState(viewer, kitId, undone.value),
  })
}
