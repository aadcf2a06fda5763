import { randomUUID } from 'node:crypto'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DraftForm } from '~/components/kit-editor/draft-form'
import { AddExhibitForm, ExhibitList } from '~/components/kit-editor/prompt/exhibit-list'
import { InInterviews } from '~/components/kit-editor/prompt/in-interviews'
import { PromptFields } from '~/components/kit-editor/prompt/prompt-fields'
import { References } from '~/components/kit-editor/prompt/references'
import { PartActs } from '~/components/kit-editor/part-acts'
import { ButtonLink } from '~/components/ui/button'
import { actOf } from '~/domain/kit-draft/form'
import { isMoment } from '~/domain/kit-draft/more-acts'
import { OwnKitPartAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { saveAnswer, savedWhole, type SaveAnswer } from '~/services/own-kit/answer-save.server'
import { readPrompt } from '~/services/own-kit/read-prompt.server'
import { saveForm } from '~/services/own-kit/save-form.server'

export const meta = () => [{ title: 'Edit a prompt · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const page = orRefuse(await readPrompt(viewer, kitId, key))
  return { kitId, ...page, clientKey: randomUUID(), crumb: page.part.name }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const posted = await postedForm(request)
  const saved = await saveForm(viewer, kitId, [...posted], ['prompts', key])
  const answer = saveAnswer(saved, posted)
  if (!saved.ok) return answer ? data<SaveAnswer>(answer, { status: statusOf(saved.error.code) }) : refuse(saved.error)
  const intent = posted.get('intent')
  if (!savedWhole(saved.value)) return data(answer, { status: 409 })
  const { added } = saved.value
  if (intent === 'remove')
    return redirectWithMessage(paths.ownKitPrompts(kitId), 'The prompt was removed. You can undo this.')
  if (intent === 'duplicate' && added)
    return redirectWithMessage(
      paths.ownKitPrompt(kitId, added),
      'This is the copy. It has a name and an id of its own.',
    )
  const moment = addedTo(posted.get('do'))
  return redirect(added && moment ? paths.ownKitExhibit(kitId, key, moment, added) : paths.ownKitPrompt(kitId, key))
}

/** The list of exhibits to which the form adds one. */
function addedTo(pressed: FormDataEntryValue | null) {
  const act = typeof pressed === 'string' ? actOf(pressed) : null
  const list = act?.act === 'add' && act.path.length === 3 ? act.path[2] : undefined
  return isMoment(list) ? list : null
}

const PREVIEWS = [
  ['candidate', 'Preview as candidate'],
  ['interviewer', 'Preview as interviewer'],
] as const

export default function EditPrompt() {
  const { kitId, part, choices, interviews, exhibits, generated, references, remove, clientKey } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? undefined
  return (
    <article>
      <h1 className="kit__title kit__title--part">{part.name}</h1>
      {part.locked ? null : <AddExhibitForm clientKey={clientKey} />}
      <InInterviews kitId={kitId} interviews={interviews} />
      <p className="kit__acts">
        {PREVIEWS.map(([as, name]) => (
          <ButtonLink key={as} small to={paths.ownKitPreview(kitId, 'prompts', part.key, as)}>
            {name}
          </ButtonLink>
        ))}
      </p>
      <DraftForm key={part.key} base={['prompts', part.key]} part={part} answer={answer} clientKey={clientKey}>
        <PromptFields
          choices={choices}
          exhibits={<ExhibitList kitId={kitId} prompt={part.key} exhibits={exhibits} generated={generated} />}
        />
      </DraftForm>
      {part.locked ? null : (
        <>
          <References kitId={kitId} references={references} what="prompt" />
          <PartActs path={['prompts', part.key]} remove={remove} clientKey={clientKey} what="prompt" />
        </>
      )}
    </article>
  )
}
