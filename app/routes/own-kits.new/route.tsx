import { randomUUID } from 'node:crypto'
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { Submit } from '~/components/ui/button'
import { SelectField, TextField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { keepTyped, unlessLost, type LostAnswer } from '~/components/ui/lost-answer'
import { PageHead } from '~/components/ui/page'
import { BeginKit } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, postedForm } from '~/platform/parse.server'
import { refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { listKits } from '~/services/kit/read-kit.server'
import { beginKit } from '~/services/own-kit/own-kits.server'

export const meta = () => [{ title: 'Begin a kit · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireViewer(request, 'edit-kits')
  return { kits: listKits().map(({ id, name, version }) => ({ id, name, version })), writeKey: randomUUID() }
}

type Answer = { fieldErrors: Record<string, string>; values: Record<string, string> }

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const posted = await postedForm(request)
  const values = Object.fromEntries([...posted].filter((one): one is [string, string] => typeof one[1] === 'string'))
  const answer = (fieldErrors: Record<string, string>, status: number) =>
    data<Answer>({ fieldErrors, values }, { status })
  const form = await parseForm(request, BeginKit)
  if (!form.ok) return answer(form.fieldErrors, 422)
  const begun = await beginKit(viewer, form.value, await chosenFile(posted))
  if (begun.ok)
    return redirectWithMessage(
      paths.ownKit(begun.value.kitId),
      ['The kit is begun as a draft.', ...begun.value.notes].join(' ').slice(0, 480),
    )
  const { code, message } = begun.error
  if (!message) return refuse(begun.error)
  const field = code === 'KEY_TAKEN' ? 'key' : code === 'FILE_WRONG' ? 'file' : code === 'BASIS_GONE' ? 'from' : ''
  return answer({ [field]: message }, statusOf(code))
}

async function chosenFile(form: FormData) {
  const file = form.get('file')
  if (!(file instanceof Blob)) return null
  const name = file instanceof File ? file.name : ''
  // A form sends a file without name and content where none was chosen.
  if (file.size === 0 && name === '') return null
  return { name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

export const clientAction = keepTyped
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

export default function BeginKitPage() {
  const { kits, writeKey } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer | LostAnswer>()
  const errors = answer?.fieldErrors ?? {}
  const values = answer?.values ?? {}
  const box = useErrorFocus(answer ? errors : null)
  return (
    <Page>
      <PageHead
        title="Begin a kit"
        crumbs={[{ label: 'Kits', to: paths.kits() }, { label: 'Begin a kit' }]}
        lead="It begins as a draft that only interview leads and administrators see. A second person reviews it before it is published."
      />
      <Form method="post" encType="multipart/form-data" ref={box} className="stack kitedit__new" noValidate>
        <FormError>{errors['']}</FormError>
        <input type="hidden" name="writeKey" value={values.writeKey ?? writeKey} />
        <TextField name="name" label="Name" defaultValue={values.name} error={errors.name} autoComplete="off" />
        <TextField
          name="key"
          label="Short name"
          help="In small letters, digits and hyphens, such as data-engineer. It stands in addresses and files and does not change."
          defaultValue={values.key}
          error={errors.key}
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField
          name="from"
          label="Begin from"
          help="Criteria begun from ours stay comparable with ours until you say that their meaning changed."
          defaultValue={values.from ?? kits[0]?.id ?? ''}
          error={errors.from}
          options={[
            ...kits.map(({ id, name, version }) => ({ value: id, label: `${name}, version ${version}` })),
            { value: '', label: 'Nothing: an empty kit with its gaps marked' },
          ]}
        />
        <TextField
          name="file"
          label="or from a file"
          optional
          type="file"
          accept=".zip,.csv,.tsv,.xlsx,.ods,.md"
          help="A kit’s folder as a zip, as Export writes it, or a rubric as a table: CSV, Excel (.xlsx), OpenDocument (.ods) or Markdown. Up to 10 MB. A file is used instead of the choice above."
          error={errors.file}
        />
        <div>
          <Submit busy="Beginning">Begin the kit</Submit>
        </div>
      </Form>
    </Page>
  )
}
