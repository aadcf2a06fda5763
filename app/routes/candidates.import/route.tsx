import { randomUUID } from 'node:crypto'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { RecentImports } from '~/components/candidate/import-progress'
import { ImportPreview } from '~/components/candidate/import-preview'
import { count } from '~/components/format'
import { Pairs } from '~/components/ui/bits'
import { ButtonLink, Submit } from '~/components/ui/button'
import { Check } from '~/components/ui/choice'
import { SelectField, TextArea, TextField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { keepTypedAs, unlessLost, type LostAnswer } from '~/components/ui/lost-answer'
import { PageHead } from '~/components/ui/page'
import { ImportForm } from '~/domain/candidate/schemas'
import { paths } from '~/paths'
import { parseForm, postedForm } from '~/platform/parse.server'
import { refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import {
  importCandidates,
  previewImport,
  type ImportPreview as Preview,
} from '~/services/candidate/import-candidates.server'
import { recentImports } from '~/services/candidate/read-imports.server'
import { openJobs } from '~/services/candidate/read-candidates.server'

export const meta = () => [{ title: 'Import candidates · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const chosen = new URL(request.url).searchParams.get('job') ?? ''
  return { jobs: await openJobs(viewer), imports: await recentImports(viewer), chosen, writeKey: randomUUID() }
}

/** A refused page carries pasted lines up to this many characters, once in its field and once for its script. */
const PASTED_SHOWN = 200_000

type Answer = {
  error: string | null
  text: string
  jobId: string
  writeKey: string
  preview: Preview | null
}

const SENTENCES: Record<string, string> = {
  NOTHING_TO_IMPORT: 'No line can be imported. Correct the file and choose it again.',
  LINES_WRONG: 'Some lines have an error. Correct the file, or tick the box to leave them out.',
  JOB_NOT_FOUND: 'This job no longer exists. Choose another, or none.',
  JOB_NOT_OPEN: 'This job is not open for candidates. Choose another, or none.',
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const posted = await postedForm(request)
  const pasted = textField(posted, 'text')
  const text = (await textOfFile(posted)) ?? pasted
  const sent = { jobId: textField(posted, 'jobId'), writeKey: textField(posted, 'writeKey') }
  // The preview carries what it was made of; a file that could not be read does not come back as if it had been pasted.
  // With a script the field keeps what was pasted; without one, very long lines have to be pasted again.
  const answer = ({ error, preview = null }: { error: string | null; preview?: Preview | null }, status: number) =>
    data<Answer>(
      { ...sent, text: preview ? text : pasted.length <= PASTED_SHOWN ? pasted : '', error, preview },
      { status },
    )
  const form = await parseForm(request, ImportForm)
  if (!form.ok) return answer({ error: Object.values(form.fieldErrors)[0] ?? null }, 422)
  if (text.trim() === '') return answer({ error: 'Choose a file, or paste its lines.' }, 422)

  if (posted.get('intent') !== 'import') {
    const preview = await previewImport(viewer, text)
    return preview.ok
      ? answer({ error: null, preview: preview.value }, 200)
      : answer({ error: preview.error.message }, 422)
  }
  const { jobId, skip, writeKey } = form.value
  const done = await importCandidates(viewer, { text, jobId, skip, writeKey })
  if (done.ok) return redirect(paths.candidateImport(done.value.importId))
  const { error } = done
  if (error.code === 'WRITE_KEY_CONFLICT') {
    // Another key: whoever imports once more, now that it was said, makes another import.
    sent.writeKey = randomUUID()
    const again = await previewImport(viewer, text)
    return answer({ error: error.message, preview: again.ok ? again.value : null }, 409)
  }
  if (error.code === 'TABLE_WRONG') return answer({ error: error.message }, 422)
  const sentence = SENTENCES[error.code]
  if (!sentence) return refuse(error)
  const again = await previewImport(viewer, text)
  return answer({ error: sentence, preview: again.ok ? again.value : null }, statusOf(error.code))
}

const textField = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** What a chosen file holds, which wins over pasted lines; null without one. */
async function textOfFile(form: FormData): Promise<string | null> {
  const file = form.get('file')
  return file instanceof Blob && file.size > 0 ? file.text() : null
}

type Sent = Pick<Answer, 'text' | 'jobId' | 'writeKey'>
const sentIn = (form: FormData): Sent => ({
  text: textField(form, 'text'),
  jobId: textField(form, 'jobId'),
  writeKey: textField(form, 'writeKey'),
})

export const clientAction = keepTypedAs(sentIn)
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

/** What the action answered. After a lost answer the preview stays on the page, to be sent again with the same key. */
function useAnswer(): Answer | undefined {
  const given = useActionData<Answer | LostAnswer<Sent>>()
  const [preview, setPreview] = useState<Preview | null>(null)
  useEffect(() => {
    if (given && 'preview' in given) setPreview(given.preview)
  }, [given])
  return given && 'lost' in given ? { ...given.values, error: given.fieldErrors.form ?? null, preview } : given
}

export default function ImportPage() {
  const { jobs, imports, chosen, writeKey } = useLoaderData<typeof loader>()
  const answer = useAnswer()
  const box = useErrorFocus(answer?.error ? { '': answer.error } : null)
  const preview = answer?.preview ?? null
  const job = (
    <SelectField
      name="jobId"
      label="Job"
      optional
      help="Creates an application for every candidate of the file."
      defaultValue={answer?.jobId ?? chosen}
      options={[{ value: '', label: 'No job' }, ...jobs.map(({ id, name }) => ({ value: String(id), label: name }))]}
    />
  )
  return (
    <Page>
      <PageHead
        title="Import candidates"
        crumbs={[{ label: 'Candidates', to: paths.candidates() }, { label: 'Import' }]}
        lead="Preview the file first; nothing is stored until you import it."
      />
      <div className="imp">
        <div className="imp__main">
          {preview ? (
            // Escaped as the usual form does it, a file within the limit would be up to three times as large and refused.
            <Form method="post" encType="multipart/form-data" ref={box} noValidate>
              <FormError>{answer?.error}</FormError>
              <ImportPreview preview={preview} />
              <input type="hidden" name="text" value={answer?.text} />
              <input type="hidden" name="writeKey" value={answer?.writeKey ?? writeKey} />
              <div className="stack imp__job">
                {job}
                {preview.wrong > 0 && preview.sound > 0 ? (
                  <Check
                    name="skip"
                    label={`Leave out the ${count(preview.wrong, 'line')} with an error`}
                    note="Otherwise nothing is imported until every line is correct. Lines whose e-mail address someone else adds before the import is finished are skipped too, and the result lists them."
                  />
                ) : null}
              </div>
              <div className="imp__acts">
                {preview.sound > 0 ? (
                  <Submit name="intent" value="import" busy="Importing">
                    Import {count(preview.sound, 'line')}
                  </Submit>
                ) : null}
                <ButtonLink kind="quiet" to={paths.importCandidates()} reloadDocument>
                  Choose another file
                </ButtonLink>
              </div>
            </Form>
          ) : (
            <Form method="post" encType="multipart/form-data" ref={box} className="stack" noValidate>
              <input type="hidden" name="writeKey" value={answer?.writeKey || writeKey} />
              <FormError>{answer?.error}</FormError>
              <TextField name="file" label="File" type="file" accept=".csv,.tsv,.txt,text/csv" help="CSV in UTF-8." />
              <TextArea
                name="text"
                label="or paste its lines"
                rows={8}
                defaultValue={answer?.text}
                placeholder={'name,email,phone\nYara Haddad,yara@example.org,'}
              />
              {job}
              <div>
                <Submit name="intent" value="preview" busy="Reading">
                  Preview import
                </Submit>
              </div>
            </Form>
          )}
        </div>
        <aside className="imp__map">
          <h2 className="h3">Columns</h2>
          <Pairs
            pairs={[
              ['name', 'Name, required'],
              ['email', 'E-mail'],
              ['phone', 'Phone'],
              [
                <span className="faint" key="rest">
                  others
                </span>,
                <span className="faint" key="not">
                  not imported
                </span>,
              ],
            ]}
          />
          <p className="quiet">
            The first line names the columns. Comma, semicolon or tab between them. Duplicates are recognised by e-mail
            address. People whose data was erased are deliberately not recognised.
          </p>
          <RecentImports imports={imports} />
        </aside>
      </div>
    </Page>
  )
}
