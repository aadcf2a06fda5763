import { randomUUID } from 'node:crypto'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DraftForm } from '~/components/kit-editor/draft-form'
import { ColumnsForm as Columns } from '~/components/kit-editor/exhibit/columns-form'
import { ExhibitActs } from '~/components/kit-editor/exhibit/exhibit-acts'
import { ExhibitFields } from '~/components/kit-editor/exhibit/exhibit-fields'
import { UploadForm, UploadPreview } from '~/components/kit-editor/exhibit/upload'
import { FormError, useErrorFocus } from '~/components/ui/form'
import { ColumnsForm, ExhibitAddress, ReplaceTable } from '~/domain/kit-draft/exhibit-forms'
import { otherMoment } from '~/domain/kit-draft/more-acts'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { saveAnswer, savedWhole, type SaveAnswer } from '~/services/own-kit/answer-save.server'
import { changeColumns, readUpload, replaceExhibitTable, type Upload } from '~/services/own-kit/exhibit-table.server'
import { exhibitPathOf, readExhibit } from '~/services/own-kit/read-exhibit.server'
import { saveForm } from '~/services/own-kit/save-form.server'

export const meta = () => [{ title: 'Edit an exhibit · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const address = parseParams(params, ExhibitAddress)
  const page = orRefuse(await readExhibit(viewer, address.kitId, address))
  return { address, ...page, clientKey: randomUUID(), crumb: page.part.name }
}

type Answer = {
  saved?: SaveAnswer
  upload?: Upload
  fieldErrors?: Record<string, string>
  values?: Record<string, string>
}
type Refused = { code: string; message?: string; fieldErrors?: Record<string, string> }

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const address = parseParams(params, ExhibitAddress)
  const { kitId, key, moment, exhibit } = address
  const here = paths.ownKitExhibit(kitId, key, moment, exhibit)
  const posted = await postedForm(request)
  const texts = Object.fromEntries([...posted].filter((one): one is [string, string] => typeof one[1] === 'string'))
  const wrong = (error: Refused, field = '') =>
    error.message || error.fieldErrors
      ? data<Answer>(
          { fieldErrors: error.fieldErrors ?? { [field]: error.message ?? '' }, values: texts },
          { status: statusOf(error.code) },
        )
      : refuse(error)
  switch (posted.get('intent')) {
    case 'upload': {
      const read = await readUpload(viewer, kitId, address, await chosenFile(posted))
      return read.ok ? data<Answer>({ upload: read.value }) : wrong(read.error, 'file')
    }
    case 'replace': {
      const form = await parseForm(request, ReplaceTable)
      if (!form.ok) return wrong({ code: 'FORM_WRONG', message: Object.values(form.fieldErrors)[0] ?? '' })
      const replaced = await replaceExhibitTable(viewer, kitId, address, form.value, saidOf(texts))
      return replaced.ok
        ? redirectWithMessage(here, 'The table was replaced. You can undo this.')
        : wrong(replaced.error, 'file')
    }
    case 'columns': {
      const form = await parseForm(request, ColumnsForm)
      if (!form.ok) return wrong({ code: 'FORM_WRONG', message: Object.values(form.fieldErrors)[0] ?? '' })
      const changed = await changeColumns(viewer, kitId, address, form.value, posted)
      return changed.ok ? redirectWithMessage(here, 'The columns were changed.') : wrong(changed.error)
    }
    default:
      break
  }
  const saved = await saveForm(viewer, kitId, [...posted], exhibitPathOf(address))
  const answer = saveAnswer(saved, posted)
  const answered = (status: number) => data<Answer>(answer ? { saved: answer } : {}, { status })
  if (!saved.ok) return answer ? answered(statusOf(saved.error.code)) : refuse(saved.error)
  if (!savedWhole(saved.value)) return answered(409)
  const intent = posted.get('intent')
  const { added } = saved.value
  if (intent === 'remove')
    return redirectWithMessage(paths.ownKitPrompt(kitId, key), 'The exhibit was removed. You can undo this.')
  if (intent === 'hand' && added) return redirect(paths.ownKitExhibit(kitId, key, otherMoment(moment), added))
  if (intent === 'duplicate' && added)
    return redirectWithMessage(paths.ownKitExhibit(kitId, key, moment, added), 'This is the copy.')
  return redirect(here)
}

/** The chosen file; null without one, for which browsers send a file without name or content. */
async function chosenFile(form: FormData) {
  const file = form.get('file')
  if (!(file instanceof Blob)) return null
  const name = file instanceof File ? file.name : ''
  if (name === '' && file.size === 0) return null
  return { name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** What the columns of a new table hold, as it was typed beside its preview. */
const saidOf = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([field, text]) =>
      field.startsWith('said:') && text.trim() !== '' ? [[field.slice(5), text.trim().slice(0, 500)]] : [],
    ),
  )

export default function EditExhibit() {
  const { address, part, prompt, columns, generated, print, remove, clientKey } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const { kitId, key, moment, exhibit } = address
  const errors = answer?.fieldErrors ?? {}
  const box = useErrorFocus<HTMLElement>(answer?.upload ? { '': 'read' } : answer ? errors : null)
  const here = paths.ownKitExhibit(kitId, key, moment, exhibit)
  return (
    <article ref={box}>
      <p className="eyebrow small quiet">
        {prompt}: {moment === 'on_request' ? 'handed over when asked for' : 'handed out with the prompt'}
      </p>
      <h1 className="kit__title kit__title--part">{part.name}</h1>
      <FormError>{errors['']}</FormError>
      {answer?.upload && !part.locked ? (
        <UploadPreview upload={answer.upload} print={print} clientKey={clientKey} here={here} />
      ) : null}
      <DraftForm
        // Fields that choose among columns begin anew where the columns are others.
        key={`${here} ${columns.map(({ name }) => name).join()}`}
        base={['prompts', key, moment, exhibit]}
        part={part}
        answer={answer?.saved}
        clientKey={clientKey}
      >
        <ExhibitFields columns={columns} onRequest={moment === 'on_request'} generated={generated} />
      </DraftForm>
      {part.locked ? null : (
        <>
          {generated ? null : (
            <Columns
              columns={columns}
              print={print}
              clientKey={clientKey}
              errors={errors}
              values={answer?.values ?? {}}
            />
          )}
          <UploadForm error={errors.file} clientKey={clientKey} />
          <ExhibitActs address={address} remove={remove} generated={generated} clientKey={clientKey} />
        </>
      )}
    </article>
  )
}
