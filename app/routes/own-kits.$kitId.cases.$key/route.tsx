import { randomUUID } from 'node:crypto'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CaseFields } from '~/components/kit-editor/case/case-fields'
import { DraftForm } from '~/components/kit-editor/draft-form'
import { PartActs } from '~/components/kit-editor/part-acts'
import { OwnKitPartAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { saveAnswer, savedWhole, type SaveAnswer } from '~/services/own-kit/answer-save.server'
import { readCase } from '~/services/own-kit/read-case.server'
import { saveForm } from '~/services/own-kit/save-form.server'

export const meta = () => [{ title: 'Edit a calibration case · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const page = orRefuse(await readCase(viewer, kitId, key))
  return { kitId, ...page, clientKey: randomUUID(), crumb: page.part.name }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const posted = await postedForm(request)
  const saved = await saveForm(viewer, kitId, [...posted], ['calibration_cases', key])
  const answer = saveAnswer(saved, posted)
  if (!saved.ok) return answer ? data<SaveAnswer>(answer, { status: statusOf(saved.error.code) }) : refuse(saved.error)
  const intent = posted.get('intent')
  if (!savedWhole(saved.value)) return data(answer, { status: 409 })
  const { added } = saved.value
  if (intent === 'remove')
    return redirectWithMessage(paths.ownKitCases(kitId), 'The case was removed. You can undo this.')
  if (intent === 'duplicate' && added)
    return redirectWithMessage(paths.ownKitCase(kitId, added), 'This is the copy. It has a name and an id of its own.')
  return redirect(paths.ownKitCase(kitId, key))
}

export default function EditCase() {
  const { part, choices, remove, clientKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? undefined
  const base = ['calibration_cases', part.key]
  return (
    <article>
      <h1 className="kit__title kit__title--part">{part.name}</h1>
      <DraftForm key={part.key} base={base} part={part} answer={answer} clientKey={clientKey}>
        <CaseFields choices={choices} />
      </DraftForm>
      {part.locked ? null : <PartActs path={base} remove={remove} clientKey={clientKey} what="case" />}
    </article>
  )
}
