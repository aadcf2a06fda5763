import { randomBytes } from 'node:crypto'
import type { Block } from '~/domain/kit-draft/content'
import { newInOurs, takeOver, type OurPart, type PartKind } from '~/domain/kit-draft/new-in-ours'
import { giveNewMeaning, idTaken } from '~/domain/kit-draft/new-meaning'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { db, transaction, type Tx } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { pinKit } from '../kit/pin-kit.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { changeDraft } from './change-draft.server'
import { findDraft, findOwnKit } from './find-own-kit.server'

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
  { clientKey, hash, parts }: { clientKey: string; hash: string; parts: readonly { kind: PartKind; id: string }[] },
) {
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const { kit, draft } = found.value
  if (kit.basedOnVersionId === null) return fail({ code: 'KIT_NOT_FOUND' })
  const ours = servedKit((await pinnedKit(viewer.organisationId, kit.basedOnVersionId)).id)
  if (ours?.hash !== hash) return fail(OURS_CHANGED)
  const changes = takeOver(JSON.parse(draft.content) as Block, ours.kit, parts, newKey)
  return changeDraft(viewer, kitId, { clientKey, changes })
}

/** What is new in ours up to now is not offered again. */
export const dismissNews = (viewer: Viewer, kitId: number, { hash }: { hash: string }) =>
  transaction(async (tx) => {
    const found = await findOwnKit(tx, viewer, kitId, 'edit-kits')
    if (!found.ok) return found
    const { organisationId, userId } = viewer
    const { basedOnVersionId, key } = found.value
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
  { clientKey, key, id }: { clientKey: string; key: string; id: string },
) {
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const content = JSON.parse(found.value.draft.content) as Block
  if (idTaken(content, key, id))
    return fail({ code: 'ID_TAKEN', message: `Another criterion of this kit is called “${id}” already.` })
  return changeDraft(viewer, kitId, { clientKey, changes: giveNewMeaning(content, key, id) })
}
