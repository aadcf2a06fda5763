import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import * as z from 'zod/mini'
import { ImportSteps } from '~/components/candidate-import/import-steps'
import { PreviewHead } from '~/components/candidate-import/preview-head'
import { PreviewLines } from '~/components/candidate-import/preview-lines'
import { count, whole } from '~/components/format'
import { ButtonLink, Submit } from '~/components/ui/button'
import { Check, Choice } from '~/components/ui/choice'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { keepTyped, unlessLost, type LostAnswer } from '~/components/ui/lost-answer'
import { PageHead } from '~/components/ui/page'
import { Pager } from '~/components/ui/table'
import { byNumber, LinesForm } from '~/domain/candidate-import/forms'
import { KNOWN_CHOICES, lineChoiceLabels, LinesSearch, type LinesShown } from '~/domain/candidate-import/settings'
import { Id } from '~/domain/shared/fields'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { formObject, parseParams, parseSearch, parseValue, postedForm } from '~/platform/parse.server'
import { refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { chooseLines } from '~/services/candidate-import/choose-lines.server'
import { confirmImport } from '~/services/candidate-import/confirm-import.server'
import { readPreview } from '~/services/candidate-import/read-preview.server'

const Params = z.object({ uploadId: Id })

export const meta = () => [{ title: 'Preview of the import · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const { uploadId } = parseParams(params, Params)
  const preview = await readPreview(viewer, uploadId, parseSearch(request, LinesSearch))
  if (preview.ok) return { uploadId, preview: preview.value }
  if (preview.error.code === 'COLUMNS_WRONG') throw redirect(paths.candidateUpload(uploadId))
  return refuse(preview.error)
}

type Answer = { error: string; values: Record<string, string> }

const SENTENCES: Record<string, string> = {
  UPLOAD_STALE:
    'This import was changed in another window after you opened the page. Look at it again: nothing was imported.',
  NOTHING_TO_IMPORT:
    'Every line is left out, so nothing can be imported. Choose an action for some, or correct the file.',
  LINES_WRONG: 'Some lines have an error. Tick the box to leave them out, or correct the file and choose it again.',
  JOB_NOT_FOUND: 'A job of this import no longer exists. Go back to the columns and choose another, or none.',
  JOB_NOT_OPEN: 'A job of this import no longer takes candidates. Go back to the columns and choose another, or none.',
}

const IMPORTED_BEFORE =
  'This file was imported before, with other choices; what you just chose was not applied. This is that import.'

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'manage-candidates')
  const { uploadId } = parseParams(params, Params)
  const posted = await postedForm(request)
  const values = Object.fromEntries([...posted].filter((one): one is [string, string] => typeof one[1] === 'string'))
  const answer = (error: string, status: number) =>
    data<Answer>({ error, values: status === 409 ? {} : values }, { status })
  const intent = posted.get('intent')
  if (intent !== 'save' && intent !== 'import')
    throw new Response('The form holds something this page does not know.', { status: 400 })
  const fields = formObject(posted)
  const form = parseValue({ ...fields, lines: byNumber(fields, 'line') }, LinesForm)
  if (!form.ok) return answer(Object.values(form.fieldErrors)[0] ?? '', 422)
  const { revision, known, lines, skip, writeKey } = form.value
  const failed = (error: { code: string; message?: string }) => {
    const sentence = SENTENCES[error.code] ?? error.message
    return error.code === 'UPLOAD_NOT_FOUND' || !sentence ? refuse(error) : answer(sentence, statusOf(error.code))
  }
  if (intent === 'save') {
    const saved = await chooseLines(viewer, uploadId, { revision, choices: { known, lines } })
    if (!saved.ok) return failed(saved.error)
    return redirectWithMessage(`${paths.uploadedLines(uploadId)}${new URL(request.url).search}`, 'Choices saved.')
  }
  const done = await confirmImport(viewer, { uploadId, revision, skip, choices: { known, lines }, writeKey })
  if (done.ok) return redirect(paths.candidateImport(done.value.importId))
  if (done.error.code === 'WRITE_KEY_CONFLICT' && 'resultId' in done.error && done.error.resultId !== null)
    return redirectWithMessage(paths.candidateImport(done.error.resultId), IMPORTED_BEFORE)
  return failed(done.error)
}

export const clientAction = keepTyped
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

