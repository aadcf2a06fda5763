import { beforeAll, expect, test } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { canonical } from '~/domain/kit/canonical'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { key, valueOf } from '../../../test/setup/own-kit-team'
import { serveKits } from '../../../test/setup/kits'
import { deleteKitNote, notesAbout, readKitNotes, setNoteClosed, writeKitNote } from './kit-notes.server'

let lead: Viewer
let anna: Viewer
let ben: Viewer
let elsewhere: Viewer

beforeAll(async () => {
  await serveKits()
  const organisationId = await makeOrganisation()
  lead = await makeUser(organisationId, { roles: ['lead'], name: 'Ada' })
  anna = await makeUser(organisationId, { roles: ['interviewer'], name: 'Anna' })
  ben = await makeUser(organisationId, { roles: ['interviewer'], name: 'Ben' })
  elsewhere = await makeUser(await makeOrganisation(), { roles: ['lead'] })
})

const write = async (by: Viewer, text: string, writeKey = key()) =>
  valueOf(await writeKitNote(by, 'ml-engineer', { writeKey, criterion: 'diagnosis', text })).noteId
const textsFor = async (viewer: Viewer) =>
  valueOf(await readKitNotes(viewer, 'ml-engineer', null)).notes.map(({ text }) => text)

test('who edits kits reads every note of the organisation, its author their own, and nobody else any', async () => {
  await write(anna, 'Step 2 and step 3 overlap.')
  await write(ben, 'The question comes too late.')
  expect(await textsFor(lead)).toEqual(['The question comes too late.', 'Step 2 and step 3 overlap.'])
  expect(await textsFor(anna)).toEqual(['Step 2 and step 3 overlap.'])
  expect(await textsFor(elsewhere)).toEqual([])
  const [note] = (await notesAbout(lead, ['ml-engineer/diagnosis'])).notes
  expect(note).toMatchObject({ criterion: 'ml-engineer/diagnosis', by: 'Ben', closed: null })
})

test('the same form twice stores one note', async () => {
  const form = key()
  expect(await write(anna, 'Once.', form)).toBe(await write(anna, 'Once.', form))
  expect((await textsFor(anna)).filter((text) => text === 'Once.')).toHaveLength(1)
})

test('a note is marked as dealt with and opened again; afterwards its author no longer deletes it', async () => {
  const note = await write(anna, 'Which figure?')
  expect(await setNoteClosed(anna, note, true)).toEqual({ ok: false, error: { code: 'FORBIDDEN' } })
  valueOf(await setNoteClosed(lead, note, true))
  valueOf(await setNoteClosed(lead, note, true))
  expect((await notesAbout(lead, ['ml-engineer/diagnosis'])).notes[0]!.closed).toMatchObject({ by: 'Ada' })
  expect(await deleteKitNote(anna, note)).toMatchObject({ ok: false, error: { code: 'NOTE_STALE' } })
  valueOf(await setNoteClosed(lead, note, false))
  valueOf(await deleteKitNote(anna, note))
  expect(await textsFor(lead)).not.toContain('Which figure?')
  const acts = await db().auditEntry.findMany({
    where: { organisationId: lead.organisationId, subjectType: 'kit-note', subjectId: note },
    select: { act: true, detail: true },
    orderBy: { id: 'asc' },
  })
  expect(acts.map(({ act }) => act)).toEqual([
    'kit-note.written',
    'kit-note.closed',
    'kit-note.reopened',
    'kit-note.deleted',
  ])
  expect(canonical(acts)).not.toContain('Which figure?')
})

test('notes of others are neither closed nor deleted from outside', async () => {
  const note = await write(anna, 'Mine.')
  expect(await setNoteClosed(elsewhere, note, true)).toEqual({ ok: false, error: { code: 'NOTE_NOT_FOUND' } })
  expect(await deleteKitNote(elsewhere, note)).toEqual({ ok: false, error: { code: 'NOTE_NOT_FOUND' } })
  expect(await deleteKitNote(ben, note)).toEqual({ ok: false, error: { code: 'NOTE_NOT_FOUND' } })
  expect(await textsFor(anna)).toContain('Mine.')
})

test('more than a page of notes is read page by page, each note once', async () => {
  const many = await makeUser(anna.organisationId, { roles: ['interviewer'] })
  for (let at = 1; at <= 51; at++) await write(many, `Note ${at}.`)
  const first = await notesAbout(many, ['ml-engineer/diagnosis'])
  expect(first.notes).toHaveLength(50)
  const second = await notesAbout(many, ['ml-engineer/diagnosis'], first.older)
  expect(second).toMatchObject({ older: null, notes: [{ text: 'Note 1.' }] })
})

test('a criterion that the kit does not have is refused in a sentence', async () => {
  const written = await writeKitNote(anna, 'ml-engineer', { writeKey: key(), criterion: 'gone', text: 'Text.' })
  expect(written).toMatchObject({ ok: false, error: { code: 'CRITERION_STALE' } })
})
