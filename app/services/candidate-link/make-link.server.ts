import type { MakeLink } from '~/domain/candidate-link/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { shortDayAndTime } from '~/platform/dates.server'
import { transaction } from '~/platform/db.server'
import { makeToken } from '~/platform/secret.server'
import { findInterviewToRun } from '../interview/find-interview.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { promptsInUse } from '../prompt-rotation/prompts-in-use.server'
import { retiredPrompts } from '../prompt-rotation/retired-prompts.server'
import { endedWithApplication } from './ended-with-application.server'
import { recordWrite, findEarlierWrite } from '../write-key.server'

const HOUR = 3_600_000

/**
 * A page for the candidate with one prompt of this interview. The address is in the answer and nowhere else; the same
 * form again makes no second page and can only say so.
 */
export const makeCandidateLink = (viewer: Viewer, interviewId: number, form: MakeLink) =>
  retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const { organisationId, userId, timeZone } = viewer
      const found = await findInterviewToRun(tx, viewer, interviewId)
      if (!found.ok) return found
      const { interview, handsOut } = found.value
      if (!handsOut) return fail({ code: 'FORBIDDEN' })
      const { writeKey: key, ...content } = form
      const write = { key, act: 'candidate-link.made', content: { interviewId, ...content } }
      const before = await findEarlierWrite(tx, viewer, write)
      if (!before.ok) return fail({ code: 'LINK_MADE_CONFLICT', message: OTHER_MADE })
      if (before.value !== null) return fail({ code: 'LINK_MADE_CONFLICT', message: MADE })
      if (interview.state !== 'planned') return fail({ code: 'INTERVIEW_CANCELLED_CONFLICT', message: CANCELLED })
      const { kitVersionId, application } = interview.loop
      if (await endedWithApplication(tx, { organisationId, ...application }))
        return fail({ code: 'APPLICATION_CLOSED_CONFLICT', message: CLOSED })
      const kit = await pinnedKit(organisationId, kitVersionId, tx)
      const inUse = await promptsInUse(tx, { organisationId, interviewId, kit })
      const prompt = inUse.find(({ id }) => id === form.prompt)
      if (!prompt) return fail({ code: 'PROMPT_UNKNOWN', message: 'Choose a prompt of this interview.' })
      if ((await retiredPrompts(tx, organisationId, kit.id)).has(prompt.id))
        return fail({ code: 'PROMPT_RETIRED_CONFLICT', message: RETIRED })

      const { token, tokenHash } = makeToken(organisationId)
      const createdAt = now()
      const expiresAt = new Date(createdAt.getTime() + form.hours * HOUR)
      const { id } = await tx.candidateLink.create({
        data: {
          organisationId,
          interviewId,
          kitVersionId,
          prompt: prompt.id,
          tokenHash,
          createdById: userId,
          createdAt,
          expiresAt,
        },
        select: { id: true },
      })
      await recordWrite(tx, viewer, write, id)
      await audit(tx, {
        organisationId,
        actorId: userId,
        act: 'candidate-link.made',
        subject: { type: 'interview', id: interviewId },
        applicationId: application.id,
        detail: { link: id, prompt: prompt.id, hours: form.hours },
      })
      return ok({ token, until: shortDayAndTime(expiresAt, timeZone) })
    }),
  )

const OTHER_MADE =
  'A page was already created from this form, with another prompt or time. Close that one first, then create this one.'
const MADE =
  'This page was already created and its address was shown then. If the address is lost, close the page and create another one.'
const CLOSED = 'The application is closed, so no page for the candidate can be created.'
const RETIRED =
  'This prompt is retired, so no page with it can be created. Choose another prompt for this interview first.'
const CANCELLED = 'This interview was cancelled, so no page for the candidate can be created.'
