import { interviewOf } from '~/domain/kit/entry'
import type { Viewer } from '~/domain/policy/policy'
import type { ChoosePrompts } from '~/domain/prompt-rotation/schemas'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { requestCalibration } from '../calibration/request-calibration.server'
import { findInterviewToRun } from '../interview/find-interview.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { promptsInUse, promptsOfKind } from './prompts-in-use.server'
import { retiredPrompts } from './retired-prompts.server'

/**
 * Records which prompts an interview uses or, afterwards, used: by whoever runs or plans it. What was recorded before stays
 * as replaced, for the candidate may have opened a page with it. Drift of the prompts' difficulty is estimated anew.
 */
export const choosePrompts = (viewer: Viewer, interviewId: number, { prompts, was }: ChoosePrompts) =>
  retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const { organisationId, userId } = viewer
      const found = await findInterviewToRun(tx, viewer, interviewId)
      if (!found.ok) return found
      const { interview, handsOut } = found.value
      if (!handsOut) return fail({ code: 'FORBIDDEN' })
      if (interview.state !== 'planned') return fail({ code: 'INTERVIEW_CANCELLED_CONFLICT', message: CANCELLED })
      const { kitVersionId, application } = interview.loop
      const kit = await pinnedKit(organisationId, kitVersionId, tx)
      const asked = interviewOf(kit, interview.kitInterview.key)
      const known = promptsOfKind(kit, asked).map(({ id }) => id)
      const inUse = await promptsInUse(tx, { organisationId, interviewId, kit })
      const before = inUse.map(({ id }) => id)
      if (same(before, prompts)) return ok({})
      if (!same(before, was)) return fail({ code: 'PROMPTS_STALE', message: STALE })
      if (!prompts.every((id) => known.includes(id)))
        return fail({ code: 'PROMPT_UNKNOWN', message: 'Choose a prompt of this interview.' })
      if (prompts.length > (asked.prompts?.pick ?? 0))
        return fail({
          code: 'PROMPTS_TOO_MANY',
          message: `This interview uses ${asked.prompts?.pick ?? 0} of its prompts.`,
        })
      const retired = await retiredPrompts(tx, organisationId, kit.id)
      if (prompts.some((id) => retired.has(id) && !before.includes(id)))
        return fail({ code: 'PROMPT_RETIRED_CONFLICT', message: RETIRED })
      await replace(tx, viewer, { interviewId, kit: kit.id, prompts })
      await audit(tx, {
        organisationId,
        actorId: userId,
        act: 'interview.prompts-chosen',
        subject: { type: 'interview', id: interviewId },
        applicationId: application.id,
        detail: { prompts, before },
      })
      await requestCalibration(tx, organisationId)
      return ok({})
    }),
  )

const CANCELLED = 'This interview was cancelled, so no prompt can be chosen for it.'
const STALE = 'Someone else chose another prompt after you opened this page. The page shows it as it is now.'
const RETIRED = 'This prompt was retired in the meantime. Choose another one.'

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id, at) => id === b[at])

type Replaced = { interviewId: number; kit: string; prompts: readonly string[] }

async function replace(tx: Tx, { organisationId, userId }: Viewer, { interviewId, kit, prompts }: Replaced) {
  // Places are unique among the prompts in use, so all are taken away before any is given.
  await tx.interviewPrompt.updateMany({
    where: { organisationId, interviewId, replacedAt: null },
    data: { replacedAt: now() },
  })
  for (const [position, prompt] of prompts.entries()) {
    const chosen = { position, chosenById: userId, chosenAt: now(), replacedAt: null }
    await tx.interviewPrompt.upsert({
      where: { organisationId_interviewId_prompt: { organisationId, interviewId, prompt } },
      create: { organisationId, interviewId, kit, prompt, ...chosen },
      update: chosen,
    })
  }
}
