import { randomUUID } from 'node:crypto'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ChosenItems } from '~/components/kit-editor/chosen-items'
import { DraftForm } from '~/components/kit-editor/draft-form'
import { ActButton, DraftChoice, DraftLine, DraftText } from '~/components/kit-editor/part-form'
import { MovePart, RemovePart } from '~/components/kit-editor/removed'
import { TextList } from '~/components/kit-editor/text-list'
import { flagSeverities, seniorities } from '~/domain/kit/schema'
import { titleFromId } from '~/domain/kit/names'
import { at } from '~/domain/kit-draft/content'
import { actName } from '~/domain/kit-draft/form'
import { OwnKitPartAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { saveAnswer, savedWhole, type SaveAnswer } from '~/services/own-kit/answer-save.server'
import { readPart } from '~/services/own-kit/read-own-kit.server'
import { saveForm } from '~/services/own-kit/save-form.server'

export const meta = () => [{ title: 'Edit a red flag · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const part = orRefuse(await readPart(viewer, kitId, 'red_flags', key))
  return { kitId, part, clientKey: randomUUID(), crumb: part.name }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const posted = await postedForm(request)
  const saved = await saveForm(viewer, kitId, [...posted], ['red_flags', key])
  const answer = saveAnswer(saved, posted)
  if (!saved.ok) return answer ? data<SaveAnswer>(answer, { status: statusOf(saved.error.code) }) : refuse(saved.error)
  if (!savedWhole(saved.value)) return data(answer, { status: 409 })
  return posted.get('intent') === 'remove'
    ? redirectWithMessage(paths.ownKit(kitId), 'The red flag was removed. You can undo this.')
    : redirect(paths.ownKitFlag(kitId, key))
}

const SEVERITIES = flagSeverities.map((one) => [one, titleFromId(one)] as const)

export default function EditFlag() {
  const { part, clientKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? undefined
  const base = ['red_flags', part.key]
  const severity = at(part.node, ['severity'])
  const apart = typeof severity === 'object' && severity !== null
  return (
    <article>
      <h1 className="kit__title kit__title--part">{part.name}</h1>
      <DraftForm key={part.key} base={base} part={part} answer={answer} clientKey={clientKey}>
        <DraftLine path={['name']} label="Name" />
        {apart ? (
          seniorities.map((seniority) => (
            <DraftChoice
              key={seniority}
              path={['severity', seniority]}
              label={`Severity, ${seniority}`}
              options={SEVERITIES}
            />
          ))
        ) : (
          <DraftChoice path={['severity']} label="Severity" options={SEVERITIES} />
        )}
        {apart ? (
          <ActButton
            value={actName.atAllSeniorities([...base, 'severity'])}
            label="Use the senior severity at every seniority"
          >
            Use the senior severity at every seniority
          </ActButton>
        ) : (
          <ActButton value={actName.bySeniority([...base, 'severity'])} label="Give a severity for each seniority">
            Give a severity for each seniority
          </ActButton>
        )}
        <TextList path={['looks_like']} title="What it looks like" item="sign" />
        <TextList path={['does_not_mean']} title="What looks alike and is none" item="look-alike" />
        <DraftText path={['probe']} label="Probe: the question that lets the candidate clear it" />
        <DraftText path={['record_only_if']} label="Record it only if" />
        <TextList path={['evidence']} title="What must be written down" item="piece of evidence" />
        <ChosenItems path={['source']} title="Lines of the role that it answers" item="line" options={part.lines} />
      </DraftForm>
      {part.locked ? null : (
        <>
          <MovePart list={['red_flags']} itemKey={part.key} clientKey={clientKey} what="red flag" place={part.place} />
          <RemovePart list={['red_flags']} itemKey={part.key} node={part.node} clientKey={clientKey} what="red flag" />
        </>
      )}
    </article>
  )
}
