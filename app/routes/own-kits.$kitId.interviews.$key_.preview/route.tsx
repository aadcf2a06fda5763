import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { BlankScorecard } from '~/components/kit/blank-scorecard'
import { FirstTime } from '~/components/kit/first-time'
import { ForCandidate } from '~/components/kit/for-candidate'
import { GuideChapter } from '~/components/kit/interview-guide'
import { RatingChapters } from '~/components/kit/rating-chapters'
import { seniorityNames } from '~/components/kit/seniority-names'
import { PreviewHead } from '~/components/kit-editor/preview-head'
import { Empty } from '~/components/ui/message'
import { seniorities } from '~/domain/kit/schema'
import { interviewPreviews, InterviewPreviewSearch, type InterviewPreview } from '~/domain/kit-draft/preview-search'
import { OwnKitPartAddress } from '~/domain/kit-draft/schemas'
import { paths } from '~/paths'
import { parseParams, parseSearch } from '~/platform/parse.server'
import { orRefuse } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { previewInterview } from '~/services/own-kit/preview-draft.server'

export const meta = () => [{ title: 'Preview of a draft · Assay' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'edit-kits')
  const { kitId, key } = parseParams(params, OwnKitPartAddress)
  const { as, seniority } = parseSearch(request, InterviewPreviewSearch)
  const preview = orRefuse(await previewInterview(viewer, kitId, key, seniority))
  return { kitId, key, as, preview, crumb: `Preview: ${preview.page.interview.name}` }
}

const NAMES: Record<InterviewPreview, string> = {
  guide: 'Interview guide',
  scorecard: 'Scorecard',
  'first-time': 'First time',
  candidate: 'For the candidate',
}

export default function PreviewInterview() {
  const { kitId, key, as, preview } = useLoaderData<typeof loader>()
  const { page, problems } = preview
  const at = (to: InterviewPreview, seniority: string = page.seniority) =>
    paths.ownKitPreview(kitId, 'interviews', key, to, seniority)
  return (
    <article>
      <PreviewHead
        by={as === 'candidate' ? 'candidates' : 'interviewers'}
        edit={paths.ownKitInterview(kitId, key)}
        problems={problems}
        previews={interviewPreviews.map((to) => ({ to: at(to), name: NAMES[to], current: to === as }))}
        {...(as === 'guide' || as === 'scorecard'
          ? { seniorities: seniorities.map((id) => ({ id, to: at(as, id), current: id === page.seniority })) }
          : {})}
      />
      <Shown />
    </article>
  )
}

function Shown() {
  const { kitId, as, preview } = useLoaderData<typeof loader>()
  const { page, prompts, forCandidate, firstTime } = preview
  const { interview, criteria, flags, seniority } = page
  if (as === 'scorecard')
    return (
      <BlankScorecard
        interview={interview}
        kit={`${page.kit.name}, draft`}
        seniority={(seniorityNames[seniority] ?? seniority).toLowerCase()}
        criteria={criteria}
        flags={flags}
      />
    )
  return (
    <>
      <h1 className="kit__title kit__title--part">{interview.name}</h1>
      <p className="meta kit__meta">
        <span>{interview.minutes}&nbsp;minutes</span>
        <span>{page.kit.name}, draft</span>
        {as === 'guide' ? (
          <span className="print-only">anchors of {seniorityNames[seniority]?.toLowerCase()}</span>
        ) : null}
      </p>
      {as === 'guide' ? (
        <>
          <h2 className="vh">How it is run</h2>
          <GuideChapter interview={interview}>
            <Prompts kitId={kitId} prompts={prompts} as="interviewer" />
          </GuideChapter>
          <RatingChapters criteria={criteria} flags={flags} seniority={seniority} />
        </>
      ) : as === 'first-time' ? (
        firstTime ? (
          <FirstTime first={firstTime} />
        ) : (
          <Empty title="Nothing is written here yet">
            This interview has no page for people who run it for the first time.
          </Empty>
        )
      ) : (
        <>
          {forCandidate ? (
            <ForCandidate sent={forCandidate} />
          ) : (
            <Empty title="Nothing is written here yet">This interview has no page for candidates.</Empty>
          )}
          <Prompts kitId={kitId} prompts={prompts} as="candidate" />
        </>
      )}
    </>
  )
}

type PromptsProps = { kitId: number; prompts: readonly { key: string; name: string }[]; as: string }

function Prompts({ kitId, prompts, as }: PromptsProps) {
  if (prompts.length === 0) return null
  return (
    <>
      <h3 className="h3 kit__sub">Prompts</h3>
      <ul className="kit__list">
        {prompts.map(({ key, name }) => (
          <li key={key}>
            <Link to={paths.ownKitPreview(kitId, 'prompts', key, as)}>{name}</Link>
          </li>
        ))}
      </ul>
    </>
  )
}
