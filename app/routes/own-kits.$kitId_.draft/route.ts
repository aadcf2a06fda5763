import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { EditorSend, partPath } from '~/domain/kit-draft/act-forms'
import { FormOfDraft, OwnKitAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { parseForm, parseParams, postedForm } from '~/platform/parse.server'
import { refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { answerSend, answerUndo } from '~/services/own-kit/answer-save.server'
import { undoChange } from '~/services/own-kit/change-draft.server'
import { saveForm } from '~/services/own-kit/save-form.server'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireViewer(request, 'edit-kits')
  return redirect(paths.ownKit(parseParams(params, OwnKitAddress).kitId))
}

/**
 * Where the script of the editor saves, whichever page it stands on: the changed fields with the page's part, what a
 * button does with a list, undo and redo. Answers JSON, so that a lost connection leaves the page as it is.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId } = parseParams(params, OwnKitAddress)
  const form = await parseForm(request, EditorSend)
  if (!form.ok) throw new Response(Object.values(form.fieldErrors)[0] ?? '', { status: 422 })
  const base = partPath(form.value.base)
  const answer = async () => {
    const { intent } = form.value
    switch (intent) {
      case 'save':
        return answerSend(viewer, kitId, await saveForm(viewer, kitId, [...(await postedForm(request))], base))
      case 'undo':
      case 'redo': {
        const shown = await parseForm(request, FormOfDraft)
        if (!shown.ok) throw new Response('Load the page again.', { status: 422 })
        return answerUndo(viewer, kitId, await undoChange(viewer, kitId, intent, shown.value), base)
      }
    }
  }
  const sent = await answer()
  if (sent.ok) return Response.json(sent.value)
  const { code, message } = sent.error
  return message === undefined
    ? refuse(sent.error)
    : Response.json({ saved: false, error: message, conflicts: [], problems: null }, { status: statusOf(code) })
}
