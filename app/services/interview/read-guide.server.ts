import type { CandidateLinks } from '~/domain/candidate-link/view'
import type { PlaceView } from '~/domain/interview/live'
import { placeView } from '~/domain/interview/place-link'
import { criterionOf, interviewOf } from '~/domain/kit/entry'
import type { PromptChoice, RetiredView } from '~/domain/prompt-rotation/view'
import { withPromptWords } from '~/domain/kit/prompt-words'
import type { CriterionView, FlagView, InterviewView, PromptView } from '~/domain/kit/views'
import type { Viewer } from '~/domain/policy/policy'
import { ok, type Result } from '~/domain/shared/result'
import { shortDayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { candidateNames } from '../candidate/candidate-names.server'
import { describeCriterion, describeFlag, describeInterview } from '~/services/kit/describe-kit.server'
import { describePrompt } from '~/services/kit/describe-prompt.server'
import { endedWithApplication } from '~/services/candidate-link/ended-with-application.server'
import { readLinks } from '~/services/candidate-link/read-links.server'
import { describeChoice } from '~/services/prompt-rotation/describe-choice.server'
import { promptsInUse } from '~/services/prompt-rotation/prompts-in-use.server'
import { pinnedKit } from '~/services/kit/pinned-kit.server'
import { findInterviewToRun } from './find-interview.server'

export type InterviewGuide = {
  interviewId: number
  /** The viewer's own scorecard of this interview, where they have one to write. */
  scorecardId: number | null
  candidate: string
  namesHidden: boolean
  job: string
  seniority: 'mid' | 'senior' | 'staff'
  kit: string
  kitId: string
  /** The version that the job pinned; further pages of the kit are read from it. */
  kitVersionId: number
  when: string | null
  place: PlaceView | null
  cancelled: boolean
  others: string[]
  interview: InterviewView
  criteria: CriterionView[]
  flags: FlagView[]
  /** Those recorded for this interview; `retired`: it was retired since. */
  prompts: (PromptView & { retired: RetiredView | null })[]
  /** What else could be used; null to those who may not choose. */
  choice: PromptChoice | null
  links: CandidateLinks
}

/**
 * The kit of one interview as the job pinned it: for whoever is assigned to it, and for those who plan it. Nothing in it
 * depends on what anybody submitted.
 */
export async function readGuide(
  viewer: Viewer,
  interviewId: number,
  linksBefore: number | null = null,
): Promise<Result<InterviewGuide, { code: 'INTERVIEW_NOT_FOUND' }>> {
  const { organisationId, userId, timeZone } = viewer
  const run = await findInterviewToRun(db(), viewer, interviewId)
  if (!run.ok) return run
  const { interview: found, assigned, handsOut } = run.value
  const { id: applicationId, state, candidate, job } = found.loop.application
  const kit = await pinnedKit(organisationId, found.loop.kitVersionId)
  const interview = interviewOf(kit, found.kitInterview.key)
  const names = await candidateNames(viewer)
  const watched = new Set(interview.red_flags)
  const prompts = await promptsInUse(db(), { organisationId, interviewId, kit })
  const described = prompts.map((prompt) => describePrompt(kit, prompt, job.seniority))
  const place = { interviewId, loopId: found.loop.id, applicationId, candidateId: candidate.id, kit, asked: interview }
  const { choice, retired } = await describeChoice(db(), viewer, place, prompts)
  const ended = await endedWithApplication(db(), { organisationId, id: applicationId, state })
  return ok({
    interviewId,
    scorecardId: assigned?.id ?? null,
    candidate: names.label(candidate, job),
    namesHidden: names.isHidden(candidate, job),
    job: job.name,
    seniority: job.seniority,
    kit: `${kit.name} ${kit.version}`,
    kitId: kit.id,
    kitVersionId: found.loop.kitVersionId,
    when: found.startsAt && shortDayAndTime(found.startsAt, timeZone),
    place: found.place === null ? null : placeView(found.place),
    cancelled: found.state === 'cancelled',
    others: found.scorecards
      .filter((card) => card.userId !== userId)
      .map(({ user, shadow }) => `${user.name ?? 'a former colleague'}${shadow ? ' (shadow)' : ''}`),
    interview: withPromptWords(describeInterview(kit, interview, job.seniority), described),
    criteria: interview.focus.map((id) => describeCriterion(criterionOf(kit, id), job.seniority)),
    flags: kit.red_flags.filter(({ id }) => watched.has(id)).map((flag) => describeFlag(flag, job.seniority)),
    prompts: described.map((prompt) => ({ ...prompt, retired: retired.get(prompt.id) ?? null })),
    choice: handsOut && found.state === 'planned' ? choice : null,
    links: await readLinks(viewer, {
      interviewId,
      prompts,
      offered: prompts.filter(({ id }) => !retired.has(id)),
      handsOut: handsOut && found.state === 'planned' && !ended,
      ended,
      before: linksBefore,
    }),
  })
}
