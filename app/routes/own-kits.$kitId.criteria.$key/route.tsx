import { randomUUID } from 'node:crypto'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Anchors } from '~/components/kit-editor/anchors'
import { CriterionUsePart } from '~/components/kit-editor/criterion-use'
import { ChosenItems } from '~/components/kit-editor/chosen-items'
import { DraftForm } from '~/components/kit-editor/draft-form'
import { NewMeaningForm } from '~/components/kit-editor/new-meaning-form'
import { DraftChoice, DraftItems, DraftLine, DraftText } from '~/components/kit-editor/part-form'
import { MovePart, RemovePart } from '~/components/kit-editor/removed'
import { Weights } from '~/components/kit-editor/weights'
import { categories } from '~/domain/kit/schema'
import { titleFromId } from '~/domain/kit/names'
import { NewMeaning } from '~/domain/kit-draft/act-forms'
import { textAt } from '~/domain/kit-draft/content'
import { OwnKitPartAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { saveAnswer, savedWhole, type SaveAnswer } from '~/services/own-kit/answer-save.server'
import { readCriterionUse } from '~/services/own-kit/criterion-use.server'
import { readPart } from '~/services/own-kit/read-own-kit.server'
import { saveForm } from '~/services/own-kit/save-form.server'
import { changeMeaning } from '~/services/own-kit/take-over.server'
import { answerNoteAct } from '../kits.$role.notes/answer-note-act'

export const meta = () => [{ title: 'Edit a criterion · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const part = orRefuse(await readPart(viewer, kitId, 'criteria', key))
  const { use, notes, olderIn } = await readCriterionUse(viewer, kitId, part.node)
  const olderAt = olderIn && paths.kitNotes(olderIn)
  return { kitId, part, use, notes, olderAt, clientKey: randomUUID(), crumb: part.name }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const posted = await postedForm(request)
  const intent = posted.get('intent')
  if (intent === 'close' || intent === 'reopen' || intent === 'delete')
    return answerNoteAct(request, viewer, intent, paths.ownKitCriterion(kitId, key))
  if (posted.get('intent') === 'meaning') {
    const form = await parseForm(request, NewMeaning)
    if (!form.ok) return data<SaveAnswer>(failed(Object.values(form.fieldErrors)[0] ?? ''), { status: 422 })
    const changed = await changeMeaning(viewer, kitId, { ...form.value, key })
    if (changed.ok)
      return redirectWithMessage(
        paths.ownKitCriterion(kitId, key),
        'The criterion has a new id. Its ratings are its own from the next version on.',
      )
    const { message } = changed.error as { message?: string }
    return message ? data<SaveAnswer>(failed(message), { status: statusOf(changed.error.code) }) : refuse(changed.error)
  }
  const saved = await saveForm(viewer, kitId, [...posted], ['criteria', key])
  const answer = saveAnswer(saved, posted)
  if (!saved.ok) return answer ? data<SaveAnswer>(answer, { status: statusOf(saved.error.code) }) : refuse(saved.error)
  if (!savedWhole(saved.value)) return data(answer, { status: 409 })
  return posted.get('intent') === 'remove'
    ? redirectWithMessage(paths.ownKit(kitId), 'The criterion was removed. You can undo this.')
    : redirect(paths.ownKitCriterion(kitId, key))
}

const failed = (error: string): SaveAnswer => ({ saved: false, error, conflicts: [], problems: null, sent: null })
const CATEGORIES = categories.map((one) => [one, titleFromId(one)] as const)

export default function EditCriterion() {
  const { part, use, notes, olderAt, clientKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? undefined
  const base = ['criteria', part.key]

  return (
    <article>
      <h1 className="kit__title kit__title--part">{part.name}</h1>
      <DraftForm key={part.key} base={base} part={part} answer={answer} clientKey={clientKey}>
        <DraftLine path={['name']} label="Name" />
        <DraftChoice path={['category']} label="Category" options={CATEGORIES} />
        <DraftChoice
          path={['must_have']}
          kind="yes"
          label="Must-have"
          options={[
            ['yes', 'Yes'],
            ['no', 'No'],
          ]}
        />
        <DraftText path={['means']} label="What it means, in one sentence" />
        <DraftText path={['why']} label="Why it matters in this role" />
        <Weights />
        <Anchors />
        <DraftItems path={['terms']} title="Terms used in the anchors" item="term">
          {(key, number) => (
            <>
              <DraftLine path={['terms', key, 'name']} label={`Term ${number}`} />
              <DraftText path={['terms', key, 'value']} label="What it means here" />
            </>
          )}
        </DraftItems>
        <ChosenItems path={['source']} title="Lines of the role that it answers" item="line" options={part.lines} />
      </DraftForm>
      <CriterionUsePart use={use} notes={notes} olderAt={olderAt} />
      {part.locked ? null : (
        <>
          <NewMeaningForm
            id={textAt(part.node, ['id'])}
            linked={textAt(part.node, ['calibrated_as'])}
            clientKey={clientKey}
          />
          <MovePart list={['criteria']} itemKey={part.key} clientKey={clientKey} what="criterion" place={part.place} />
          <RemovePart list={['criteria']} itemKey={part.key} node={part.node} clientKey={clientKey} what="criterion" />
        </>
      )}
    </article>
  )
}
