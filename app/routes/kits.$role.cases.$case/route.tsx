import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useParams } from '@remix-run/react'
import { Anchors, Terms } from '~/components/kit/criterion'
import { seniorityNames } from '~/components/kit/seniority-names'
import { Transcript } from '~/components/kit/transcript'
import { Level } from '~/components/ui/level'
import { PrintButton } from '~/components/ui/print-button'
import { KitCaseAddress, KitSearch } from '~/domain/kit/address'
import { paths } from '~/paths'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readKitCase } from '~/services/kit/read-kit.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.crumb ?? 'Case'} · Assay` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const address = parseParams(params, KitCaseAddress)
  const { version } = parseSearch(request, KitSearch)
  const page = orRefuse(await readKitCase(viewer, { role: address.role, version }, address.case))
  return { page, version, crumb: page.name }
}

export default function KitCase() {
  const { page, version } = useLoaderData<typeof loader>()
  const { role = '' } = useParams()
  return (
    <article>
      <header id="top">
        <p className="eyebrow small quiet">Calibration case</p>
        <h1 className="kit__title kit__title--part">{page.name}</h1>
        <p className="meta kit__meta">
          <span>
            of <Link to={paths.kitInterview(role, page.interview.id, version)}>{page.interview.name}</Link>
          </span>
          <span>{seniorityNames[page.seniority]}</span>
          {page.prompt ? (
            <span>
              with <Link to={paths.kitPrompt(role, page.prompt.id, version)}>{page.prompt.name}</Link>
            </span>
          ) : null}
        </p>
        <div className="kit__acts no-print">
          <PrintButton>Print this case</PrintButton>
        </div>
      </header>
      <div className="prose kit__case">
        <Transcript text={page.transcript} />
      </div>
      <section className="chapter" aria-labelledby="h-rate">
        <div className="chapter__head">
          <h2 className="h2" id="h-rate">
            Rate it
          </h2>
          <span className="small quiet">Choose a level for each criterion before you open the expert levels</span>
        </div>
        {page.criteria.map((criterion) => (
          <article className="criterion" key={criterion.id}>
            <h3 className="h2">{criterion.name}</h3>
            <Anchors anchors={criterion.anchors} />
            <Terms terms={criterion.terms} />
            <details className="kit__expert">
              <summary>The experts’ level</summary>
              <p>
                <Level level={criterion.expert.level} /> {criterion.expert.because}
              </p>
            </details>
          </article>
        ))}
      </section>
    </article>
  )
}
