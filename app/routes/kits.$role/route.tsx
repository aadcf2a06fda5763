import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CriterionArticle } from '~/components/kit/criterion'
import { GuideChapter } from '~/components/kit/interview-guide'
import { PromptBody } from '~/components/kit/prompt'
import { RedFlagArticle } from '~/components/kit/red-flag'
import { Page } from '~/components/ui/frame'
import { Breadcrumbs } from '~/components/ui/page'
import { KitAddress, KitSearch } from '~/domain/kit/address'
import { paths } from '~/paths'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readKit } from '~/services/kit/read-kit.server'
import { Contents } from './contents'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.kit.name ?? 'Kit'} · Assay` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { role } = parseParams(params, KitAddress)
  const { seniority } = parseSearch(request, KitSearch)
  return { kit: orRefuse(await readKit(viewer, role, seniority)) }
}

export default function KitToRead() {
  const { kit } = useLoaderData<typeof loader>()
  const seniority = { at: kit.seniority, to: (to: string) => `${paths.kit(kit.id)}?seniority=${to}` }
  return (
    <Page>
      <Breadcrumbs crumbs={[{ label: 'Kits', to: paths.kits() }, { label: kit.name }]} />
      <div className="kit">
        <Contents kit={kit} />
        <div className="kit__body">
          <header id="top">
            <h1 className="kit__title">{kit.name}</h1>
            <p className="kit__stand">{kit.summary}</p>
            <p className="meta kit__meta">
              <span>Version {kit.version}</span>
              <span>{kit.criteria} criteria</span>
              <span>{kit.interviews} interviews</span>
              <span>{kit.redFlags} red flags</span>
              {kit.usedBy ? (
                <span>
                  in use by {kit.usedBy} open {kit.usedBy === 1 ? 'job' : 'jobs'}
                </span>
              ) : null}
            </p>
            <dl className="terms">
              {kit.seniorities.map(({ id, words }) => [<dt key={id}>{id}</dt>, <dd key={`${id} words`}>{words}</dd>])}
            </dl>
          </header>
          <section className="chapter" id="criteria" aria-label="Criteria">
            <p className="eyebrow small">
              <span>Criteria</span>
              <span>Level 3 is what is expected at every seniority: the anchors move, its meaning does not</span>
            </p>
            {kit.criteriaViews.map((criterion) => (
              <CriterionArticle key={criterion.id} criterion={criterion} seniority={seniority} />
            ))}
          </section>
          <section className="chapter" id="flags" aria-label="Red flags">
            <p className="eyebrow small">
              <span>Red flags</span>
              <span>A flag is a finding that the candidate could answer</span>
            </p>
            {kit.flagViews.map((flag) => (
              <RedFlagArticle key={flag.id} flag={flag} />
            ))}
          </section>
          {kit.interviewViews.map((interview) => (
            <section
              className="chapter"
              id={`interview-${interview.id}`}
              key={interview.id}
              aria-label={interview.name}
            >
              <p className="eyebrow small">
                <span>Interview</span>
                <span>
                  {interview.minutes}&nbsp;minutes
                  {interview.promptKind ? `, with a prompt of the kind ${interview.promptKind}` : ''}
                </span>
              </p>
              <h2 className="chapter__h">{interview.name}</h2>
              <GuideChapter interview={interview} />
            </section>
          ))}
          {kit.promptViews.map((prompt) => (
            <section className="chapter" id={`prompt-${prompt.id}`} key={prompt.id} aria-label={prompt.name}>
              <p className="eyebrow small">
                <span>Prompt</span>
                <span>
                  {prompt.kind}, rates {prompt.rates.map(({ name }) => name).join(', ')}
                </span>
              </p>
              <h2 className="chapter__h">{prompt.name}</h2>
              <PromptBody prompt={prompt} />
            </section>
          ))}
        </div>
      </div>
    </Page>
  )
}
