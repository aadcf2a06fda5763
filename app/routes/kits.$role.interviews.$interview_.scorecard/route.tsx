import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlankScorecard } from '~/components/kit/blank-scorecard'
import { seniorityNames } from '~/components/kit/seniority-names'
import { PrintButton } from '~/components/ui/print-button'
import { KitInterviewAddress, KitSearch } from '~/domain/kit/address'
import { mustExist } from '~/domain/shared/must-exist'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readKitInterview } from '~/services/kit/read-kit.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.crumb ?? 'Scorecard'} · Assay` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const address = parseParams(params, KitInterviewAddress)
  const { version, seniority } = parseSearch(request, KitSearch)
  const asked = { role: address.role, version }
  const page = orRefuse(await readKitInterview(viewer, asked, address.interview, seniority))
  return { page, crumb: `Blank scorecard: ${page.interview.name}` }
}

export default function KitScorecard() {
  const { page } = useLoaderData<typeof loader>()
  return (
    <>
      <div className="kit__acts no-print">
        <PrintButton>Print the scorecard</PrintButton>
      </div>
      <BlankScorecard
        interview={page.interview}
        kit={`${page.kit.name} ${page.kit.version}`}
        seniority={mustExist(seniorityNames[page.seniority], `name of the seniority ${page.seniority}`).toLowerCase()}
        criteria={page.criteria}
        flags={page.flags}
      />
    </>
  )
}
