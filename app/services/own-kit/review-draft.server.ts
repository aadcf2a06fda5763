import { canonical } from '~/domain/kit/canonical'
import type { Kit } from '~/domain/kit/schema'
import type { DraftShown } from '~/domain/kit-draft/act-forms'
import { versionNumber } from '~/domain/kit-draft/begin'
import { checkDraft } from '~/domain/kit-draft/check-draft'
import type { Block } from '~/domain/kit-draft/content'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { KitDraft, OrganisationKit } from '~/generated/prisma/client.ts'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { sha256 } from '~/platform/secret.server'
import { pinKit } from '../kit/pin-kit.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { findDraft, NO_DRAFT, STALE } from './find-own-kit.server'

type Refused = { code: string; message?: string }
type Found = { kit: OrganisationKit; draft: KitDraft }

const count = (problems: number) => (problems === 1 ? 'One mistake is' : `${problems} mistakes are`)

/** The kit that a draft is, with the version that it will have; a draft with mistakes is none. */
async function wholeKit(tx: Tx, { kit, draft }: Found): Promise<Result<Kit, Refused>> {
  const { organisationId, id, key } = kit
  const checked = checkDraft(JSON.parse(draft.content) as Block)
  if (!checked.kit)
    return fail({
      code: 'DRAFT_BROKEN',
      message: `${count(checked.problems.length)} still in this draft; each stands at its field. Correct them first.`,
    })
  const published = await tx.kitPublication.count({ where: { organisationId, organisationKitId: id } })
  return ok({ ...checked.kit, id: key, version: versionNumber(published) })
}

/** What changes the state of a draft that is as the person saw it. */
function transition(
  viewer: Viewer,
  kitId: number,
  { act, shown }: { act: 'edit-kits' | 'review-kits' | 'publish-kits'; shown: DraftShown },
  change: (tx: Tx, found: Found) => Promise<Result<object, Refused>>,
): Promise<Result<object, Refused>> {
  return retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const found = await findDraft(tx, viewer, kitId, act)
      if (!found.ok) return found
      const { id, revision } = found.value.draft
      return id === shown.draft && revision === shown.revision ? change(tx, found.value) : fail(STALE)
    }),
  )
}

/**
 * Raises the revision with the state: what a person reads before they approve or publish includes the state, the change
 * note and the comment, so none of them may be another one than their page showed.
 */
async function setState(
  tx: Tx,
  viewer: Viewer,
  { kit, draft }: Found,
  data: Partial<KitDraft>,
  act: string,
): Promise<Result<object, Refused>> {
  const { organisationId, userId } = viewer
  const { count } = await tx.kitDraft.updateMany({
    where: { organisationId, id: draft.id, state: draft.state, revision: draft.revision },
    data: { ...data, revision: draft.revision + 1 },
  })
  if (count === 0) return fail(STALE)
  await audit(tx, {
    organisationId,
    actorId: userId,
    act,
    subject: { type: 'own-kit', id: kit.id },
    detail: { kit: kit.key, revision: draft.revision },
  })
  return ok({})
}

/** Sends a draft without mistakes to review; from then on nothing of it changes. */
export const submitDraft = (viewer: Viewer, kitId: number, form: DraftShown & { changeNote: string }) =>
  transition(viewer, kitId, { act: 'edit-kits', shown: form }, async (tx, found) => {
    if (found.draft.state !== 'draft') return fail(STALE)
    const whole = await wholeKit(tx, found)
    if (!whole.ok) return whole
    const { organisationId, userId } = viewer
    const { baseVersionId } = found.draft
    if (baseVersionId !== null) {
      const base = await pinnedKit(organisationId, baseVersionId, tx)
      if (canonical({ ...base, version: '' }) === canonical({ ...whole.value, version: '' }))
        return fail({ code: 'NOTHING_CHANGED', message: `Nothing differs from version ${base.version}.` })
    }
    const data = { state: 'in_review' as const, submittedById: userId, submittedAt: now(), changeNote: form.changeNote }
    const cleared = { reviewedById: null, reviewedAt: null, reviewComment: null }
    return setState(tx, viewer, found, { ...data, ...cleared }, 'own-kit.submitted')
  })

