import { OnKitNote } from '~/domain/kit/kit-note'
import type { Viewer } from '~/domain/policy/policy'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { deleteKitNote, setNoteClosed } from '~/services/kit-note/kit-notes.server'

/** Answers a form of a page on which notes are listed, and leads back to it. */
export async function answerNoteAct(
  request: Request,
  viewer: Viewer,
  intent: 'close' | 'reopen' | 'delete',
  here: string,
) {
  const form = await parseForm(request, OnKitNote)
  if (!form.ok) throw new Response('Not found', { status: 404 })
  const { note } = form.value
  if (intent === 'delete') {
    orRefuse(await deleteKitNote(viewer, note))
    return redirectWithMessage(here, 'The note was deleted.')
  }
  orRefuse(await setNoteClosed(viewer, note, intent === 'close'))
  return redirectWithMessage(
    here,
    intent === 'close' ? 'The note is marked as dealt with. You can open it again.' : 'The note is open again.',
  )
}
