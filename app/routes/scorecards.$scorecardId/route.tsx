import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { lazy, Suspense } from 'react'
import { Editor } from '~/components/scorecard/editor'
import type { FieldErrors } from '~/components/ui/form'
import { Page } from '~/components/ui/frame'
import { keepTyped, unlessLost } from '~/components/ui/lost-answer'
import type { StoredBefore, StoredField } from '~/domain/shared/stored-before'
import { ScorecardAddress, ScorecardSearch } from '~/domain/scorecard/address'
import type { PlainAnswer } from '~/domain/scorecard/view'
import { Withdrawal } from '~/domain/scorecard/withdrawal'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, parseSearch, postedForm } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readScorecard } from '~/services/scorecard/read-scorecard.server'
import { withdrawScorecard } from '~/services/scorecard/submit-scorecard.server'
import { takePlainForm } from './plain-form.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: `${data?.page.mode === 'write' ? data.page.editor.interview.name : (data?.page.submitted.interview ?? 'Scorecard')} · Assay`,
  },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'use-account')
  const { scorecardId } = parseParams(params, ScorecardAddress)
  const { amend } = parseSearch(request, ScorecardSearch)
  return { page: orRefuse(await readScorecard(viewer, scorecardId, { amending: amend !== undefined })) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'interview')
  const { scorecardId } = parseParams(params, ScorecardAddress)
  const intent = (await postedForm(request)).get('intent')
  if (intent === 'save' || intent === 'submit') return takePlainForm(request, viewer, scorecardId, intent === 'submit')
  const form = await parseForm(request, Withdrawal)
  if (!form.ok) return data({ fieldErrors: form.fieldErrors, values: form.values }, { status: 422 })
  const withdrawn = await withdrawScorecard(viewer, { scorecardId, ...form.value })
  if (!withdrawn.ok && 'stored' in withdrawn.error) {
    const { message, stored } = withdrawn.error
    const refusal = { message, stored, sent: [{ label: 'Reason for the withdrawal', text: form.value.reason }] }
    return data({ fieldErrors: {}, values: { reason: form.value.reason }, refusal }, { status: 409 })
  }
  orRefuse(withdrawn)
  return redirectWithMessage(paths.scorecard(scorecardId), 'Scorecard withdrawn. It is no longer counted.')
}

export const clientAction = keepTyped
/** What is stored has changed when a withdrawal was refused. */
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

type Answer = { fieldErrors: FieldErrors; values: Record<string, string>; refusal?: Refusal; plain?: PlainAnswer }

/** Whoever writes need not fetch what only readers use. */
const Reading = lazy(() => import('./reading').then((module) => ({ default: module.Reading })))

type Refusal = { message: string; stored: StoredBefore; sent: StoredField[] }
type Loaded = { page: { mode: 'write' | 'read' } }

/** Writing takes the whole window; reading stands in the usual frame. */
export const handle = {
  frame: (loaded: unknown) => ((loaded as Loaded | undefined)?.page.mode === 'write' ? 'bare' : 'usual'),
}

export default function Scorecard() {
  const { page } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  if (page.mode === 'write')
    return <Editor key={`${page.editor.scorecardId}.${page.editor.base}`} {...page.editor} plain={answer?.plain} />
  return (
    <Page className="page packet">
      <Suspense>
        <Reading
          card={page.submitted}
          owner={page.owner}
          errors={answer?.fieldErrors}
          reason={answer?.values.reason}
          refusal={answer?.refusal}
        />
      </Suspense>
    </Page>
  )
}