/** Takes a draft back from review or approval to go on editing. */
export const takeBackDraft = (viewer: Viewer, kitId: number, form: DraftShown) =>
  transition(viewer, kitId, { act: 'edit-kits', shown: form }, async (tx, found) =>
    found.draft.state === 'draft'
      ? ok({})
      : setState(tx, viewer, found, { state: 'draft', reviewedById: null, reviewedAt: null }, 'own-kit.taken-back'),
  )

/** Sends a draft back to its authors with what is to be changed. */
export const sendBackDraft = (viewer: Viewer, kitId: number, form: DraftShown & { comment: string }) =>
  transition(viewer, kitId, { act: 'review-kits', shown: form }, async (tx, found) => {
    if (found.draft.state !== 'in_review') return fail(STALE)
    const reviewed = { reviewedById: viewer.userId, reviewedAt: now(), reviewComment: form.comment }
    return setState(tx, viewer, found, { state: 'draft', ...reviewed }, 'own-kit.sent-back')
  })

/** Approves a draft that somebody else wrote and sent. A comment is kept with the approval until the draft is sent again. */
export const approveDraft = (viewer: Viewer, kitId: number, form: DraftShown & { comment?: string | null }) =>
  transition(viewer, kitId, { act: 'review-kits', shown: form }, async (tx, found) => {
    const { draft } = found
    if (draft.state !== 'in_review') return fail(STALE)
    if (draft.submittedById === viewer.userId || draft.changedById === viewer.userId)
      return fail({ code: 'OWN_DRAFT', message: OWN_DRAFT })
    const whole = await wholeKit(tx, found)
    if (!whole.ok) return whole
    const reviewed = { reviewedById: viewer.userId, reviewedAt: now(), reviewComment: form.comment ?? null }
    return setState(tx, viewer, found, { state: 'approved', ...reviewed }, 'own-kit.approved')
  })

export const OWN_DRAFT =
  'A second person has to review this draft: you changed it last, or sent it to review. Ask somebody else who may review kits.'

/**
 * Publishes an approved draft: a version like those of our kits, from now on the one that new jobs get. Jobs that are
 * there keep theirs. It is checked once more, so nothing with a mistake becomes a version.
 */
export const publishDraft = (viewer: Viewer, kitId: number, form: DraftShown) =>
  transition(viewer, kitId, { act: 'publish-kits', shown: form }, async (tx, found) => {
    const { kit, draft } = found
    if (draft.state !== 'approved' || draft.reviewedById === null || draft.changeNote === null) return fail(STALE)
    const whole = await wholeKit(tx, found)
    if (!whole.ok) return whole
    const { organisationId, userId } = viewer
    const text = canonical(whole.value)
    const hash = sha256(text)
    const known = await tx.kitVersion.count({ where: { organisationId, hash } })
    if (known > 0) return fail({ code: 'NOTHING_CHANGED', message: 'This version is published already.' })
    const kitVersionId = await pinKit(tx, organisationId, { kit: whole.value, canonical: text, hash })
    const number = (await tx.kitPublication.count({ where: { organisationId, organisationKitId: kit.id } })) + 1
    await tx.kitPublication.create({
      data: {
        organisationId,
        organisationKitId: kit.id,
        kitVersionId,
        number,
        publishedById: userId,
        approvedById: draft.reviewedById,
        changeNote: draft.changeNote,
        at: now(),
      },
    })
    await tx.organisationKit.update({
      where: { organisationId_id: { organisationId, id: kit.id } },
      data: { name: whole.value.name },
    })
    const { count } = await tx.kitDraft.deleteMany({
      where: { organisationId, id: draft.id, revision: draft.revision },
    })
    if (count === 0) return fail(NO_DRAFT)
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'own-kit.published',
      subject: { type: 'own-kit', id: kit.id },
      detail: { kit: kit.key, version: whole.value.version, hash, approvedBy: draft.reviewedById },
    })
    return ok({})
  })
