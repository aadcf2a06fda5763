import { randomUUID } from 'node:crypto'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DraftForm } from '~/components/kit-editor/draft-form'
import { RoleFields } from '~/components/kit-editor/role-fields'
import { OwnKitAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { saveAnswer, savedWhole, type SaveAnswer } from '~/services/own-kit/answer-save.server'
import { readRole } from '~/services/own-kit/read-role.server'
import { saveForm } from '~/services/own-kit/save-form.server'

export const meta = () => [{ title: 'Edit the role · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId } = parseParams(params, OwnKitAddress)
  return { kitId, ...orRefuse(await readRole(viewer, kitId)), clientKey: randomUUID(), crumb: 'The role' }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId } = parseParams(params, OwnKitAddress)
  const posted = await postedForm(request)
  const saved = await saveForm(viewer, kitId, [...posted], [])
  const answer = saveAnswer(saved, posted)
  if (!saved.ok) return answer ? data<SaveAnswer>(answer, { status: statusOf(saved.error.code) }) : refuse(saved.error)
  return savedWhole(saved.value) ? redirect(paths.ownKitRole(kitId)) : data(answer, { status: 409 })
}

export default function EditRole() {
  const { kitId, part, criteria, weights, clientKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? undefined
  return (
    <article>
      <h1 className="kit__title kit__title--part">The role</h1>
      <DraftForm base={[]} part={part} answer={answer} clientKey={clientKey}>
        <RoleFields kitId={kitId} criteria={criteria} weights={weights} />
      </DraftForm>
    </article>
  )
}