const SHOWN: Record<LinesShown, string> = {
  all: 'All',
  new: 'New candidates',
  joins: 'Further applications',
  known: 'Already candidates',
  shares: 'Shared addresses',
  wrong: 'Lines with an error',
}

export default function LinesPage() {
  const { uploadId, preview } = useLoaderData<typeof loader>()
  const given = useActionData<Answer | LostAnswer>()
  const error = given && ('lost' in given ? (given.fieldErrors.form ?? null) : given.error)
  const chosen = given && given.values.revision === String(preview.revision) ? given.values : null
  const box = useErrorFocus(error ? { '': error } : null)
  const { counts, listed } = preview
  const at = (show: LinesShown, after: number | null) => {
    const search = new URLSearchParams({
      ...(show === 'all' ? {} : { show }),
      ...(after ? { after: String(after) } : {}),
    }).toString()
    return `${paths.uploadedLines(uploadId)}${search ? `?${search}` : ''}`
  }
  const shown: [LinesShown, number][] = [
    ['all', preview.lines],
    ['new', counts.new],
    ...(counts.joins > 0 || listed.show === 'joins' ? [['joins', counts.joins] as [LinesShown, number]] : []),
    ['known', counts.known],
    ...(counts.shares > 0 || listed.show === 'shares' ? [['shares', counts.shares] as [LinesShown, number]] : []),
    ['wrong', counts.wrong],
  ]
  return (
    <Page>
      <PageHead
        title="Preview of the import"
        crumbs={[
          { label: 'Candidates', to: paths.candidates() },
          { label: 'Import', to: paths.importCandidates() },
          { label: 'Columns', to: paths.candidateUpload(uploadId) },
          { label: 'Preview' },
        ]}
      />
      <ImportSteps at="Preview" />
      <Form method="post" ref={box} noValidate key={`${preview.revision} ${listed.show} ${listed.first}`}>
        <FormError>{error}</FormError>
        <PreviewHead preview={preview} />
        <input type="hidden" name="revision" value={preview.revision} />
        <input type="hidden" name="writeKey" value={preview.writeKey} />
        <div className="stack imp__job">
          {counts.known > 0 ? (
            <Choice
              legend={`${count(counts.known, 'line')} of people who are candidates already`}
              name="known"
              defaultValue={chosen?.known ?? preview.known}
              options={KNOWN_CHOICES.map((value) => ({ value, label: lineChoiceLabels[value] }))}
              help="For lines for which nothing else is chosen below. Adding a line opens applications for its jobs and keeps its details with the candidate; name and address of the candidate stay as they are."
            />
          ) : null}
          {counts.wrong > 0 ? (
            <Check
              name="skip"
              defaultChecked={chosen?.skip === 'on'}
              label={`Leave out the ${count(counts.wrong, 'line')} with an error`}
              note="Otherwise nothing is imported until every line is correct. Lines whose e-mail address someone else adds before the import is finished are left out too, and the result lists them."
            />
          ) : null}
        </div>
        <div className="imp__acts">
          <Submit name="intent" value="import" busy="Importing">
            Import candidates
          </Submit>
          <Submit kind="plain" name="intent" value="save" busy="Saving">
            Save choices
          </Submit>
          <ButtonLink kind="quiet" to={paths.candidateUpload(uploadId)}>
            Back to columns
          </ButtonLink>
        </div>
        <h2 className="h3 imp__job" id="h-lines">
          Lines
        </h2>
        <nav className="imp__show" aria-label="Lines shown">
          {shown.map(([show, lines]) => (
            <Link key={show} to={at(show, null)} aria-current={show === listed.show ? 'page' : undefined}>
              {SHOWN[show]} <span className="faint">{whole(lines)}</span>
            </Link>
          ))}
        </nav>
        <p className="imp__cap">
          Save your choices before you go to other lines. “Import candidates” applies what is chosen on this page and
          what was saved.
        </p>
        {preview.shown.length > 0 ? (
          <PreviewLines lines={preview.shown} chosen={chosen} />
        ) : (
          <p className="quiet">There is no such line.</p>
        )}
        {preview.next !== null || preview.previous !== null ? (
          <Pager
            prev={preview.previous === null ? null : at(listed.show, preview.previous)}
            next={preview.next === null ? null : at(listed.show, preview.next)}
          >
            {whole(listed.first)} to {whole(listed.first + preview.shown.length - 1)} of {whole(listed.total)}
          </Pager>
        ) : null}
      </Form>
    </Page>
  )
}
