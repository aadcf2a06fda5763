import { randomUUID } from 'node:crypto'
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { SendFields } from '~/components/kit-editor/send-fields'
import { Submit } from '~/components/ui/button'
import { TextArea } from '~/components/ui/field'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { keepTyped, unlessLost, type LostAnswer } from '~/components/ui/lost-answer'
import { Note } from '~/components/ui/message'
import { GeneratorForm } from '~/domain/kit-draft/exhibit-forms'
import { OwnKitPartAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readGenerator, saveGenerator } from '~/services/own-kit/generator.server'

export const meta = () => [{ title: 'Generator of a prompt · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const page = orRefuse(await readGenerator(viewer, kitId, key))
  return { kitId, key, ...page, clientKey: randomUUID(), crumb: `Generator of ${page.name}` }
}

type Answer = { fieldErrors: Record<string, string>; values: Record<string, string> }

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const form = await parseForm(request, GeneratorForm)
  if (!form.ok) return data<Answer>({ fieldErrors: form.fieldErrors, values: form.values }, { status: 422 })
  const saved = await saveGenerator(viewer, kitId, key, form.value)
  if (saved.ok)
    return redirectWithMessage(
      paths.ownKitPrompt(kitId, key),
      saved.value.made.length > 0
        ? `The generator made ${saved.value.made.join(', ')}. You can undo this.`.slice(0, 480)
        : 'The prompt has no generator any more; its tables stay. You can undo this.',
    )
  const { code, message }: { code: string; message?: string } = saved.error
  if (!message) return refuse(saved.error)
  const values = { text: form.value.text, print: form.value.print }
  return data<Answer>(
    { fieldErrors: { [code === 'GENERATOR_WRONG' ? 'text' : '']: message }, values },
    { status: statusOf(code) },
  )
}

export const clientAction = keepTyped
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

export default function EditGenerator() {
  const { kitId, key, name, text, print, locked, exhibits, clientKey } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer | LostAnswer>()
  const errors = answer?.fieldErrors ?? {}
  const box = useErrorFocus<HTMLElement>(answer ? errors : null)
  return (
    <article className="stack" ref={box}>
      <h1 className="kit__title kit__title--part">Generator of {name}</h1>
      <p>
        It makes tables from a seed and formulas: the same text makes the same bytes. What the fault is stands in it in
        words, and is never shown to a candidate.
      </p>
      <FormError>{errors['']}</FormError>
      {locked ? (
        <Note>This draft is in review, so nothing of it changes. Take it back from review to edit it.</Note>
      ) : null}
      <p>
        {exhibits.length === 0
          ? 'The prompt has no exhibit yet; add one first.'
          : 'Exhibits of the prompt by their short names:'}
      </p>
      {exhibits.length > 0 ? (
        <ul className="plainlist">
          {exhibits.map((one) => (
            <li key={`${one.moment}/${one.key}`}>
              <Link to={paths.ownKitExhibit(kitId, key, one.moment, one.key)}>{one.name}</Link>: {one.id}
            </li>
          ))}
        </ul>
      ) : null}
      <Form method="post" className="stack" noValidate>
        <SendFields clientKey={`generator-${clientKey}`} />
        <input type="hidden" name="print" value={answer?.values.print ?? print} />
        <TextArea
          name="text"
          label="Generator (YAML)"
          rows={24}
          defaultValue={answer?.values.text ?? text}
          error={errors.text}
          spellCheck={false}
          readOnly={locked}
          help="Empty takes the generator away and leaves the tables as they are. Saving makes the tables again."
        />
        {locked ? null : (
          <div>
            <Submit busy="Making the tables">Save and make the tables</Submit>
          </div>
        )}
      </Form>
      <p>
        <Link to={paths.ownKitPrompt(kitId, key)}>Back to the prompt</Link>
      </p>
    </article>
  )
}
