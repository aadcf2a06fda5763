import { randomUUID } from 'node:crypto'
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DraftState } from '~/components/kit-editor/draft-state'
import { KitActs } from '~/components/kit-editor/kit-acts'
import { NewsOfOurs } from '~/components/kit-editor/news-of-ours'
import { Versions } from '~/components/kit-editor/versions'
import { FormError, useErrorFocus } from '~/components/ui/form'
import { PageHead } from '~/components/ui/page'
import { chosenParts, OnOurs, OnDraft, TakeParts } from '~/domain/kit-draft/act-forms'
import { actName } from '~/domain/kit-draft/form'
import { OwnKitAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { undoChange } from '~/services/own-kit/change-draft.server'
import { discardDraft, openDraft, setRetired } from '~/services/own-kit/own-kits.server'
import { readOwnKit } from '~/services/own-kit/read-own-kit.server'
import { saveForm } from '~/services/own-kit/save-form.server'
import { dismissNews, takeParts } from '~/services/own-kit/take-over.server'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId } = parseParams(params, OwnKitAddress)
  return { kit: orRefuse(await readOwnKit(viewer, kitId)), clientKey: randomUUID() }
}

const PAGES = [
  ['criteria', paths.ownKitCriterion],
  ['red_flags', paths.ownKitFlag],
  ['interviews', paths.ownKitInterview],
] as const

type Done = { ok: true; value: object } | { ok: false; error: { code: string; message?: string } }

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId } = parseParams(params, OwnKitAddress)
  const here = paths.ownKit(kitId)
  const posted = await postedForm(request)
  const failed = (error: string, status: number) => data({ error }, { status })
  const answer = (done: Done, message?: string) => {
    if (done.ok) return message ? redirectWithMessage(here, message) : redirect(here)
    const { code, message: sentence } = done.error
    return sentence ? failed(sentence, statusOf(code)) : refuse(done.error)
  }
  switch (posted.get('intent')) {
    case 'open':
      return answer(await openDraft(viewer, kitId))
    case 'undo':
    case 'redo': {
      const form = await parseForm(request, OnDraft)
      if (!form.ok) return failed('Load the page again.', 422)
      const which = posted.get('intent') === 'undo' ? 'undo' : 'redo'
      return answer(await undoChange(viewer, kitId, which, form.value), which === 'undo' ? 'Undone.' : 'Redone.')
    }
    case 'add': {
      const saved = await saveForm(viewer, kitId, [...posted], [])
      if (!saved.ok || saved.value.added === null) return answer(saved)
      const page = PAGES.find(([list]) => posted.get('do') === actName.add([list]))
      return page ? redirect(page[1](kitId, saved.value.added)) : answer(saved)
    }
    case 'take': {
      const form = await parseForm(request, TakeParts)
      if (!form.ok) return failed(Object.values(form.fieldErrors)[0] ?? '', 422)
      const parts = chosenParts(form.value.parts)
      return answer(await takeParts(viewer, kitId, { ...form.value, parts }), 'Taken over.')
    }
    case 'dismiss': {
      const form = await parseForm(request, OnOurs)
      if (!form.ok) return failed('Load the page again.', 422)
      return answer(await dismissNews(viewer, kitId, form.value), 'These differences are not shown again.')
    }
    case 'discard': {
      const form = await parseForm(request, OnDraft)
      if (!form.ok) return failed('Load the page again.', 422)
      return answer(await discardDraft(viewer, kitId, form.value), 'The draft was discarded.')
    }
    case 'retire':
      return answer(await setRetired(viewer, kitId, true), 'The kit is retired: no new job can have it.')
    case 'restore':
      return answer(await setRetired(viewer, kitId, false), 'New jobs can have the kit again.')
    default:
      throw new Response('The form holds something this page does not know.', { status: 400 })
  }
}

export default function OwnKit() {
  const { kit, clientKey } = useLoaderData<typeof loader>()
  const error = useActionData<typeof action>()?.error
  const box = useErrorFocus<HTMLDivElement>(error ? { '': error } : null)
  return (
    <article className="stack">
      <PageHead title={kit.name} meta={[kit.key, ...(kit.retired ? ['retired'] : [])]} />
      <div ref={box}>
        <FormError>{error}</FormError>
      </div>
      <DraftState kit={kit} clientKey={clientKey} />
      {kit.news && kit.draft?.state === 'draft' ? <NewsOfOurs news={kit.news} clientKey={clientKey} /> : null}
      <Versions kit={kit} />
      <KitActs kit={kit} />
    </article>
  )
}
