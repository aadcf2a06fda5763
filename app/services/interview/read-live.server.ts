import { placeView } from '~/domain/interview/place-link'
import type { LiveInterview } from '~/domain/interview/live'
import { factsOnRequest } from '~/domain/kit/prompt-words'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { now } from '~/platform/clock.server'
import { shortDayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { describePrompt } from '~/services/kit/describe-prompt.server'
import { pinnedKit } from '~/services/kit/pinned-kit.server'
import { promptsInUse } from '~/services/prompt-rotation/prompts-in-use.server'
import { editScorecard } from '~/services/scorecard/edit-scorecard.server'
import { applicationOf, findOwnScorecard } from '~/services/scorecard/find-scorecard.server'

export type LivePage =
  | { mode: 'run'; live: LiveInterview }
  /** Nothing is run any more: the scorecard was submitted, or the interview cancelled. */
  | { mode: 'over'; scorecardId: number | null }

/**
 * The screen from which somebody runs an interview that they are assigned to: the draft of their own scorecard, the guide
 * with the words of the prompts in use, and nothing that depends on what colleagues submitted.
 */
export async function readLive(
  viewer: Viewer,
  interviewId: number,
): Promise<Result<LivePage, { code: 'INTERVIEW_NOT_FOUND' }>> {
  const { organisationId, userId, timeZone } = viewer
  const gone = fail({ code: 'INTERVIEW_NOT_FOUND' })
  const seat = await db().scorecard.findFirst({
    where: { organisationId, interviewId, userId, releasedAt: null },
    select: { id: true, scorecardVersions: { select: { number: true }, take: 1 } },
  })
  if (!seat) return gone
  const found = await findOwnScorecard(db(), viewer, seat.id)
  if (!found.ok) return gone
  const card = found.value
  if (seat.scorecardVersions.length > 0) return ok({ mode: 'over', scorecardId: seat.id })
  if (card.interview.state === 'cancelled') return ok({ mode: 'over', scorecardId: null })
  const { job } = applicationOf(card)
  const kit = await pinnedKit(organisationId, card.interview.loop.kitVersionId)
  const used = await promptsInUse(db(), { organisationId, interviewId, kit })
  const prompts = used.map((prompt) => describePrompt(kit, prompt, job.seniority))
  const { startsAt, place } = card.interview
  return ok({
    mode: 'run',
    live: {
      editor: await editScorecard(viewer, card, []),
      when: startsAt && shortDayAndTime(startsAt, timeZone),
      place: place === null ? null : placeView(place),
      now: now().toISOString(),
      prompts: prompts.map(({ id, name, parts, facts, sheet }) => ({
        id,
        name,
        parts,
        facts: factsOnRequest(facts),
        sheet,
      })),
    },
  })
}
