import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ForCandidate } from '~/components/kit/for-candidate'
import { CopyButton } from '~/components/ui/copy-button'
import { Empty } from '~/components/ui/message'
import { PrintButton } from '~/components/ui/print-button'
import { KitInterviewAddress, KitSearch } from '~/domain/kit/address'
import { forCandidateText } from '~/domain/kit/for-candidate-text'
import { paths } from '~/paths'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readForCandidate } from '~/services/kit/read-interview-pages.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.crumb ?? 'For the candidate'} · Assay` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { role, interview } = parseParams(params, KitInterviewAddress)
  const { version } = parseSearch(request, KitSearch)
  const page = orRefuse(await readForCandidate(viewer, { role, version }, interview))
  return { page, version, crumb: `For the candidate: ${page.interview.name}` }
}

export default function ForCandidatePage() {
  const { page, version } = useLoaderData<typeof loader>()
  const { kit, interview, forCandidate } = page
  const guide = paths.kitInterview(kit.id, interview.id, version)
  return (
    <article>
      <header id="top">
        <p className="eyebrow small quiet">For the candidate</p>
        <h1 className="kit__title kit__title--part">{interview.name}</h1>
        <p className="meta kit__meta">
          <span>{interview.minutes}&nbsp;minutes</span>
          <span className="no-print">
            {kit.name} {kit.version}
          </span>
          <Link className="no-print" to={guide}>
            Interview guide
          </Link>
        </p>
        {forCandidate ? (
          <div className="kit__acts no-print">
            <CopyButton text={forCandidateText(forCandidate, interview)}>Copy the text</CopyButton>
            <PrintButton>Print this page</PrintButton>
          </div>
        ) : null}
      </header>
      {forCandidate ? (
        <>
          <p className="quiet no-print kit__sub">
            You may send all of this page to a candidate before the interview. It names no question, prompt or level.
          </p>
          <ForCandidate sent={forCandidate} />
        </>
      ) : (
        <Empty title="Nothing is written here yet" act={<Link to={guide}>Read the interview guide</Link>}>
          This version of the kit has no page for candidates about this interview.
        </Empty>
      )}
    </article>
  )
}
