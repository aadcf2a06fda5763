import { randomUUID } from 'node:crypto'
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { KitNotes } from '~/components/kit/kit-notes'
import { Submit } from '~/components/ui/button'
import { SelectField, TextArea } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { keepTyped, unlessLost } from '~/components/ui/lost-answer'
import { Empty } from '~/components/ui/message'
import { KitAddress } from '~/domain/kit/address'
import { KitNotesSearch, NewKitNote } from '~/domain/kit/kit-note'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, parseSearch, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readKitNotes, writeKitNote } from '~/services/kit-note/kit-notes.server'
import { answerNoteAct } from './answer-note-act'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Notes on ${data?.page.kit.name ?? 'a kit'} · Assay` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { role } = parseParams(params, KitAddress)
  const { criterion, before } = parseSearch(request, KitNotesSearch)
  return { page: orRefuse(await readKitNotes(viewer, role, before)), criterion, writeKey: randomUUID(), crumb: 'Notes' }
}

/** What is wrong with the form, and what was typed into it. */
type Answer = { fieldErrors: FieldErrors; values: Record<string, string> }

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { role } = parseParams(params, KitAddress)
  const here = paths.kitNotes(role)
  const posted = await postedForm(request)
  const intent = posted.get('intent')
  const values = Object.fromEntries([...posted].filter((one): one is [string, string] => typeof one[1] === 'string'))
  const failed = (fieldErrors: FieldErrors, status = 422) => data<Answer>({ fieldErrors, values }, { status })
  switch (intent) {
    case 'write': {
      const form = await parseForm(request, NewKitNote)
      if (!form.ok) return failed(form.fieldErrors)
      const written = await writeKitNote(viewer, role, form.value)
      if (written.ok)
        return redirectWithMessage(here, 'The note is stored. Whoever edits your organisation’s kits sees it.')
      const { error } = written
      return 'message' in error ? failed({ '': error.message }, statusOf(error.code)) : refuse(error)
    }
    case 'close':
    case 'reopen':
    case 'delete':
      return answerNoteAct(request, viewer, intent, here)
    default:
      throw new Response('The form holds something this page does not know.', { status: 400 })
  }
}

export const clientAction = keepTyped
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

export default function KitNotesPage() {
  const { page, criterion, writeKey } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const errors = answer?.fieldErrors
  const form = useErrorFocus(errors)
  const asked = answer?.values.criterion ?? criterion
  const chosen = page.criteria.some(({ id }) => id === asked) ? (asked ?? '') : ''
  return (
    <article className="stack">
      <header>
        <h1 className="kit__title kit__title--part">Notes for the kit’s authors</h1>
        <p className="quiet">
          Tell them where an anchor made you hesitate, which question did not work, or what a calibration session
          agreed. {page.all ? 'You see the notes of everybody.' : 'You see your own notes; the authors see all.'}
        </p>
      </header>
      <Form method="post" ref={form} key={writeKey} className="stack" noValidate>
        <FormError>{errors?.['']}</FormError>
        <input type="hidden" name="writeKey" value={writeKey} />
        <SelectField
          name="criterion"
          label="Criterion"
          defaultValue={chosen}
          error={errors?.criterion}
          options={[
            ...(chosen ? [] : [{ value: '', label: 'Choose' }]),
            ...page.criteria.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextArea
          name="text"
          label="Note"
          rows={4}
          defaultValue={answer?.values.text}
          error={errors?.text}
          help="Quote the words of the anchor. Do not name candidates, and do not say how somebody was rated."
        />
        <div>
          <Submit name="intent" value="write" busy="Saving">
            Save the note
          </Submit>
        </div>
      </Form>
      <section aria-labelledby="h-notes">
        <h2 className="h2" id="h-notes">
          {page.all ? 'All notes' : 'Your notes'}
        </h2>
        {page.notes.length === 0 ? (
          <Empty title="No notes yet">They are listed here once somebody has written one.</Empty>
        ) : (
          <KitNotes notes={page.notes} withCriterion />
        )}
        {page.older === null ? null : (
          <p>
            <Link to={`${paths.kitNotes(page.kit.id)}?before=${page.older}`}>Older notes</Link>
          </p>
        )}
      </section>
    </article>
  )
}
