import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { RecentImports } from '~/components/candidate/import-progress'
import { ImportSteps } from '~/components/candidate-import/import-steps'
import { count } from '~/components/format'
import { Submit } from '~/components/ui/button'
import { SelectField, TextArea, TextField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { keepTypedAs, unlessLost, type LostAnswer } from '~/components/ui/lost-answer'
import { PageHead } from '~/components/ui/page'
import { UploadForm } from '~/domain/candidate-import/forms'
import { paths } from '~/paths'
import { parseForm, postedForm } from '~/platform/parse.server'
import { requireViewer } from '~/platform/session.server'
import { recentImports } from '~/services/candidate-import/read-imports.server'
import { MAX_IMPORT, recentUploads, storeUpload } from '~/services/candidate-import/uploads.server'
import { openJobs } from '~/services/candidate/read-candidates.server'

export const meta = () => [{ title: 'Import candidates · Assay' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const chosen = new URL(request.url).searchParams.get('job') ?? ''
  return {
    jobs: await openJobs(viewer),
    recent: await recentImports(viewer),
    uploads: await recentUploads(viewer),
    most: MAX_IMPORT.toLocaleString('en-GB'),
    chosen,
  }
}

/** A refused page carries pasted lines up to this many characters, once in its field and once for its script. */
const PASTED_SHOWN = 200_000

type Sent = { text: string; jobId: string }
type Answer = Sent & { error: string | null }

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const sent = sentIn(await postedForm(request))
  // A file that could not be read does not come back as if it had been pasted. With a script the field keeps what was
  // pasted; without one, very long lines have to be pasted again.
  const answer = (error: string | null) =>
    data<Answer>({ ...sent, text: sent.text.length <= PASTED_SHOWN ? sent.text : '', error }, { status: 422 })
  const form = await parseForm(request, UploadForm)
  if (!form.ok) return answer(Object.values(form.fieldErrors)[0] ?? null)
  const file = (await chosenFile(await postedForm(request))) ?? pastedFile(sent.text)
  if (!file) return answer('Choose a file, or paste rows.')
  const stored = await storeUpload(viewer, file, form.value.jobId)
  return stored.ok ? redirect(paths.candidateUpload(stored.value.uploadId)) : answer(stored.error.message)
}

const textField = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
const sentIn = (form: FormData): Sent => ({ text: textField(form, 'text'), jobId: textField(form, 'jobId') })

/** The chosen file, which wins over pasted lines; null without one, for which browsers send a file without name or content. */
async function chosenFile(form: FormData) {
  const file = form.get('file')
  if (!(file instanceof Blob)) return null
  const name = file instanceof File ? file.name : ''
  if (name === '' && file.size === 0) return null
  return { name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

const pastedFile = (text: string) =>
  text.trim() === '' ? null : { name: 'pasted lines', bytes: new TextEncoder().encode(text) }

export const clientAction = keepTypedAs(sentIn)
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

export default function ImportPage() {
  const { jobs, recent, uploads, most, chosen } = useLoaderData<typeof loader>()
  const given = useActionData<Answer | LostAnswer<Sent>>()
  const answer = given && 'lost' in given ? { ...given.values, error: given.fieldErrors.form ?? null } : given
  const box = useErrorFocus(answer?.error ? { '': answer.error } : null)
  return (
    <Page>
      <PageHead
        title="Import candidates"
        crumbs={[{ label: 'Candidates', to: paths.candidates() }, { label: 'Import' }]}
        lead="Choose a file; you then check its columns and every line. Nothing is imported before you confirm."
      />
      <ImportSteps at="File" />
      <div className="imp">
        <div className="imp__main">
          <Form method="post" encType="multipart/form-data" ref={box} className="stack" noValidate>
            <FormError>{answer?.error}</FormError>
            <TextField
              name="file"
              label="File"
              type="file"
              accept=".csv,.tsv,.txt,.xlsx,.ods,text/csv"
              help="CSV, TSV, Excel (.xlsx) or OpenDocument (.ods), up to 16 MB."
            />
            <TextArea
              name="text"
              label="or paste rows"
              rows={8}
              defaultValue={answer?.text}
              placeholder={'name,email,phone\nYara Haddad,yara@example.org,'}
            />
            <SelectField
              name="jobId"
              label="Job"
              optional
              help="Creates an application for every candidate whose row names no other job."
              defaultValue={answer?.jobId ?? chosen}
              options={[
                { value: '', label: 'No job' },
                ...jobs.map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
            />
            <div>
              <Submit busy="Reading">Continue to columns</Submit>
            </div>
          </Form>
        </div>
        <aside className="imp__map">
          <h2 className="h3">What can be imported</h2>
          <p className="quiet">
            Up to {most} candidates at a time: name, e-mail addresses, telephone numbers, jobs, stage, source, tags and
            notes. Columns of Greenhouse, Lever, Ashby, Workable, Teamtailor, BambooHR, Recruitee, Zoho Recruit,
            LinkedIn Recruiter and OpenCATS are recognised by their headers; for any other file you choose what each
            column holds.
          </p>
          <p className="quiet">
            Candidates who are here already are recognised by e-mail address. People whose data was erased are
            deliberately not recognised.
          </p>
          {uploads.length > 0 ? (
            <section className="imp__recent" aria-labelledby="h-uploads">
              <h2 className="h3" id="h-uploads">
                Not imported yet
              </h2>
              <ul className="stack">
                {uploads.map((one) => (
                  <li key={one.id}>
                    <Link to={paths.candidateUpload(one.id)}>{one.begun}</Link>{' '}
                    <span className="quiet">
                      {count(one.lines, 'line')}, kept until {one.until}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <RecentImports {...recent} />
        </aside>
      </div>
    </Page>
  )
}
