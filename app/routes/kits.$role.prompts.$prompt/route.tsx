import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useParams, type ShouldRevalidateFunction } from '@remix-run/react'
import { PromptBody } from '~/components/kit/prompt'
import { seniorityNames } from '~/components/kit/seniority-names'
import { PromptUse } from '~/components/prompt-rotation/prompt-use'
import { RetiredNote } from '~/components/prompt-rotation/retired-note'
import { Tag } from '~/components/ui/bits'
import type { FieldErrors } from '~/components/ui/form'
import { keepTyped, unlessLost } from '~/components/ui/lost-answer'
import { PrintButton } from '~/components/ui/print-button'
import { KitPromptAddress, KitSearch } from '~/domain/kit/address'
import { titleFromId } from '~/domain/kit/names'
import { RestorePrompt, RetirePrompt } from '~/domain/prompt-rotation/schemas'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { parseForm, parseParams, parseSearch, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readPromptUse } from '~/services/prompt-rotation/read-prompt-use.server'
import { restorePrompt, retirePrompt } from '~/services/prompt-rotation/retire-prompt.server'
import { readKitPrompt } from '~/services/kit/read-kit.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.crumb ?? 'Prompt'} · Assay` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { role, prompt } = parseParams(params, KitPromptAddress)
  const { version, seniority } = parseSearch(request, KitSearch)
  const page = orRefuse(await readKitPrompt(viewer, { role, version }, prompt, seniority))
  return { page, use: await readPromptUse(viewer, role, prompt), version, crumb: page.prompt.name }
}

type Answer = { fieldErrors: FieldErrors; values: Record<string, string> }

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'retire-prompts')
  const { role, prompt } = parseParams(params, KitPromptAddress)
  const { version } = parseSearch(request, KitSearch)
  const address = { role, prompt, version }
  const here = paths.kitPrompt(role, prompt, version)
  const posted = await postedForm(request)
  const values = Object.fromEntries([...posted].filter((one): one is [string, string] => typeof one[1] === 'string'))
  const wrong = (fieldErrors: FieldErrors, status = 422) => data<Answer>({ fieldErrors, values }, { status })
  switch (values.intent) {
    case 'retire': {
      const form = await parseForm(request, RetirePrompt)
      if (!form.ok) return wrong(form.fieldErrors)
      const done = await retirePrompt(viewer, address, form.value)
      if (done.ok) return redirectWithMessage(here, 'The prompt is retired. New interviews are not offered it.')
      return 'message' in done.error ? wrong({ '': done.error.message }, statusOf(done.error.code)) : refuse(done.error)
    }
    case 'restore': {
      const form = await parseForm(request, RestorePrompt)
      if (!form.ok) return wrong(form.fieldErrors)
      orRefuse(await restorePrompt(viewer, address, form.value.retirementId))
      return redirectWithMessage(here, 'The prompt is offered to new interviews again.')
    }
    default:
      throw new Response('The form holds something this page does not know.', { status: 400 })
  }
}

export const clientAction = keepTyped
export const shouldRevalidate: ShouldRevalidateFunction = unlessLost

export default function KitPrompt() {
  const { page, use, version } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const { role = '' } = useParams()
  const { prompt, usedIn, seniority } = page
  return (
    <article>
      <header id="top">
        <p className="eyebrow small quiet">{titleFromId(prompt.kind)} prompt</p>
        <h1 className="kit__title kit__title--part">{prompt.name}</h1>
        <p className="meta kit__meta">
          {prompt.rates.map(({ id, name }) => (
            <Tag key={id}>{name}</Tag>
          ))}
          <span>levels as for {seniorityNames[seniority]?.toLowerCase()}</span>
          {usedIn.map(({ id, name }) => (
            <span key={id}>
              used in <Link to={paths.kitInterview(role, id, version)}>{name}</Link>
            </span>
          ))}
        </p>
        <div className="kit__acts no-print">
          <PrintButton>Print this prompt</PrintButton>
        </div>
        {use.retired ? (
          <RetiredNote retired={use.retired}>
            New interviews are not offered it; it stays readable where it was used.
          </RetiredNote>
        ) : null}
      </header>
      <h2 className="vh">The prompt</h2>
      <PromptBody prompt={prompt} />
      <PromptUse kit={role} use={use} failed={answer ?? null} />
    </article>
  )
}
