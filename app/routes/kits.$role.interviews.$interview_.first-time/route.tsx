import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { FirstTime } from '~/components/kit/first-time'
import { Empty } from '~/components/ui/message'
import { PrintButton } from '~/components/ui/print-button'
import { KitInterviewAddress, KitSearch } from '~/domain/kit/address'
import { paths } from '~/paths'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readFirstTime } from '~/services/kit/read-interview-pages.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.crumb ?? 'First time'} · Assay` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { role, interview } = parseParams(params, KitInterviewAddress)
  const { version } = parseSearch(request, KitSearch)
  const page = orRefuse(await readFirstTime(viewer, { role, version }, interview))
  return { page, version, crumb: `First time: ${page.interview.name}` }
}

export default function FirstTimePage() {
  const { page, version } = useLoaderData<typeof loader>()
  const { kit, interview, firstTime } = page
  const guide = paths.kitInterview(kit.id, interview.id, version)
  return (
    <article>
      <header id="top">
        <p className="eyebrow small quiet">First time with this guide</p>
        <h1 className="kit__title kit__title--part">{interview.name}</h1>
        <p className="meta kit__meta">
          <span>10 minutes to read</span>
          <span>
            {kit.name} {kit.version}
          </span>
          <Link to={guide}>Interview guide</Link>
        </p>
        {firstTime ? (
          <div className="kit__acts no-print">
            <PrintButton>Print this page</PrintButton>
          </div>
        ) : null}
      </header>
      {firstTime ? (
        <FirstTime first={firstTime} />
      ) : (
        <Empty title="Nothing is written here yet" act={<Link to={guide}>Read the interview guide</Link>}>
          This version of the kit has no introduction for people who run this interview for the first time.
        </Empty>
      )}
    </article>
  )
}
