import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import type { RetirePrompt } from '~/domain/prompt-rotation/schemas'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { findKit } from '../kit/find-kit.server'

type Address = { role: string; version: number | null; prompt: string }

/** New interviews are offered the prompt no more. The same form twice retires it once. */
export const retirePrompt = async (viewer: Viewer, address: Address, { cause, reason }: RetirePrompt) => {
  if (!mayAnywhere(viewer, 'retire-prompts')) return fail({ code: 'FORBIDDEN' })
  const known = await hasPrompt(viewer, address)
  if (!known.ok) return known
  const { organisationId, userId } = viewer
  const { role: kit, prompt } = address
  return retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const before = await inForce(tx, organisationId, kit, prompt)
      if (before) {
        const same = before.retiredById === userId && before.cause === cause && before.reason === reason
        return same ? ok({}) : fail({ code: 'PROMPT_RETIRED_CONFLICT', message: ALREADY })
      }
      const { id } = await tx.promptRetirement.create({
        data: { organisationId, kit, prompt, cause, reason, retiredById: userId, retiredAt: now() },
        select: { id: true },
      })
      await audit(tx, {
        organisationId,
        actorId: userId,
        act: 'prompt.retired',
        subject: { type: 'prompt-retirement', id },
        detail: { kit, prompt, cause },
      })
      return ok({})
    }),
  )
}

/** Undoes a retirement: the prompt is offered again. What was retired, by whom and why stays on record. */
export const restorePrompt = async (viewer: Viewer, address: Address, retirementId: number) => {
  if (!mayAnywhere(viewer, 'retire-prompts')) return fail({ code: 'FORBIDDEN' })
  const known = await hasPrompt(viewer, address)
  if (!known.ok) return known
  const { organisationId, userId } = viewer
  const { role: kit, prompt } = address
  return transaction(async (tx) => {
    const found = await tx.promptRetirement.findUnique({
      where: { organisationId_id: { organisationId, id: retirementId } },
    })
    if (found?.kit !== kit || found.prompt !== prompt) return fail({ code: 'RETIREMENT_NOT_FOUND' })
    if (found.restoredAt) return ok({})
    await tx.promptRetirement.update({
      where: { organisationId_id: { organisationId, id: retirementId } },
      data: { restoredAt: now(), restoredById: userId },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'prompt.restored',
      subject: { type: 'prompt-retirement', id: retirementId },
      detail: { kit, prompt },
    })
    return ok({})
  })
}

/** Sets from how many candidates on the pages suggest retiring a prompt of this kit. */
export const setPromptLimit = async (viewer: Viewer, kit: string, candidates: number) => {
  if (!mayAnywhere(viewer, 'retire-prompts')) return fail({ code: 'FORBIDDEN' })
  const known = await findKit(viewer, kit, null)
  if (!known.ok) return known
  const { organisationId, userId } = viewer
  return retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const set = { candidates, setById: userId, setAt: now() }
      const { id } = await tx.promptLimit.upsert({
        where: { organisationId_kit: { organisationId, kit } },
        create: { organisationId, kit, ...set },
        update: set,
        select: { id: true },
      })
      await audit(tx, {
        organisationId,
        actorId: userId,
        act: 'prompt-limit.set',
        subject: { type: 'prompt-limit', id },
        detail: { kit, candidates },
      })
      return ok({})
    }),
  )
}

const ALREADY = 'This prompt is retired already. The page shows by whom and why.'

const inForce = (tx: Tx, organisationId: number, kit: string, prompt: string) =>
  tx.promptRetirement.findFirst({ where: { organisationId, kit, prompt, restoredAt: null } })

async function hasPrompt(viewer: Viewer, { role, version, prompt }: Address) {
  const found = await findKit(viewer, role, version)
  if (!found.ok) return found
  return found.value.kit.prompts.some(({ id }) => id === prompt) ? ok({}) : fail({ code: 'KIT_PROMPT_NOT_FOUND' })
}
