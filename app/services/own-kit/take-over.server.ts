import { randomBytes } from 'node:crypto'
import type { Block } from '~/domain/kit-draft/content'
import { newInOurs, takeOver, type OurPart, type PartKind } from '~/domain/kit-draft/new-in-ours'
import { giveNewMeaning, idTaken } from '~/domain/kit-draft/new-meaning'
import type { FormOfDraft } from '~/domain/kit-draft/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { db, transaction, type Tx } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { pinKit } from '../kit/pin-kit.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { changeDraft } from './change-draft.server'
import { findDraft } from './find-own-kit.server'
import { OTHER_DRAFT, sentBefore } from './sent-before.server'

export type NewsOfOurs = { kit: string; name: string; from: string; to: string; hash: string; parts: OurPart[] }

/** What is new in the kit of ours since the own kit was begun from it; null where it was not, or nothing is new. */
export async function newsOfOurs(
  reader: Tx,
  organisationId: number,
  basedOnVersionId: number | null,
  content: Block,
): Promise<NewsOfOurs | null> {
  if (basedOnVersionId === null) return null
  const base = await pinnedKit(organisationId, basedOnVersionId, reader)
  const ours = servedKit(base.id)
  if (!ours) return null
  const parts = newInOurs(content, base, ours.kit)
  const { id, name, version } = ours.kit
  return parts.length > 0 ? { kit: id, name, from: base.version, to: version, hash: ours.hash, parts } : null
}

const newKey = () => `n${randomBytes(6).toString('hex')}`
const OURS_CHANGED = {
  code: 'OURS_STALE',
  message: 'Our kit was updated since you opened this page. What is new is shown again; choose once more.',
} as const

/** Takes parts of ours into the draft, as changes of the viewer that can be undone. */
export async function takeParts(
  viewer: Viewer,
  kitId: number,
  { hash, parts, ...form }: FormOfDraft & { hash: string; parts: readonly { kind: PartKind; id: string }[] },
) {
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const { kit, draft } = found.value
  const send = { ...form, act: 'take', filled: { hash, parts } }
  const before = await sentBefore(db(), viewer, draft, send)
  if (!before.ok) return before
  if (before.value) return ok({})
  if (kit.basedOnVersionId === null) return fail({ code: 'KIT_NOT_FOUND' })
  const ours = servedKit((await pinnedKit(viewer.organisationId, kit.basedOnVersionId)).id)
  if (ours?.hash !== hash) return fail(OURS_CHANGED)
  return changeDraft(viewer, kitId, send, takeOver(JSON.parse(draft.content) as Block, ours.kit, parts, newKey))
}

/** What is new in ours up to now is not offered again. */
export const dismissNews = (viewer: Viewer, kitId: number, { draft: shown, hash }: { draft: number; hash: string }) =>
  transaction(async (tx) => {
    const found = await findDraft(tx, viewer, kitId, 'edit-kits')
    if (!found.ok) return found
    if (found.value.draft.id !== shown) return fail(OTHER_DRAFT)
    const { organisationId, userId } = viewer
    const { basedOnVersionId, key } = found.value.kit
    if (basedOnVersionId === null) return fail({ code: 'KIT_NOT_FOUND' })
    const ours = servedKit((await pinnedKit(organisationId, basedOnVersionId, tx)).id)
    if (ours?.hash !== hash) return fail(OURS_CHANGED)
    await tx.organisationKit.update({
      where: { organisationId_id: { organisationId, id: kitId } },
      data: { basedOnVersionId: await pinKit(tx, organisationId, ours) },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'own-kit.basis-looked-at',
      subject: { type: 'own-kit', id: kitId },
      detail: { kit: key, version: ours.kit.version, hash },
    })
    return ok({})
  })

/** Gives a criterion whose meaning changed a new id: its ratings are another criterion's from the next version on. */
export async function changeMeaning(
  viewer: Viewer,
  kitId: number,
  { key, id, ...form }: FormOfDraft & { key: string; id: string },
) {
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const { draft } = found.value
  const send = { ...form, act: 'meaning', filled: { key, id } }
  const before = await sentBefore(db(), viewer, draft, send)
  if (!before.ok) return before
  if (before.value) return ok({})
  const content = JSON.parse(draft.content) as Block
  if (idTaken(content, key, id))
    return fail({ code: 'ID_TAKEN', message: `Another criterion of this kit is called “${id}” already.` })
  return changeDraft(viewer, kitId, send, giveNewMeaning(content, key, id))
}
