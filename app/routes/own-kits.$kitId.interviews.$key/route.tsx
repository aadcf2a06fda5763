import { randomUUID } from 'node:crypto'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DraftForm } from '~/components/kit-editor/draft-form'
import { InterviewFields } from '~/components/kit-editor/interview-fields'
import { MovePart, RemovePart } from '~/components/kit-editor/removed'
import { ButtonLink } from '~/components/ui/button'
import { OwnKitPartAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { saveAnswer, savedWhole, type SaveAnswer } from '~/services/own-kit/answer-save.server'
import { readInterviewPart } from '~/services/own-kit/read-interview.server'
import { saveForm } from '~/services/own-kit/save-form.server'

export const meta = () => [{ title: 'Edit an interview · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const page = orRefuse(await readInterviewPart(viewer, kitId, key))
  return { kitId, ...page, clientKey: randomUUID(), crumb: page.part.name }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const posted = await postedForm(request)
  const saved = await saveForm(viewer, kitId, [...posted], ['interviews', key])
  const answer = saveAnswer(saved, posted)
  if (!saved.ok) return answer ? data<SaveAnswer>(answer, { status: statusOf(saved.error.code) }) : refuse(saved.error)
  if (!savedWhole(saved.value)) return data(answer, { status: 409 })
  return posted.get('intent') === 'remove'
    ? redirectWithMessage(paths.ownKit(kitId), 'The interview was removed. You can undo this.')
    : redirect(paths.ownKitInterview(kitId, key))
}

const PREVIEWS = [
  ['guide', 'Preview the guide'],
  ['scorecard', 'Preview the scorecard'],
  ['candidate', 'Preview as candidate'],
] as const

export default function EditInterview() {
  const { kitId, part, choices, idFixed, clientKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? undefined
  const { key, node, locked } = part
  return (
    <article>
      <h1 className="kit__title kit__title--part">{part.name}</h1>
      <p className="kit__acts">
        {PREVIEWS.map(([as, name]) => (
          <ButtonLink key={as} small to={paths.ownKitPreview(kitId, 'interviews', key, as)}>
            {name}
          </ButtonLink>
        ))}
      </p>
      <DraftForm key={key} base={['interviews', key]} part={part} answer={answer} clientKey={clientKey}>
        <InterviewFields choices={choices} idFixed={idFixed} />
      </DraftForm>
      {locked ? null : (
        <>
          <MovePart list={['interviews']} itemKey={key} clientKey={clientKey} what="interview" place={part.place} />
          <RemovePart list={['interviews']} itemKey={key} node={node} clientKey={clientKey} what="interview" />
        </>
      )}
    </article>
  )
}
