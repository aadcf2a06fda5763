import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { ChangesOfKit } from '~/components/kit/kit-changes'
import { Mistakes } from '~/components/kit-editor/mistakes'
import { NotStored, textNotShown } from '~/components/kit-editor/not-stored'
import { Previews } from '~/components/kit-editor/previews'
import { ReviewActs } from '~/components/kit-editor/review-acts'
import { stateNames } from '~/components/kit-editor/draft-state'
import { FormError, useErrorFocus } from '~/components/ui/form'
import { keepTyped, unlessLost } from '~/components/ui/lost-answer'
import { Empty } from '~/components/ui/message'
import { PageHead, Panel } from '~/components/ui/page'
import { ApproveForm, OnDraft, SendBackForm, SubmitForm } from '~/domain/kit-draft/act-forms'
import { OwnKitAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readReview } from '~/services/own-kit/read-own-kit.server'
import {
  approveDraft,
  publishDraft,
  sendBackDraft,
  submitDraft,
  takeBackDraft,
} from '~/services/own-kit/review-draft.server'

export const meta = () => [{ title: 'Review and publish · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId } = parseParams(params, OwnKitAddress)
  return { review: orRefuse(await readReview(viewer, kitId)), crumb: 'Review and publish' }
}

type Answer = { fieldErrors: Record<string, string>; values: Record<string, string> }

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId } = parseParams(params, OwnKitAddress)
  const posted = await postedForm(request)
  const values = Object.fromEntries([...posted].filter((one): one is [string, string] => typeof one[1] === 'string'))
  const wrong = (fieldErrors: Record<string, string>) => data<Answer>({ fieldErrors, values }, { status: 422 })
  const answer = (
    done: { ok: true; value: object } | { ok: false; error: { code: string; message?: string } },
    to: string,
    said: string,
  ) => {
    if (done.ok) return redirectWithMessage(to, said)
    const { code, message } = done.error
    return message
      ? data<Answer>({ fieldErrors: { '': message }, values }, { status: statusOf(code) })
      : refuse(done.error)
  }
  const here = paths.ownKitReview(kitId)
  const intent = posted.get('intent')
  if (intent === 'submit') {
    const form = await parseForm(request, SubmitForm)
    if (!form.ok) return wrong(form.fieldErrors)
    return answer(await submitDraft(viewer, kitId, form.value), here, 'The draft is in review.')
  }
  if (intent === 'send-back') {
    const form = await parseForm(request, SendBackForm)
    if (!form.ok) return wrong(form.fieldErrors)
    return answer(await sendBackDraft(viewer, kitId, form.value), here, 'The draft was sent back with your comment.')
  }
  if (intent === 'approve') {
    const form = await parseForm(request, ApproveForm)
    if (!form.ok) return wrong(form.fieldErrors)
    return answer(await approveDraft(viewer, kitId, form.value), here, 'The draft is approved.')
  }
  const form = await parseForm(request, OnDraft)
  if (!form.ok) return wrong(form.fieldErrors)
  switch (intent) {
    case 'take-back':
      return answer(await takeBackDraft(viewer, kitId, form.value), here, 'The draft can be edited again.')
    case 'publish':
      return answer(await publishDraft(viewer, kitId, form.value), paths.ownKit(kitId), 'The kit is published.')
    default:
      throw new Response('The form holds something this page does not know.', { status: 400 })
  }
}

export const clientAction = keepTyped
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

export default function ReviewKit() {
  const { review } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const errors = answer?.fieldErrors ?? {}
  const box = useErrorFocus<HTMLDivElement>(answer ? errors : null)
  const { kit, problems, changes, comparedTo, own } = review
  return (
    <article className="stack" ref={box}>
      <PageHead title="Review and publish" meta={kit.draft ? [stateNames[kit.draft.state]] : []} />
      <FormError>{errors[''] ?? errors.draft ?? errors.revision}</FormError>
      {answer ? <NotStored typed={textNotShown(answer.values, review)} /> : null}
      {kit.draft ? (
        <>
          <ReviewActs
            draft={kit.draft}
            may={kit.may}
            own={own}
            errors={errors}
            note={answer?.values.changeNote}
            comment={answer?.values.comment}
          />
          {problems.length > 0 ? <Mistakes kitId={kit.id} problems={problems} /> : null}
          {kit.parts ? <Previews kitId={kit.id} parts={kit.parts} /> : null}
          <Panel title="What changed" id="h-changed" aside={comparedTo ? `Against ${comparedTo}` : ''}>
            {problems.length > 0 ? (
              <p className="quiet">The changes are shown once every mistake is corrected.</p>
            ) : changes ? (
              <ChangesOfKit changes={changes} heading="h3" />
            ) : (
              <p className="quiet">
                {comparedTo ? 'Nothing differs.' : 'This is the first version, so there is nothing to compare it with.'}
              </p>
            )}
          </Panel>
        </>
      ) : (
        <Empty title="No draft">There is nothing to review. Open a draft on the page of the kit.</Empty>
      )}
    </article>
  )
}
