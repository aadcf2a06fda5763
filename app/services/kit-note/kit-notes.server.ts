import type { NewKitNote } from '~/domain/kit/kit-note'
import { calibrationKey, type Kit } from '~/domain/kit/schema'
import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { dayAndTime } from '~/platform/dates.server'
import { db, transaction, type Tx } from '~/platform/db.server'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { findKit } from '../kit/find-kit.server'
import { findEarlierWrite, recordWrite } from '../write-key.server'

export type KitNoteView = {
  id: number
  criterion: string
  text: string
  at: string
  /** null: the viewer wrote it. */
  by: string | null
  closed: { at: string; by: string } | null
  may: { close: boolean; delete: boolean }
}

/** Notes on one page. */
const MOST = 50
const nameOf = (user: { name: string | null }) => user.name ?? 'Somebody whose data was erased'

/** What people wrote about the criteria with these calibration keys. Who edits kits reads all of it, others their own. */
export async function notesAbout(viewer: Viewer, keys: readonly string[], before: number | null = null) {
  const { organisationId, userId, timeZone } = viewer
  const edits = mayAnywhere(viewer, 'edit-kits')
  const rows = await db().kitNote.findMany({
    where: {
      organisationId,
      criterion: { in: [...keys] },
      ...(edits ? {} : { writtenById: userId }),
      ...(before === null ? {} : { id: { lt: before } }),
    },
    include: { writtenBy: { select: { name: true } }, closedBy: { select: { name: true } } },
    orderBy: { id: 'desc' },
    take: MOST + 1,
  })
  return {
    /** Where the page with the older ones begins; null: these are the oldest. */
    older: rows.length > MOST ? (rows[MOST - 1]?.id ?? null) : null,
    notes: rows
      .slice(0, MOST)
      .map(({ id, criterion, text, writtenAt, writtenById, writtenBy, closedAt, closedBy }): KitNoteView => ({
        id,
        criterion,
        text,
        at: dayAndTime(writtenAt, timeZone),
        by: writtenById === userId ? null : nameOf(writtenBy),
        closed: closedAt && closedBy && { at: dayAndTime(closedAt, timeZone), by: nameOf(closedBy) },
        may: { close: edits, delete: edits || (writtenById === userId && closedAt === null) },
      })),
  }
}

/** The page of a kit's notes: its criteria to choose from, and the notes that the viewer may read. */
export async function readKitNotes(viewer: Viewer, role: string, before: number | null) {
  const found = await findKit(viewer, role, null)
  if (!found.ok) return found
  const { kit } = found.value
  const names = new Map(kit.criteria.map((one) => [calibrationKey(kit, one), one.name]))
  const { notes, older } = await notesAbout(viewer, [...names.keys()], before)
  return ok({
    kit: { id: kit.id, name: kit.name },
    criteria: kit.criteria.map(({ id, name }) => ({ id, name })),
    notes: notes.map((note) => ({ ...note, criterion: names.get(note.criterion) ?? note.criterion })),
    older,
    all: mayAnywhere(viewer, 'edit-kits'),
  })
}

const criterionOf = (kit: Kit, id: string) => kit.criteria.find((one) => one.id === id)

/** Stores a note; the same form twice stores it once. */
export async function writeKitNote(viewer: Viewer, role: string, form: NewKitNote) {
  const found = await findKit(viewer, role, null)
  if (!found.ok) return found
  const { kit } = found.value
  const criterion = criterionOf(kit, form.criterion)
  if (!criterion)
    return fail({ code: 'CRITERION_STALE', message: 'The kit no longer has this criterion. Load the page again.' })
  return retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const { organisationId, userId } = viewer
      const write = { key: form.writeKey, act: 'kit-note.written', content: { role, ...form, writeKey: undefined } }
      const before = await findEarlierWrite(tx, viewer, write)
      if (!before.ok) return before
      if (before.value !== null) return ok({ noteId: before.value })
      const { id } = await tx.kitNote.create({
        data: {
          organisationId,
          kit: kit.id,
          criterion: calibrationKey(kit, criterion),
          text: form.text,
          writtenById: userId,
          writtenAt: now(),
        },
        select: { id: true },
      })
      await recordWrite(tx, viewer, write, id)
      await record(tx, viewer, 'kit-note.written', id)
      return ok({ noteId: id })
    }),
  )
}

/** Marks a note as dealt with, or opens it again. */
export const setNoteClosed = (viewer: Viewer, noteId: number, closed: boolean) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    if (!mayAnywhere(viewer, 'edit-kits')) return fail({ code: 'FORBIDDEN' })
    const changed = await tx.kitNote.updateMany({
      where: { organisationId, id: noteId, closedAt: closed ? null : { not: null } },
      data: closed ? { closedAt: now(), closedById: userId } : { closedAt: null, closedById: null },
    })
    if (changed.count > 0) await record(tx, viewer, closed ? 'kit-note.closed' : 'kit-note.reopened', noteId)
    else if ((await tx.kitNote.count({ where: { organisationId, id: noteId } })) === 0)
      return fail({ code: 'NOTE_NOT_FOUND' })
    return ok({})
  })

/** Deletes a note with its text: by its author while it is open, or by who edits kits (somebody named a candidate in it). */
export const deleteKitNote = (viewer: Viewer, noteId: number) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const note = await tx.kitNote.findUnique({ where: { organisationId_id: { organisationId, id: noteId } } })
    const edits = mayAnywhere(viewer, 'edit-kits')
    if (!note || (!edits && note.writtenById !== userId)) return fail({ code: 'NOTE_NOT_FOUND' })
    if (!edits && note.closedAt)
      return fail({ code: 'NOTE_STALE', message: 'The note was dealt with meanwhile, so it stays.' })
    await tx.kitNote.delete({ where: { organisationId_id: { organisationId, id: noteId } } })
    await record(tx, viewer, 'kit-note.deleted', noteId)
    return ok({})
  })

const record = (tx: Tx, { organisationId, userId }: Viewer, act: string, id: number) =>
  audit(tx, { organisationId, actorId: userId, act, subject: { type: 'kit-note', id } })
