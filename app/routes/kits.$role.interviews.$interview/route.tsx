import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { GuideChapter } from '~/components/kit/interview-guide'
import { RatingChapters } from '~/components/kit/rating-chapters'
import { seniorityNames } from '~/components/kit/seniority-names'
import { ButtonLink } from '~/components/ui/button'
import { PrintButton } from '~/components/ui/print-button'
import { KitInterviewAddress, KitSearch } from '~/domain/kit/address'
import { paths } from '~/paths'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readKitInterview } from '~/services/kit/read-kit.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.crumb ?? 'Interview'} · Assay` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const address = parseParams(params, KitInterviewAddress)
  const { version, seniority } = parseSearch(request, KitSearch)
  const asked = { role: address.role, version }
  const page = orRefuse(await readKitInterview(viewer, asked, address.interview, seniority))
  return { page, version, crumb: page.interview.name }
}

export default function KitInterview() {
  const { page, version } = useLoaderData<typeof loader>()
  const { interview, kit, seniority, prompts } = page
  const here = paths.kitInterview(kit.id, interview.id)
  const at = (to: string) =>
    `${here}?${new URLSearchParams({ ...(version ? { version: String(version) } : {}), seniority: to })}`
  return (
    <article>
      <header id="top">
        <p className="eyebrow small quiet">Interview guide</p>
        <h1 className="kit__title kit__title--part">{interview.name}</h1>
        <p className="meta kit__meta">
          <span>{interview.minutes}&nbsp;minutes</span>
          <span>
            {kit.name} {kit.version}
          </span>
          <span className="print-only">anchors of {seniorityNames[seniority]?.toLowerCase()}</span>
        </p>
        <nav className="tabs kit__tabs no-print" aria-label="Seniority of the anchors">
          {Object.entries(seniorityNames).map(([id, name]) => (
            <Link key={id} to={at(id)} preventScrollReset replace aria-current={id === seniority ? 'true' : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <div className="kit__acts no-print">
          <PrintButton>Print the guide</PrintButton>
          <ButtonLink to={`${paths.kitScorecard(kit.id, interview.id)}${at(seniority).slice(here.length)}`} icon="page">
            Blank scorecard
          </ButtonLink>
          {interview.pages.firstTime ? (
            <ButtonLink to={paths.kitFirstTime(kit.id, interview.id, version)}>First time with this guide</ButtonLink>
          ) : null}
          {interview.pages.forCandidate ? (
            <ButtonLink to={paths.kitForCandidate(kit.id, interview.id, version)}>For the candidate</ButtonLink>
          ) : null}
        </div>
      </header>
      <h2 className="vh">How it is run</h2>
      <GuideChapter interview={interview}>
        {prompts ? (
          <>
            <h3 className="h3 kit__sub">Prompt</h3>
            <p className="quiet">
              Each application gets {prompts.pick} of these {prompts.kindTitle} prompts:
            </p>
            <ul className="kit__list">
              {prompts.prompts.map(({ id, name }) => (
                <li key={id}>
                  <Link to={paths.kitPrompt(kit.id, id, version)} prefetch="intent">
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </GuideChapter>
      <RatingChapters criteria={page.criteria} flags={page.flags} seniority={seniority} />
      {page.cases.length > 0 ? (
        <section className="chapter no-print" aria-labelledby="h-cases">
          <div className="chapter__head">
            <h2 className="h2" id="h-cases">
              Practise on
            </h2>
            <span className="small quiet">written interviews with experts’ levels</span>
          </div>
          <ul className="kit__list">
            {page.cases.map(({ id, name }) => (
              <li key={id}>
                <Link to={paths.kitCase(kit.id, id, version)} prefetch="intent">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </article>
  )
}
