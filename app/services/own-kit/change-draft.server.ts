import { apply, applyAll, inverses, type Applied, type Change } from '~/domain/kit-draft/change'
import type { Block, Node } from '~/domain/kit-draft/content'
import { MOST_CONTENT, MOST_LOGGED } from '~/domain/kit-draft/limits'
import { placeName } from '~/domain/kit-draft/place-name'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import type { KitDraft } from '~/generated/prisma/client.ts'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { findDraft, STALE } from './find-own-kit.server'
import { hashOfSend, OTHER_DRAFT, sentBefore, type DraftSend } from './sent-before.server'

/** A change that was not stored, because its place is not as its author saw it. `theirs` is undefined where nothing stands. */
export type DraftConflict = { path: string[]; place: string; mine: Node | undefined; theirs: Node | undefined }
export type Sent = { revision: number; stored: number; conflicts: DraftConflict[]; content: Block }
type Refused = { code: string; message?: string }

const LOCKED = {
  code: 'DRAFT_CONFLICT',
  message:
    'This draft is in review, so nothing of it changes. Take it back to go on editing; what you typed is not stored.',
} as const
const TOO_LARGE = {
  code: 'DRAFT_TOO_LARGE',
  message: 'With this the kit would be larger than 4 MB, the most that a kit may have. Shorten it first.',
} as const
const FIXED = {
  code: 'FIELD_FIXED',
  message: 'The short name and the version of a kit are not edited: the version is given when it is published.',
} as const

/** Raised where somebody else stored a change between reading and writing; the attempt is made again. */
class Overtaken extends Error {}
const ATTEMPTS = 5

async function attempts<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await retryIfKeyTaken(attempt)
    } catch (error) {
      if (!(error instanceof Overtaken) || count === ATTEMPTS) throw error
    }
  }
}

const OVERTAKEN = {
  code: 'DRAFT_CONFLICT',
  message: 'Somebody else changed this since you opened the page, so nothing of it was changed. Look at it again.',
} as const

/**
 * Stores the changes whose places are as their author saw them, all in one transaction, and answers the others as
 * conflicts. The same send again changes nothing more. With `whole` one conflict refuses all of it: the changes make sense
 * together only.
 */
export function changeDraft(
  viewer: Viewer,
  kitId: number,
  send: DraftSend,
  changes: readonly Change[],
  { whole = false }: { whole?: boolean } = {},
): Promise<Result<Sent, Refused>> {
  if (changes.some(({ path }) => path[0] === 'id' || path[0] === 'version')) return Promise.resolve(fail(FIXED))
  return attempts(() =>
    transaction(async (tx) => {
      const found = await findDraft(tx, viewer, kitId, 'edit-kits')
      if (!found.ok) return found
      const { draft } = found.value
      if (draft.state !== 'draft') return fail(LOCKED)
      const before = await sentBefore(tx, viewer, draft, send)
      if (!before.ok) return before
      if (before.value) return ok(repeated(draft, changes, before.value))
      const content = JSON.parse(draft.content) as Block
      const { reached, made, conflicts } = applyEach(content, changes)
      if (whole && conflicts.length > 0) return fail(OVERTAKEN)
      if (made.length === 0) return ok({ revision: draft.revision, stored: 0, conflicts, content })
      const stored = await store(tx, viewer, draft, reached)
      if (!stored.ok) return stored
      // What was undone before cannot be redone after something else was written.
      const row = { organisationId: viewer.organisationId, draftId: draft.id, userId: viewer.userId }
      await tx.kitDraftChange.deleteMany({ where: { ...row, undone: true } })
      const sent = { clientKey: send.clientKey, contentHash: hashOfSend(send) }
      await tx.kitDraftChange.create({ data: { ...row, ...sent, changes: JSON.stringify(made), at: now() } })
      await forgetOldest(tx, viewer.organisationId, draft.id)
      return ok({ revision: stored.value, stored: made.length, conflicts, content: reached as Block })
    }),
  )
}

/** What the same send is answered once more: what it stored stays, whatever has become of it since; the rest did not fit. */
export function repeated(
  draft: { content: string; revision: number },
  changes: readonly Change[],
  made: readonly Change[],
): Sent {
  const content = JSON.parse(draft.content) as Block
  const places = new Set(made.map(placeOf))
  const { conflicts } = applyEach(
    content,
    changes.filter((change) => !places.has(placeOf(change))),
  )
  return { revision: draft.revision, stored: 0, conflicts, content }
}

