import { mayAnywhere, type Act, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import type { Tx } from '~/platform/db.server'

type KitAct = Extract<Act, 'edit-kits' | 'review-kits' | 'publish-kits'>

/** An own kit for whoever may do this with kits; it belongs to no job. */
export async function findOwnKit(reader: Tx, viewer: Viewer, kitId: number, act: KitAct) {
  const { organisationId } = viewer
  if (!mayAnywhere(viewer, act)) return fail({ code: 'FORBIDDEN' })
  const kit = await reader.organisationKit.findUnique({ where: { organisationId_id: { organisationId, id: kitId } } })
  return kit ? ok(kit) : fail({ code: 'KIT_NOT_FOUND' })
}

export const STALE = {
  code: 'DRAFT_STALE',
  message: 'The draft has changed since you opened this page. It is shown as it is now; look at it again.',
} as const

export const NO_DRAFT = {
  code: 'DRAFT_STALE',
  message: 'This kit has no draft any more: it was published or discarded meanwhile. Load the page again.',
} as const

/** An own kit with its draft. */
export async function findDraft(reader: Tx, viewer: Viewer, kitId: number, act: KitAct) {
  const kit = await findOwnKit(reader, viewer, kitId, act)
  if (!kit.ok) return kit
  const { organisationId } = viewer
  const draft = await reader.kitDraft.findUnique({
    where: { organisationId_organisationKitId: { organisationId, organisationKitId: kitId } },
  })
  return draft ? ok({ kit: kit.value, draft }) : fail(NO_DRAFT)
}
