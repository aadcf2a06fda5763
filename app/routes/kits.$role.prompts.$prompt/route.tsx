import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useParams } from '@remix-run/react'
import { PromptBody } from '~/components/kit/prompt'
import { seniorityNames } from '~/components/kit/seniority-names'
import { Tag } from '~/components/ui/bits'
import { PrintButton } from '~/components/ui/print-button'
import { KitPromptAddress, KitSearch } from '~/domain/kit/address'
import { titleFromId } from '~/domain/kit/names'
import { paths } from '~/paths'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readKitPrompt } from '~/services/kit/read-kit.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.crumb ?? 'Prompt'} · Assay` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { role, prompt } = parseParams(params, KitPromptAddress)
  const { version, seniority } = parseSearch(request, KitSearch)
  const page = orRefuse(await readKitPrompt(viewer, { role, version }, prompt, seniority))
  return { page, version, crumb: page.prompt.name }
}

export default function KitPrompt() {
  const { page, version } = useLoaderData<typeof loader>()
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
      </header>
      <h2 className="vh">The prompt</h2>
      <PromptBody prompt={prompt} />
    </article>
  )
}
