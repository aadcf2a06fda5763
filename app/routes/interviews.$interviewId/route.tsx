import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CandidatePages } from '~/components/candidate-link/candidate-pages'
import { ContentsBeside, ContentsFolded } from '~/components/kit/contents-frame'
import { CriterionArticle } from '~/components/kit/criterion'
import { PlaceOf } from '~/components/place-of'
import { seniorityNames } from '~/components/kit/seniority-names'
import { GuideSheet } from '~/components/kit/guide-sheet'
import { GuideChapter } from '~/components/kit/interview-guide'
import { ChoosePromptsForm } from '~/components/prompt-rotation/choose-prompts'
import { GuidePrompt } from '~/components/prompt-rotation/guide-prompt'
import { RatingRulesChapter } from '~/components/kit/rating-rules'
import { RedFlagArticle } from '~/components/kit/red-flag'
import { ButtonLink } from '~/components/ui/button'
import { Page } from '~/components/ui/frame'
import { Icon } from '~/components/ui/icon'
import { Note } from '~/components/ui/message'
import { Breadcrumbs } from '~/components/ui/page'
import { PrintButton } from '~/components/ui/print-button'
import { useOpenInPrint, useOpenTarget } from '~/components/ui/use-open'
import { GuideSearch, HandOver, MakeLink, RevokeLink } from '~/domain/candidate-link/schemas'
import { ChoosePrompts } from '~/domain/prompt-rotation/schemas'
import { InterviewAddress } from '~/domain/scorecard/address'
import { paths } from '~/paths'
import { redirectWithMessage } from '~/platform/flash.server'
import { originOf } from '~/platform/origin.server'
import { parseForm, parseParams, parseSearch, postedForm } from '~/platform/parse.server'
import { orRefuse, refuse, statusOf } from '~/platform/refuse.server'
import { requireViewer } from '~/platform/session.server'
import { handOverExhibit, revokeCandidateLink } from '~/services/candidate-link/change-link.server'
import { makeCandidateLink } from '~/services/candidate-link/make-link.server'
import { choosePrompts } from '~/services/prompt-rotation/choose-prompts.server'
import { readGuide } from '~/services/interview/read-guide.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.guide.interview.name ?? 'Interview'} · Assay` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, 'read-kits')
  const { interviewId } = parseParams(params, InterviewAddress)
  const { linksBefore } = parseSearch(request, GuideSearch)
  return { guide: orRefuse(await readGuide(viewer, interviewId, linksBefore)) }
}

/** `about`: the form that the error belongs to. */
type Answer = { error: string | null; about: Form; link: { href: string; until: string } | null }
type Form = 'handout' | 'prompts'

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, 'make-candidate-link')
  const { interviewId } = parseParams(params, InterviewAddress)
  const here = paths.candidateLinks(interviewId, parseSearch(request, GuideSearch).linksBefore)
  const intent = (await postedForm(request)).get('intent')
  switch (intent) {
    case 'choose-prompts': {
      const form = await parseForm(request, ChoosePrompts)
      if (!form.ok) return mend(Object.values(form.fieldErrors)[0] ?? '', 422, 'prompts')
      const chosen = await choosePrompts(viewer, interviewId, form.value)
      if (!chosen.ok) return refused(chosen.error, 'prompts')
      return redirectWithMessage(`${paths.interview(interviewId)}#prompts`, 'The prompt of this interview is saved.')
    }
    case 'make-link': {
      const form = await parseForm(request, MakeLink)
      if (!form.ok) return mend(Object.values(form.fieldErrors)[0] ?? '')
      const made = await makeCandidateLink(viewer, interviewId, form.value)
      if (!made.ok) return refused(made.error)
      const { token, until } = made.value
      return data<Answer>({
        error: null,
        about: 'handout',
        link: { href: originOf(request) + paths.task(token), until },
      })
    }
    case 'revoke-link': {
      const form = await parseForm(request, RevokeLink)
      if (!form.ok) return mend(Object.values(form.fieldErrors)[0] ?? '')
      orRefuse(await revokeCandidateLink(viewer, { interviewId, ...form.value }))
      return redirectWithMessage(here, 'The page is closed.')
    }
    case 'hand-over': {
      const form = await parseForm(request, HandOver)
      if (!form.ok) return mend(Object.values(form.fieldErrors)[0] ?? '')
      const given = await handOverExhibit(viewer, { interviewId, ...form.value })
      if (!given.ok) return refused(given.error)
      return redirectWithMessage(here, 'The exhibit is on the candidate’s page once they reload it.')
    }
    default:
      throw new Response('The form contains a value that this page does not accept. Load the page again.', {
        status: 400,
      })
  }
}

const mend = (error: string, status = 422, about: Form = 'handout') =>
  data<Answer>({ error, about, link: null }, { status })

/** What has a sentence is said on the page; what is not there or not allowed ends the request. */
function refused(error: { code: string; message?: string }, about: Form = 'handout') {
  return error.message ? mend(error.message, statusOf(error.code), about) : refuse(error)
}

