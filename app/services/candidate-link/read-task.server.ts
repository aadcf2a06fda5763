import { linkStatus } from '~/domain/candidate-link/status'
import type { TaskView } from '~/domain/candidate-link/view'
import { candidatePrompt } from '~/domain/kit/candidate-view'
import { fail, ok } from '~/domain/shared/result'
import { now } from '~/platform/clock.server'
import { dayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { readToken } from '~/platform/secret.server'
import { countGuess } from '~/platform/throttle.server'
import { describeForCandidate } from '../kit/describe-kit.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { describeTask } from './describe-task.server'
import { recordOpened } from '../prompt-rotation/record-prompts.server'
import { endedWithApplication } from './ended-with-application.server'

/** The page behind an address that was handed to a candidate. Nothing of the organisation, the kit or the key is in it. */
export async function readTask(token: string, place: string) {
  const found = await findTask(token, place)
  if (!found.ok) return found
  const { prompt, about, expiresAt } = found.value
  const task: TaskView = { ...describeTask(prompt, about), until: `${dayAndTime(expiresAt, 'UTC')} UTC` }
  return ok(task)
}

/** One exhibit's data, whole, as a file. Counted from 1, so that its name says nothing. */
export async function readTaskFile(token: string, number: number, place: string) {
  const found = await findTask(token, place)
  if (!found.ok) return found
  const exhibit = found.value.prompt.exhibits[number - 1]
  return exhibit ? ok(exhibit.csv) : fail({ code: 'LINK_NOT_FOUND' })
}

async function findTask(given: string, place: string) {
  const token = readToken(given)
  const link = token && (await findLink(token))
  if (!link) {
    // Only guesses are counted: a candidate may open the page as often as they like.
    const seconds = await countGuess('candidate-link', place)
    return seconds === null ? fail({ code: 'LINK_NOT_FOUND' }) : fail({ code: 'THROTTLED', seconds })
  }
  const { organisationId, interview: planned } = link
  const ended = await endedWithApplication(db(), { organisationId, ...planned.loop.application })
  if (linkStatus(link, now(), ended) !== 'live' || planned.state !== 'planned') return fail({ code: 'LINK_OVER' })
  const kit = await pinnedKit(link.organisationId, link.kitVersionId)
  const prompt = kit.prompts.find(({ id }) => id === link.prompt)
  if (!prompt) return fail({ code: 'LINK_OVER' })
  await recordOpened(db(), { organisationId, interviewId: planned.id, prompt: prompt.id })
  const interview = kit.interviews.find(({ id }) => id === planned.kitInterview.key)
  const about = interview ? describeForCandidate(interview) : null
  return ok({ prompt: candidatePrompt(prompt, link.given), about, expiresAt: link.expiresAt })
}

const findLink = ({ organisationId, tokenHash }: { organisationId: number; tokenHash: string }) =>
  db().candidateLink.findUnique({
    where: { organisationId_tokenHash: { organisationId, tokenHash } },
    select: {
      organisationId: true,
      kitVersionId: true,
      prompt: true,
      given: true,
      expiresAt: true,
      revokedAt: true,
      interview: {
        select: {
          id: true,
          state: true,
          kitInterview: { select: { key: true } },
          loop: { select: { application: { select: { id: true, state: true } } } },
        },
      },
    },
  })
