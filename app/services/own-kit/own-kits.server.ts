import type { DraftShown } from '~/domain/kit-draft/act-forms'
import { beginEmpty, beginFrom, continueFrom } from '~/domain/kit-draft/begin'
import type { Block } from '~/domain/kit-draft/content'
import { MOST_CONTENT } from '~/domain/kit-draft/limits'
import type { BeginKit } from '~/domain/kit-draft/schemas'
import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { servedKit } from '~/platform/rubric-store.server'
import { pinKit } from '../kit/pin-kit.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { findEarlierWrite, recordWrite } from '../write-key.server'
import { findOwnKit } from './find-own-kit.server'
import { readKitFile, type KitFile } from './read-kit-file.server'

type Refused = { code: string; message?: string }

/** Begins an own kit, with a draft of it: from a file, from one of ours, or empty. The same form twice begins one. */
export async function beginKit(
  viewer: Viewer,
  form: BeginKit,
  file: KitFile | null,
): Promise<Result<{ kitId: number; notes: string[] }, Refused>> {
  if (!mayAnywhere(viewer, 'edit-kits')) return fail({ code: 'FORBIDDEN' })
  const begun = await firstContent(form, file)
  if (!begun.ok) return begun
  const { content, notes } = begun.value
  const text = JSON.stringify(content)
  if (text.length > MOST_CONTENT)
    return fail({ code: 'FILE_WRONG', message: 'The kit is larger than 4 MB, the most that a kit may have.' })
  const { organisationId, userId } = viewer
  const { writeKey: key, ...fields } = form
  const write = { key, act: 'own-kit.created', content: { ...fields, text } }
  return retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const before = await findEarlierWrite(tx, viewer, write)
      if (!before.ok) return before
      if (before.value !== null) return ok({ kitId: before.value, notes })
      if (await keyTaken(tx, organisationId, form.key))
        return fail({ code: 'KEY_TAKEN', message: `There is a kit “${form.key}” already. Choose another short name.` })
      const ours = file ? null : servedKit(form.from)
      const kit = await tx.organisationKit.create({
        data: {
          organisationId,
          key: form.key,
          name: form.name,
          basedOnVersionId: ours ? await pinKit(tx, organisationId, ours) : null,
          createdById: userId,
          createdAt: now(),
        },
      })
      await createDraft(tx, viewer, kit.id, { content: text, baseVersionId: null })
      await audit(tx, {
        organisationId,
        actorId: userId,
        act: 'own-kit.created',
        subject: { type: 'own-kit', id: kit.id },
        detail: { kit: form.key, from: ours?.kit.id ?? (file ? 'file' : 'empty') },
      })
      await recordWrite(tx, viewer, write, kit.id)
      return ok({ kitId: kit.id, notes })
    }),
  )
}

async function firstContent(
  form: BeginKit,
  file: KitFile | null,
): Promise<Result<{ content: Block; notes: string[] }, Refused>> {
  if (file) return readKitFile(file, form)
  if (form.from === '') return ok({ content: beginEmpty(form), notes: [] })
  const ours = servedKit(form.from)
  if (!ours)
    return fail({ code: 'BASIS_GONE', message: 'The kit to begin from is not there any more. Choose another.' })
  return ok({ content: beginFrom(ours.kit, form), notes: [] })
}

/** A key belongs to one kit: of the files, of an own one, or of one that was in the files once. */
async function keyTaken(tx: Tx, organisationId: number, key: string): Promise<boolean> {
  if (servedKit(key)) return true
  const [own, pinned] = [
    await tx.organisationKit.count({ where: { organisationId, key } }),
    await tx.kitVersion.count({ where: { organisationId, kit: key } }),
  ]
  return own + pinned > 0
}

const createDraft = (
  tx: Tx,
  { organisationId, userId }: Viewer,
  organisationKitId: number,
  given: { content: string; baseVersionId: number | null },
) =>
  tx.kitDraft.create({
    data: { organisationId, organisationKitId, ...given, changedById: userId, createdAt: now(), changedAt: now() },
  })

/** Opens a draft that goes on from the newest version; the draft that is there where there is one. */
export const openDraft = (viewer: Viewer, kitId: number): Promise<Result<object, Refused>> =>
  retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const found = await findOwnKit(tx, viewer, kitId, 'edit-kits')
      if (!found.ok) return found
      const { organisationId, userId } = viewer
      const where = { organisationId, organisationKitId: kitId }
      if ((await tx.kitDraft.count({ where })) > 0) return ok({})
      const newest = await tx.kitPublication.findFirst({ where, orderBy: { number: 'desc' } })
      const content = newest
        ? continueFrom(await pinnedKit(organisationId, newest.kitVersionId, tx))
        : beginEmpty(found.value)
      await createDraft(tx, viewer, kitId, {
        content: JSON.stringify(content),
        baseVersionId: newest?.kitVersionId ?? null,
      })
      await audit(tx, {
        organisationId,
        actorId: userId,
        act: 'own-kit.draft-opened',
        subject: { type: 'own-kit', id: kitId },
        detail: { kit: found.value.key },
      })
      return ok({})
    }),
  )

/** Throws a draft away; versions stay. */
export const discardDraft = (
  viewer: Viewer,
  kitId: number,
  { draft: id, revision }: DraftShown,
): Promise<Result<object, Refused>> =>
  transaction(async (tx) => {
    const found = await findOwnKit(tx, viewer, kitId, 'edit-kits')
    if (!found.ok) return found
    const { organisationId, userId } = viewer
    const { count } = await tx.kitDraft.deleteMany({
      where: { organisationId, organisationKitId: kitId, id, revision },
    })
    if (count === 0)
      return fail({
        code: 'DRAFT_STALE',
        message: 'The draft has changed since you opened this page. Look at it again before you discard it.',
      })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'own-kit.draft-discarded',
      subject: { type: 'own-kit', id: kitId },
      detail: { kit: found.value.key, revision },
    })
    return ok({})
  })

/** A retired kit is offered to no new job; jobs that have it keep it. It can be brought back. */
export const setRetired = (viewer: Viewer, kitId: number, retired: boolean): Promise<Result<object, Refused>> =>
  transaction(async (tx) => {
    const found = await findOwnKit(tx, viewer, kitId, 'publish-kits')
    if (!found.ok) return found
    const { organisationId, userId } = viewer
    if ((found.value.retiredAt !== null) === retired) return ok({})
    await tx.organisationKit.update({
      where: { organisationId_id: { organisationId, id: kitId } },
      data: { retiredAt: retired ? now() : null, retiredById: retired ? userId : null },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: retired ? 'own-kit.retired' : 'own-kit.restored',
      subject: { type: 'own-kit', id: kitId },
      detail: { kit: found.value.key },
    })
    return ok({})
  })