export default function InterviewGuide() {
  const answer = useActionData<typeof action>()
  const { guide } = useLoaderData<typeof loader>()
  const { interview } = guide
  const own = guide.scorecardId
  useOpenTarget()
  useOpenInPrint()
  return (
    <Page>
      <Breadcrumbs
        crumbs={[
          own ? { label: 'My interviews', to: paths.interviews() } : { label: 'Kits', to: paths.kits() },
          { label: `${interview.name}, ${guide.candidate}` },
        ]}
      />
      <GuideSheet
        interview={interview}
        prompts={guide.prompts}
        criteria={guide.criteria}
        about={[guide.candidate, guide.job, guide.when, guide.place?.text ?? null]}
      />
      <div className="kit">
        <div className="kit__side">
          <ContentsBeside>
            <GuideContents guide={guide} />
          </ContentsBeside>
        </div>
        <ContentsFolded>
          <GuideContents guide={guide} />
        </ContentsFolded>
        <div className="kit__body">
          <header id="guide">
            <h1 className="kit__title">{interview.name}</h1>
            <p className="meta kit__meta">
              <span>{guide.candidate}</span>
              {guide.namesHidden ? (
                <span>
                  <Icon name="hidden" className="inline" /> names hidden
                </span>
              ) : null}
              <span>{guide.job}</span>
              <span>{guide.when ?? 'no time set yet'}</span>
              <span>{interview.minutes}&nbsp;min</span>
              {guide.place ? <PlaceOf place={guide.place} /> : null}
              <span>{guide.others.length > 0 ? `with ${guide.others.join(' and ')}` : 'one interviewer'}</span>
            </p>
            {guide.cancelled ? <Note>This interview was cancelled. No scorecard is needed.</Note> : null}
            <div className="kit__acts no-print">
              {own ? (
                <>
                  <ButtonLink kind="primary" to={paths.liveInterview(guide.interviewId)}>
                    Run this interview
                  </ButtonLink>
                  <ButtonLink to={paths.scorecard(own)}>Open the scorecard</ButtonLink>
                </>
              ) : null}
              <PrintButton>Print on two pages</PrintButton>
              <ButtonLink to={paths.interviewScorecard(guide.interviewId)} icon="page">
                Blank scorecard
              </ButtonLink>
              {interview.pages.firstTime ? (
                <ButtonLink to={paths.kitFirstTime(guide.kitId, interview.id, guide.kitVersionId)}>
                  First time with this guide
                </ButtonLink>
              ) : null}
              {interview.pages.forCandidate ? (
                <ButtonLink to={paths.kitForCandidate(guide.kitId, interview.id, guide.kitVersionId)}>
                  For the candidate
                </ButtonLink>
              ) : null}
            </div>
          </header>
          {guide.choice ? <ChoosePromptsForm choice={guide.choice} error={errorOf(answer, 'prompts')} /> : null}
          <CandidatePages
            interviewId={guide.interviewId}
            links={guide.links}
            fresh={answer?.link ?? null}
            error={errorOf(answer, 'handout')}
          />
          <section className="chapter" aria-label="Guide">
            <p className="eyebrow small">
              <span>Guide</span>
              <span>{guide.kit}, as when the loop was planned</span>
            </p>
            <GuideChapter interview={interview} />
          </section>
          {guide.prompts.map((prompt) => (
            <GuidePrompt key={prompt.id} prompt={prompt} candidate={guide.candidate} />
          ))}
          <RatingRulesChapter />
          <section className="chapter" id="criteria" aria-label="Criteria">
            <p className="eyebrow small">
              <span>What you rate</span>
              <span>Anchors of the seniority {seniorityNames[guide.seniority]?.toLowerCase()}</span>
            </p>
            {guide.criteria.map((criterion) => (
              <CriterionArticle key={criterion.id} criterion={criterion} />
            ))}
          </section>
          <section className="chapter" id="flags" aria-label="Red flags">
            <p className="eyebrow small">
              <span>Red flags to watch for</span>
              <span>Record a flag only after the candidate could answer the probe</span>
            </p>
            {guide.flags.map((flag) => (
              <RedFlagArticle key={flag.id} flag={flag} at={guide.seniority} />
            ))}
          </section>
        </div>
      </div>
    </Page>
  )
}

const errorOf = (answer: Answer | undefined, about: Form) => (answer?.about === about ? answer.error : null)

type Guide = ReturnType<typeof useLoaderData<typeof loader>>['guide']

function GuideContents({ guide }: { guide: Guide }) {
  const places = [
    { id: 'guide', name: 'How it is run' },
    ...(guide.choice ? [{ id: 'prompts', name: 'Which prompt' }] : []),
    ...(guide.links.prompts.length > 0 ? [{ id: 'handout', name: 'For the candidate' }] : []),
    ...guide.prompts.map(({ id, name }) => ({ id: `prompt-${id}`, name })),
  ]
  return (
    <ol className="plainlist">
      {places.map(({ id, name }) => (
        <li key={id}>
          <a href={`#${id}`}>{name}</a>
        </li>
      ))}
      <li>
        <a href="#rules">How to rate</a>
      </li>
      <li>
        <a href="#criteria">What you rate</a>
        <ol className="plainlist">
          {guide.criteria.map(({ id, name }) => (
            <li key={id}>
              <a href={`#${id}`}>{name}</a>
            </li>
          ))}
        </ol>
      </li>
      <li>
        <a href="#flags">Red flags</a>
      </li>
    </ol>
  )
}
