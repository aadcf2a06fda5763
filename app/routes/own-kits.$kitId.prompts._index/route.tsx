import { randomUUID } from 'node:crypto'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PartList } from '~/components/kit-editor/part-list'
import { SendFields } from '~/components/kit-editor/send-fields'
import { Submit } from '~/components/ui/button'
import { SelectField, TextField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { PageHead, Panel } from '~/components/ui/page'
import { AddPrompt } from '~/domain/kit-draft/prompt-forms'
import { OwnKitAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { parseForm, parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { addPrompt } from '~/services/own-kit/add-part.server'
import { listPrompts } from '~/services/own-kit/list-parts.server'
import { saveForm } from '~/services/own-kit/save-form.server'

export const meta = () => [{ title: 'Prompts of a draft · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId } = parseParams(params, OwnKitAddress)
  const list = orRefuse(await listPrompts(viewer, kitId))
  return { kitId, ...list, clientKey: randomUUID(), crumb: 'Prompts' }
}

type Answer = { fieldErrors: Record<string, string>; values: Record<string, string> }

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId } = parseParams(params, OwnKitAddress)
  const posted = await postedForm(request)
  const values = Object.fromEntries([...posted].filter((one): one is [string, string] => typeof one[1] === 'string'))
  const wrong = ({ code, message }: { code: string; message?: string }) =>
    message ? data<Answer>({ fieldErrors: { '': message }, values }, { status: statusOf(code) }) : refuse({ code })
  if (posted.get('intent') === 'move') {
    const moved = await saveForm(viewer, kitId, [...posted], ['prompts'])
    return moved.ok ? redirect(paths.ownKitPrompts(kitId)) : wrong(moved.error)
  }
  const form = await parseForm(request, AddPrompt)
  if (!form.ok) return data<Answer>({ fieldErrors: form.fieldErrors, values }, { status: 422 })
  const added = await addPrompt(viewer, kitId, form.value)
  return added.ok ? redirect(paths.ownKitPrompt(kitId, added.value.key)) : wrong(added.error)
}

export default function Prompts() {
  const { kitId, parts, kinds, locked, clientKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { fieldErrors: errors = {}, values = {} }: Partial<Answer> = answer ?? {}
  const box = useErrorFocus<HTMLDivElement>(answer ? errors : null)
  return (
    <article className="stack" ref={box}>
      <PageHead title="Prompts" lead="In the order in which the kit shows them." />
      <FormError>{errors['']}</FormError>
      <PartList
        list="prompts"
        parts={parts}
        to={(key) => paths.ownKitPrompt(kitId, key)}
        locked={locked}
        clientKey={clientKey}
      />
      {locked ? null : (
        <Panel title="Add a prompt" id="h-add">
          {kinds.length === 0 ? (
            <p>An interview has to ask for prompts of a kind before one can be added.</p>
          ) : (
            <Form method="post" className="stack" noValidate>
              <input type="hidden" name="intent" value="add" />
              <SendFields clientKey={clientKey} />
              <TextField name="name" label="Title" defaultValue={values.name} error={errors.name} autoComplete="off" />
              <SelectField
                name="kind"
                label="Kind"
                defaultValue={values.kind}
                error={errors.kind}
                options={kinds.map(([value, label]) => ({ value, label }))}
              />
              <div>
                <Submit busy="Adding">Add the prompt</Submit>
              </div>
            </Form>
          )}
        </Panel>
      )}
    </article>
  )
}
