import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LiveScreen } from '~/components/live/live-screen'
import { InterviewAddress } from '~/domain/scorecard/address'
import { paths } from '~/paths'
import { parseParams } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { readLive } from '~/services/interview/read-live.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.live.editor.interview.name ?? 'Interview'}, running · Assay` },
]

/** The screen draws its own bar. */
export const handle = { frame: () => 'bare' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'use-account')
  const { interviewId } = parseParams(params, InterviewAddress)
  const page = orRefuse(await readLive(viewer, interviewId))
  if (page.mode === 'over')
    throw redirect(page.scorecardId === null ? paths.interview(interviewId) : paths.scorecard(page.scorecardId))
  return { live: page.live }
}

export default function Live() {
  const { live } = useLoaderData<typeof loader>()
  return <LiveScreen key={live.editor.scorecardId} live={live} />
}