const placeOf = (change: Change) => [change.op, ...change.path, ...('key' in change ? [change.key] : [])].join('/')

function applyEach(content: Block, changes: readonly Change[]) {
  let reached: Node = content
  const made: Change[] = []
  const conflicts: DraftConflict[] = []
  for (const change of changes) {
    const applied = apply(reached, change)
    if (applied.is === 'conflict') conflicts.push(conflictOf(content, change, applied.current))
    else reached = applied.content
    if (applied.is === 'applied') made.push(applied.change)
  }
  return { reached, made, conflicts }
}

const conflictOf = (content: Block, change: Change, theirs: Node | undefined): DraftConflict => ({
  path: change.op === 'set' ? [...change.path] : [...change.path, change.key],
  place: placeName(content, change.path),
  mine: change.op === 'set' ? change.after : change.op === 'add' ? change.item : undefined,
  theirs,
})

async function store(tx: Tx, viewer: Viewer, draft: KitDraft, content: Node) {
  const { organisationId, userId } = viewer
  const text = JSON.stringify(content)
  if (text.length > MOST_CONTENT) return fail(TOO_LARGE)
  const revision = draft.revision + 1
  const { count } = await tx.kitDraft.updateMany({
    where: { organisationId, id: draft.id, revision: draft.revision, state: 'draft' },
    data: { content: text, revision, changedAt: now(), changedById: userId },
  })
  if (count === 0) throw new Overtaken()
  return ok(revision)
}

async function forgetOldest(tx: Tx, organisationId: number, draftId: number) {
  const [oldest] = await tx.kitDraftChange.findMany({
    where: { organisationId, draftId },
    select: { id: true },
    orderBy: { id: 'desc' },
    skip: MOST_LOGGED,
    take: 1,
  })
  if (oldest) await tx.kitDraftChange.deleteMany({ where: { organisationId, draftId, id: { lte: oldest.id } } })
}

/**
 * Takes back the viewer's last send, or makes the one again that they took back last. The same form twice does so once: the
 * editor, which sends again what got no answer, gives a key, and the page of the draft names the revision that it showed.
 */
export const undoChange = (
  viewer: Viewer,
  kitId: number,
  which: 'undo' | 'redo',
  shown: { draft: number; revision?: number; clientKey?: string },
): Promise<Result<Sent, Refused>> =>
  attempts(() =>
    transaction(async (tx) => {
      const found = await findDraft(tx, viewer, kitId, 'edit-kits')
      if (!found.ok) return found
      const { draft } = found.value
      if (draft.id !== shown.draft) return fail(OTHER_DRAFT)
      if (shown.revision !== undefined && shown.revision !== draft.revision) return fail(STALE)
      if (draft.state !== 'draft') return fail(LOCKED)
      const { organisationId, userId } = viewer
      const content = JSON.parse(draft.content) as Block
      const turnKey = shown.clientKey ?? null
      if (turnKey !== null) {
        const where = { organisationId, draftId: draft.id, userId, turnKey }
        if ((await tx.kitDraftChange.count({ where })) > 0)
          return ok({ revision: draft.revision, stored: 0, conflicts: [], content })
      }
      const undo = which === 'undo'
      const entry = await tx.kitDraftChange.findFirst({
        where: { organisationId, draftId: draft.id, userId, undone: !undo },
        orderBy: { id: undo ? 'desc' : 'asc' },
      })
      if (!entry)
        return fail({ code: 'NOTHING_TO_UNDO', message: `There is no change of yours to ${which} in this draft.` })
      const changes = JSON.parse(entry.changes) as Change[]
      const result: Applied & { at?: Change } = applyAll(content, undo ? inverses(changes) : changes)
      if (result.is === 'conflict') {
        const place = placeName(content, result.at?.path ?? [])
        return fail({
          code: 'UNDO_CONFLICT',
          message: `Your change cannot be ${undo ? 'undone' : 'redone'}: somebody else has changed “${place}” since. Nothing was changed.`,
        })
      }
      const stored = await store(tx, viewer, draft, result.content)
      if (!stored.ok) return stored
      await tx.kitDraftChange.updateMany({ where: { organisationId, id: entry.id }, data: { undone: undo, turnKey } })
      return ok({ revision: stored.value, stored: changes.length, conflicts: [], content: result.content as Block })
    }),
  )
