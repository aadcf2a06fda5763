import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Term } from '~/components/glossary/term'
import { CriterionFold } from '~/components/kit/criterion'
import { RatingRulesChapter } from '~/components/kit/rating-rules'
import { RedFlagFold } from '~/components/kit/red-flag'
import { seniorityNames } from '~/components/kit/seniority-names'
import { ButtonLink } from '~/components/ui/button'
import { PrintButton } from '~/components/ui/print-button'
import { KitAddress, KitSearch } from '~/domain/kit/address'
import { paths } from '~/paths'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readKit } from '~/services/kit/read-kit.server'
import { Need } from './need'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.kit.name ?? 'Kit'} · Assay` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { role } = parseParams(params, KitAddress)
  const { seniority, version, open } = parseSearch(request, KitSearch)
  return { kit: orRefuse(await readKit(viewer, { role, version }, seniority)), version, all: open === 'all' }
}

export default function KitOverview() {
  const { kit, version, all } = useLoaderData<typeof loader>()
  const seniority = {
    at: kit.seniority,
    to: (to: string, criterion: string) => {
      const search = new URLSearchParams({ ...(version ? { version: String(version) } : {}), seniority: to })
      return `${paths.kit(kit.id)}?${search}#${criterion}`
    },
  }
  return (
    <>
      <header id="top">
        <h1 className="kit__title">{kit.name}</h1>
        <p className="kit__stand">{kit.summary}</p>
        <p className="meta kit__meta">
          <span>Version {kit.version}</span>
          <span>{kit.criteria} criteria</span>
          <span>{kit.interviews} interviews</span>
          <span>{kit.redFlags} red flags</span>
          <span>{kit.prompts} prompts</span>
          {kit.usedBy ? (
            <span>
              in use by {kit.usedBy} open {kit.usedBy === 1 ? 'job' : 'jobs'}
            </span>
          ) : null}
        </p>
        <div className="kit__acts no-print">
          <PrintButton>Print the kit</PrintButton>
          <ButtonLink kind="quiet" to={paths.kitNotes(kit.id)}>
            Notes for the authors
          </ButtonLink>
        </div>
      </header>
      <Need kit={kit} />
      <section className="chapter" id="criteria" aria-labelledby="h-criteria">
        <ChapterHead
          id="h-criteria"
          title={<Term id="criterion">Criteria</Term>}
          says="Level 3 is what is expected at each seniority; the anchors differ by seniority"
        />
        <Folds kit={kit.id} version={version} all={all}>
          {kit.criteriaViews.map((criterion, at) => (
            <CriterionFold
              key={criterion.id}
              criterion={criterion}
              seniority={seniority}
              noteTo={paths.kitNotes(kit.id, criterion.id)}
              open={all || (at === 0 && version === null)}
            />
          ))}
        </Folds>
      </section>
      <RatingRulesChapter />
      <section className="chapter" id="flags" aria-labelledby="h-flags">
        <ChapterHead
          id="h-flags"
          title={<Term id="red-flag">Red flags</Term>}
          says="Record a flag only after the candidate could answer the probe"
        />
        <Folds kit={kit.id} version={version} all={all}>
          {kit.flagViews.map((flag) => (
            <RedFlagFold key={flag.id} flag={flag} open={all} />
          ))}
        </Folds>
      </section>
      <section className="chapter" id="interviews" aria-labelledby="h-interviews">
        <ChapterHead id="h-interviews" title="Interviews" says="Each has a guide that you can follow or print" />
        <ol className="rows rows--stack">
          {kit.interviewSummaries.map((one) => (
            <li key={one.id}>
              <span className="rows__what">
                <Link to={paths.kitInterview(kit.id, one.id, version)} prefetch="intent">
                  {one.name}
                </Link>{' '}
                <span className="quiet">
                  {one.minutes}&nbsp;min{one.promptSummary ? `, with ${one.promptSummary}` : ''}
                </span>
              </span>
              <span className="rows__why">{one.purpose}</span>
              <span className="rows__state faint">Rates {one.focus.join(', ')}</span>
              {one.pages.firstTime || one.pages.forCandidate ? (
                <span className="rows__state no-print">
                  {one.pages.firstTime ? (
                    <Link to={paths.kitFirstTime(kit.id, one.id, version)}>First time with this guide</Link>
                  ) : null}
                  {one.pages.forCandidate ? (
                    <Link to={paths.kitForCandidate(kit.id, one.id, version)}>For the candidate</Link>
                  ) : null}
                </span>
              ) : null}
              <ButtonLink className="rows__act no-print" to={paths.kitScorecard(kit.id, one.id, version)}>
                Blank scorecard
              </ButtonLink>
            </li>
          ))}
        </ol>
      </section>
      <section className="chapter" id="prompts" aria-labelledby="h-prompts">
        <ChapterHead
          id="h-prompts"
          title="Prompts"
          says="Each interview is suggested the prompt that the fewest candidates have seen"
        />
        {kit.mayReadUse ? (
          <p className="no-print">
            <Link to={paths.kitPrompts(kit.id)}>Prompts: use and rotation</Link>
          </p>
        ) : null}
        {kit.promptGroups.map(({ title, prompts }) => (
          <section key={title} aria-label={title}>
            <h3 className="h3 kit__sub">{title}</h3>
            <ol className="rows">
              {prompts.map((prompt) => (
                <li key={prompt.id}>
                  <span className="rows__what">
                    <Link to={paths.kitPrompt(kit.id, prompt.id, version)} prefetch="intent">
                      {prompt.name}
                    </Link>
                  </span>
                  <span className="rows__state faint">Rates {prompt.rates.join(', ')}</span>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </section>
      {kit.caseGroups.length > 0 ? (
        <section className="chapter" id="cases" aria-labelledby="h-cases">
          <ChapterHead
            id="h-cases"
            title={<Term id="calibration-case">Calibration cases</Term>}
            says="Written interviews to practise rating; the experts’ levels are hidden until you open them"
          />
          {kit.caseGroups.map(({ interview, cases }) => (
            <section key={interview} aria-label={interview}>
              <h3 className="h3 kit__sub">{interview}</h3>
              <ol className="rows">
                {cases.map((one) => (
                  <li key={one.id}>
                    <span className="rows__what">
                      <Link to={paths.kitCase(kit.id, one.id, version)} prefetch="intent">
                        {one.name}
                      </Link>
                    </span>
                  </li>
                ))}
              </ol>
            </section>
          ))}
        </section>
      ) : null}
      <section className="chapter" aria-labelledby="h-seniority">
        <ChapterHead id="h-seniority" title="Seniority" says="What is expected of each seniority in this role" />
        <dl className="terms">
          {kit.seniorities.map(({ id, description }) => [
            <dt key={id}>{seniorityNames[id]}</dt>,
            <dd key={`${id} description`}>{description}</dd>,
          ])}
        </dl>
      </section>
    </>
  )
}

function ChapterHead({ id, title, says }: { id: string; title: ReactNode; says: string }) {
  return (
    <div className="chapter__head">
      <h2 className="h2" id={id}>
        {title}
      </h2>
      <span className="small quiet">{says}</span>
    </div>
  )
}

type FoldsProps = { kit: string; version: number | null; all: boolean; children: ReactNode }

/** Folded parts under one another, with a link that opens or folds all of them. */
function Folds({ kit, version, all, children }: FoldsProps) {
  const search = new URLSearchParams({
    ...(version ? { version: String(version) } : {}),
    ...(all ? {} : { open: 'all' }),
  })
  return (
    <>
      <p className="kit__all no-print">
        <Link to={`${paths.kit(kit)}?${search}`} preventScrollReset replace>
          {all ? 'Close all' : 'Open all'}
        </Link>
      </p>
      <div className="folds">{children}</div>
    </>
  )
}
