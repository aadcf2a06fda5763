import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import * as z from 'zod/mini'
import { ColumnsTable } from '~/components/candidate-import/columns-table'
import { ImportSteps } from '~/components/candidate-import/import-steps'
import { JobNames } from '~/components/candidate-import/job-names'
import { count } from '~/components/format'
import { Submit } from '~/components/ui/button'
import { SelectField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { keepTyped, unlessLost, type LostAnswer } from '~/components/ui/lost-answer'
import { Note } from '~/components/ui/message'
import { PageHead } from '~/components/ui/page'
import { ColumnsForm, numbered, SheetForm } from '~/domain/candidate-import/forms'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { formObject, parseForm, parseParams, parseValue, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { chooseColumns } from '~/services/candidate-import/choose-columns.server'
import { readColumns } from '~/services/candidate-import/read-columns.server'
import { chooseSheet, discardUpload } from '~/services/candidate-import/uploads.server'

const Params = z.object({ uploadId: Id })

export const meta = () => [{ title: 'Columns of the file · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const { uploadId } = parseParams(params, Params)
  return { file: orRefuse(await readColumns(viewer, uploadId)) }
}

type Answer = { error: string; values: Record<string, string> }

const SENTENCES: Record<string, string> = {
  UPLOAD_STALE: 'The columns were changed in another window. They are shown as they are now; choose again.',
  JOB_NOT_FOUND: 'A chosen job no longer exists. Choose another, or none.',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const { uploadId } = parseParams(params, Params)
  const here = paths.candidateUpload(uploadId)
  const posted = await postedForm(request)
  const values = Object.fromEntries([...posted].filter((one): one is [string, string] => typeof one[1] === 'string'))
  const answer = (error: string, status: number) =>
    // After a change in another window the form is shown anew, not as it was sent.
    data<Answer>({ error, values: status === 409 ? {} : values }, { status })
  const failed = (error: { code: string; message?: string }) => {
    const sentence = SENTENCES[error.code] ?? error.message
    return error.code === 'UPLOAD_NOT_FOUND' || !sentence ? refuse(error) : answer(sentence, statusOf(error.code))
  }
  switch (posted.get('intent')) {
    case 'columns': {
      const fields = formObject(posted)
      const form = parseValue(
        { ...fields, columns: numbered(fields, 'column'), jobs: numbered(fields, 'job') },
        ColumnsForm,
      )
      if (!form.ok) return answer(Object.values(form.fieldErrors)[0] ?? '', 422)
      const chosen = await chooseColumns(viewer, uploadId, form.value)
      if (!chosen.ok) return failed(chosen.error)
      return chosen.value.undecided > 0
        ? redirectWithMessage(here, 'Columns saved. Choose what is done with the jobs that the file names.')
        : redirect(paths.uploadedLines(uploadId))
    }
    case 'sheet': {
      const form = await parseForm(request, SheetForm)
      if (!form.ok) return answer('Choose a sheet.', 422)
      const chosen = await chooseSheet(viewer, uploadId, form.value.sheet)
      return chosen.ok ? redirect(here) : failed(chosen.error)
    }
    case 'discard':
      orRefuse(await discardUpload(viewer, uploadId))
      return redirectWithMessage(paths.importCandidates(), 'The file was discarded; nothing was imported.')
    default:
      throw new Response('The form holds something this page does not know.', { status: 400 })
  }
}

export const clientAction = keepTyped
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

export default function ColumnsPage() {
  const { file } = useLoaderData<typeof loader>()
  const given = useActionData<Answer | LostAnswer>()
  const error = given && ('lost' in given ? (given.fieldErrors.form ?? null) : given.error)
  const chosen = given?.values.intent === 'columns' ? given.values : null
  const box = useErrorFocus<HTMLDivElement>(error ? { '': error } : null)
  return (
    <Page>
      <PageHead
        title="Columns of the file"
        crumbs={[
          { label: 'Candidates', to: paths.candidates() },
          { label: 'Import', to: paths.importCandidates() },
          { label: 'Columns' },
        ]}
        meta={[
          count(file.lines, 'line'),
          file.format.toUpperCase(),
          ...(file.product ? [`recognised as a ${file.product} export`] : []),
        ]}
      />
      <ImportSteps at="Columns" />
      <div className="stack" ref={box}>
        <FormError>{error}</FormError>
        {file.notes.map((note) => (
          <Note key={note}>{note}</Note>
        ))}
        {file.sheets.length > 1 ? <SheetChoice sheets={file.sheets} sheet={file.sheet} /> : null}
        <Form method="post" className="stack" noValidate key={file.revision}>
          <input type="hidden" name="revision" value={file.revision} />
          <ColumnsTable columns={file.columns} chosen={chosen} />
          {file.named.length > 0 ? (
            <JobNames named={file.named} more={file.moreNames} jobs={file.jobs} chosen={chosen} />
          ) : null}
          <SelectField
            name="jobId"
            label={file.named.length > 0 ? 'Job for rows without one' : 'Job'}
            optional
            help="Creates an application for these candidates."
            defaultValue={chosen?.jobId ?? file.jobId ?? ''}
            options={[
              { value: '', label: 'No job' },
              ...file.jobs.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
          />
          <div className="imp__acts">
            <Submit name="intent" value="columns" busy="Reading">
              Preview import
            </Submit>
            <Submit kind="quiet" name="intent" value="discard" busy="Discarding">
              Discard the file
            </Submit>
          </div>
        </Form>
      </div>
    </Page>
  )
}

function SheetChoice({ sheets, sheet }: { sheets: { name: string; hidden: boolean }[]; sheet: string | null }) {
  return (
    <Form method="post" className="imp__sheet" noValidate>
      <SelectField
        name="sheet"
        label="Sheet"
        defaultValue={sheet ?? undefined}
        options={sheets.map(({ name, hidden }) => ({ value: name, label: hidden ? `${name} (hidden)` : name }))}
      />
      <Submit kind="plain" name="intent" value="sheet" busy="Reading">
        Read this sheet
      </Submit>
    </Form>
  )
}
