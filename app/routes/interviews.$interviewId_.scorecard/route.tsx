import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlankScorecard } from '~/components/kit/blank-scorecard'
import { seniorityNames } from '~/components/kit/seniority-names'
import { Page } from '~/components/ui/frame'
import { Breadcrumbs } from '~/components/ui/page'
import { PrintButton } from '~/components/ui/print-button'
import { InterviewAddress } from '~/domain/scorecard/address'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'
import { parseParams } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readGuide } from '~/services/interview/read-guide.server'

export const meta: MetaFunction = () => [{ title: 'Blank scorecard · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { interviewId } = parseParams(params, InterviewAddress)
  const { interview, criteria, flags, kit, seniority, candidate, when, scorecardId } = orRefuse(
    await readGuide(viewer, interviewId),
  )
  const { name, minutes } = interview
  const interviewer = scorecardId ? viewer.name : null
  return { interviewId, interview: { name, minutes }, criteria, flags, kit, seniority, candidate, when, interviewer }
}

export default function InterviewScorecard() {
  const { interviewId, interviewer, seniority, ...sheet } = useLoaderData<typeof loader>()
  return (
    <Page>
      <Breadcrumbs
        crumbs={[
          { label: `${sheet.interview.name}, ${sheet.candidate}`, to: paths.interview(interviewId) },
          { label: 'Blank scorecard' },
        ]}
      />
      <div className="kit__acts no-print">
        <PrintButton>Print the scorecard</PrintButton>
      </div>
      <BlankScorecard
        {...sheet}
        seniority={mustExist(seniorityNames[seniority], `name of the seniority ${seniority}`).toLowerCase()}
        interviewer={interviewer ?? undefined}
      />
    </Page>
  )
}
