import { beforeEach, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop, makeUser } from '~/demo/factories'
import { db } from '~/platform/db.server'
import {
  confirmedImport,
  countCandidates,
  importText,
  previewText,
  runConfirmed,
  uploadText,
} from '../../../test/setup/imports'
import { staffedJob } from '../../../test/setup/panel'
import { readCandidate } from '../candidate/read-candidates.server'
import { eraseSubject } from '../erasure/erase-subject.sql.server'
import { chooseColumns } from './choose-columns.server'
import { readColumns } from './read-columns.server'
import { readImport } from './read-imports.server'
import { findUpload } from './uploads.server'

let place: Awaited<ReturnType<typeof staffedJob>>
let jobName: string
beforeEach(async () => {
  place = await staffedJob()
  const job = await db().job.findFirstOrThrow({ where: { organisationId: place.organisationId, id: place.job.id } })
  jobName = job.name
})

const imported = async (text: string, given: Partial<Parameters<typeof confirmedImport>[1]> = {}) => {
  const id = await confirmedImport(place.recruiter, { text, ...given })
  await runConfirmed(place.recruiter, id)
  return readImport(place.recruiter, id)
}

const byEmail = (email: string) =>
  db().candidate.findMany({
    where: { organisationId: place.organisationId, email },
    include: { applications: { orderBy: { id: 'asc' } }, texts: true },
    orderBy: { id: 'asc' },
  })

test('one person on two lines for two jobs is one candidate with two applications', async () => {
  const { recruiter, job } = place
  const other = await makeJob(recruiter, { name: 'Research Scientist' })
  const text = `name,email,job\nYara Haddad,yara@example.org,${jobName}\nYara Haddad,yara@example.org,research  scientist\n`
  const preview = await previewText(recruiter, text)
  expect(preview.counts).toEqual({ new: 1, joins: 1, shares: 0, known: 0, wrong: 0 })
  // Each number above the list is that of a list, so that "1 new candidate" does not lead to two lines.
  for (const show of ['new', 'joins', 'known', 'shares', 'wrong'] as const)
    expect([show, (await previewText(recruiter, text, null, show)).listed.total]).toEqual([show, preview.counts[show]])
  expect(await imported(text)).toMatchObject({ value: { state: 'published', imported: 1, skipped: 0 } })
  const [yara, ...more] = await byEmail('yara@example.org')
  expect(more).toEqual([])
  expect(yara!.applications.map(({ jobId }) => jobId)).toEqual([job.id, other.id])
})

test('the same file twice finds its candidates, and adds nothing unless it is told to', async () => {
  const { recruiter, job, organisationId } = place
  const text = 'name,email,notes\nYara,yara@example.org,first\nChidi,chidi@example.org,\n'
  await imported(text, { jobId: job.id })
  const preview = await previewText(recruiter, text, job.id)
  expect(preview.counts).toEqual({ new: 0, joins: 0, shares: 0, known: 2, wrong: 0 })
  expect(preview.shown).toMatchObject([
    { kind: 'known', choice: 'leave-out', known: { name: 'Yara' } },
    { kind: 'known', choice: 'leave-out', known: { name: 'Chidi' } },
  ])
  expect(await countCandidates(organisationId)).toBe(2)
})

describe('a line whose person is a candidate already', () => {
  const text = 'name,email,phone,notes,stage\nYara H.,yara@example.org; yh@example.net,+49 1,what she said,Screening\n'
  let known: { id: number; candidateId: number }
  beforeEach(async () => {
    known = await makeApplication(place.recruiter, place.job, { name: 'Yara Haddad', email: 'yara@example.org' })
  })

  test('is added to the candidate, who keeps name and address, with an application for another job', async () => {
    const { recruiter, job } = place
    const other = await makeJob(recruiter, { name: 'Second job' })
    const done = await imported(text, { jobId: other.id, known: 'merge' })
    expect(done).toMatchObject({ value: { state: 'published', imported: 0, merged: 1, skipped: 0 } })
    const [yara, ...more] = await byEmail('yara@example.org')
    expect(more).toEqual([])
    expect(yara).toMatchObject({ id: known.candidateId, name: 'Yara Haddad' })
    expect(yara!.applications.map(({ jobId }) => jobId)).toEqual([job.id, other.id])
    const read = await readCandidate(recruiter, known.candidateId)
    expect(read.ok && read.value.details.imported.map(({ details }) => details)).toEqual([
      {
        emails: ['yara@example.org', 'yh@example.net'],
        phones: ['+49 1'],
        source: null,
        tags: [],
        notes: ['what she said'],
        applications: [{ job: null, stage: 'Screening' }],
      },
    ])
  })

  test('has no second open application for the same job', async () => {
    expect(await imported(text, { jobId: place.job.id, known: 'merge' })).toMatchObject({ value: { merged: 1 } })
    const [yara] = await byEmail('yara@example.org')
    expect(yara!.applications.map(({ id }) => id)).toEqual([known.id])
  })

  test('is kept apart as a candidate of its own, where that is chosen for the line', async () => {
    const done = await imported(text, { lines: { 2: 'apart' } })
    expect(done).toMatchObject({ value: { state: 'published', imported: 1, merged: 0 } })
    expect((await byEmail('yara@example.org')).map(({ name }) => name)).toEqual(['Yara Haddad', 'Yara H.'])
  })

  test('is found by any of its addresses', async () => {
    const other = 'name,email\nYara,"new@example.org, yara@example.org"\n'
    expect((await previewText(place.recruiter, other)).counts.known).toBe(1)
  })

  test.each(['before the lines are written', 'after'])(
    'who is erased %s is left out, with all the line said',
    async (when) => {
      const { recruiter, organisationId } = place
      const administrator = await makeUser(organisationId, { roles: ['administrator'] })
      const id = await confirmedImport(recruiter, {
        text: `${text}New,new@example.org,,a note,\n`,
        known: 'merge',
        skip: true,
      })
      if (when === 'after') {
        const { content, revision, createdAt } = await db().candidateImport.findFirstOrThrow({
          where: { organisationId, id },
        })
        const { stage } = await import('./staged-rows.sql.server')
        const { storedLines } = await import('~/domain/candidate/import')
        const lines = storedLines(content!, null)
        expect(await stage(db(), { organisationId, id }, { after: 0, revision, lines, at: createdAt })).toBe(true)
      }
      const subject = { type: 'candidate', id: known.candidateId } as const
      expect(await eraseSubject(administrator, subject, 'asked')).toMatchObject({ ok: true })
      await runConfirmed(recruiter, id)
      expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'published', imported: 1, merged: 0 } })
      const texts = await db().text.findMany({ where: { organisationId, kind: 'imported' } })
      expect(texts.map(({ body }) => body)).toEqual([expect.stringContaining('a note')])
    },
  )
})

test('whoever still rates somebody in a job that hides names is not told which candidate has the address', async () => {
  const { recruiter, organisationId } = place
  const hiding = await makeJob(recruiter, { namesHidden: true })
  const rater = await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] })
  const { id } = await makeApplication(recruiter, hiding, { name: 'Hidden Name', email: 'hidden@example.org' })
  await makeLoop(recruiter, hiding, id, { debugging: [rater] })
  const text = 'name,email\nHidden Name,hidden@example.org\n'
  expect((await previewText(rater, text)).shown).toMatchObject([{ kind: 'known', known: null }])
  expect((await previewText(recruiter, text)).shown).toMatchObject([{ kind: 'known', known: { name: 'Hidden Name' } }])

  // Nor may they add the line to that candidate, whose number would then be known beside the name.
  const count = await countCandidates(organisationId)
  for (const choice of ['merge', 'apart'] as const) {
    const given = { text, jobId: null, skip: false, writeKey: `hidden-name-${choice}` }
    expect(await importText(rater, { ...given, lines: { 2: choice } })).toMatchObject({
      error: {
        code: 'NAME_HIDDEN',
        message: expect.stringContaining('Line 2: its candidate’s name is hidden from you'),
      },
    })
    const forAll = { ...given, writeKey: `hidden-name-all-${choice}`, known: choice }
    expect(await importText(rater, forAll)).toMatchObject({ error: { code: 'NOTHING_TO_IMPORT' } })
  }
  expect(await countCandidates(organisationId)).toBe(count)
})

test('a line under another name with the address of a candidate whose name is hidden can only be left out', async () => {
  const { recruiter, organisationId } = place
  const hiding = await makeJob(recruiter, { namesHidden: true })
  const rater = await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] })
  const { id } = await makeApplication(recruiter, hiding, { name: 'Hidden Name', email: 'hidden@example.org' })
  await makeLoop(recruiter, hiding, id, { debugging: [rater] })
  const text = 'name,email\nAda Lovelace,hidden@example.org\nGrace Hopper,hidden@example.org\n'
  expect((await previewText(recruiter, text)).shown).toMatchObject([{ kind: 'known' }, { kind: 'shares' }])
  expect((await previewText(rater, text)).shown).toMatchObject([
    { kind: 'known', known: null, choice: 'leave-out' },
    { kind: 'known', known: null, choice: 'leave-out' },
  ])
  const count = await countCandidates(organisationId)
  for (const choice of ['merge', 'apart'] as const) {
    const given = { text, jobId: null, skip: false, writeKey: `hidden-shared-${choice}` }
    expect(await importText(rater, { ...given, lines: { 3: choice } })).toMatchObject({
      error: { code: 'NAME_HIDDEN', message: expect.stringContaining('Line 3: ') },
    })
  }
  expect(await countCandidates(organisationId)).toBe(count)
})

test('a line is not added to a candidate whose name was hidden after the import was confirmed', async () => {
  const { recruiter, organisationId } = place
  const hiding = await makeJob(recruiter, { namesHidden: true })
  const rater = await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] })
  const { id } = await makeApplication(recruiter, hiding, { name: 'Hidden Name', email: 'hidden@example.org' })
  const importId = await confirmedImport(rater, { text: 'name,email\nA,hidden@example.org\n', known: 'merge' })
  await makeLoop(recruiter, hiding, id, { debugging: [rater] })
  await runConfirmed(rater, importId)
  expect(await readImport(rater, importId)).toMatchObject({ value: { state: 'failed', failure: 'ADDRESSES_TAKEN' } })
})

test('a file that names jobs asks about those that are not open, and does as is chosen', async () => {
  const { recruiter, job } = place
  const text = `name,email,role\nAda,ada@example.org,${jobName}\nGrace,grace@example.org,Barista\nEdsger,ed@example.org,Plumber\n`
  const uploadId = await uploadText(recruiter, text)
  const columns = ['name', 'email', 'job'] as const
  const first = await chooseColumns(recruiter, uploadId, { revision: 1, jobId: null, columns: [...columns], jobs: [] })
  expect(first).toEqual({ ok: true, value: { undecided: 2 } })
  const shown = await readColumns(recruiter, uploadId)
  if (!shown.ok) throw new Error(shown.error.code)
  expect(shown.value.named).toEqual([
    { name: jobName, lines: 1, known: true, choice: job.id },
    { name: 'Barista', lines: 1, known: false, choice: 'none' },
    { name: 'Plumber', lines: 1, known: false, choice: 'none' },
  ])
  const jobs = [job.id, job.id, 'leave-out' as const]
  const second = await chooseColumns(recruiter, uploadId, { revision: 2, jobId: null, columns: [...columns], jobs })
  expect(second).toEqual({ ok: true, value: { undecided: 0 } })
  const { readPreview } = await import('./read-preview.server')
  const preview = await readPreview(recruiter, uploadId, { show: 'all', after: null })
  if (!preview.ok) throw new Error(preview.error.code)
  expect(preview.value.shown.map(({ kind }) => kind)).toEqual(['new', 'new', 'wrong'])
})

test.each(['__proto__', 'constructor'])('what is chosen for a job that a file names %s is kept', async (name) => {
  const { recruiter, job } = place
  const uploadId = await uploadText(recruiter, `name,job\nAda,${name}\n`)
  const form = { revision: 1, jobId: null, columns: ['name' as const, 'job' as const] }
  const named = async () => {
    const shown = await readColumns(recruiter, uploadId)
    return shown.ok && shown.value.named
  }
  expect(await named()).toEqual([{ name, lines: 1, known: false, choice: 'none' }])
  expect(await chooseColumns(recruiter, uploadId, { ...form, jobs: [job.id] })).toEqual({
    ok: true,
    value: { undecided: 0 },
  })
  expect(await named()).toEqual([{ name, lines: 1, known: false, choice: job.id }])
})

test('a job that is hidden from the viewer is matched by no name and can be chosen by nobody outside it', async () => {
  const { recruiter, organisationId } = place
  const secret = await makeJob(recruiter, { name: 'Secret job', confidential: true })
  const outsider = await makeUser(organisationId, { roles: ['recruiter'] })
  const uploadId = await uploadText(outsider, 'name,job\nAda,Secret job\n')
  const shown = await readColumns(outsider, uploadId)
  expect(shown.ok && shown.value.named).toEqual([{ name: 'Secret job', lines: 1, known: false, choice: 'none' }])
  const form = { revision: 1, jobId: null, columns: ['name' as const, 'job' as const], jobs: [secret.id] }
  expect(await chooseColumns(outsider, uploadId, form)).toMatchObject({ error: { code: 'JOB_NOT_FOUND' } })
})

test('a table that waits is its author’s, is changed by one window at a time, and goes with the first import', async () => {
  const { recruiter, organisationId } = place
  const colleague = await makeUser(organisationId, { roles: ['recruiter'] })
  const uploadId = await uploadText(recruiter, 'name,email\nAda,ada@example.org\n')
  expect(await findUpload(colleague, uploadId)).toMatchObject({ error: { code: 'UPLOAD_NOT_FOUND' } })
  const form = { jobId: null, columns: ['name' as const, 'email' as const], jobs: [] }
  expect(await chooseColumns(recruiter, uploadId, { ...form, revision: 1 })).toMatchObject({ ok: true })
  expect(await chooseColumns(recruiter, uploadId, { ...form, revision: 1 })).toMatchObject({
    error: { code: 'UPLOAD_STALE' },
  })
  const { confirmImport } = await import('./confirm-import.server')
  const choices = { known: 'leave-out', lines: {} } as const
  const given = { uploadId, skip: false, choices, writeKey: 'two-windows-1' }
  expect(await confirmImport(recruiter, { ...given, revision: 1 })).toMatchObject({ error: { code: 'UPLOAD_STALE' } })
  const done = await confirmImport(recruiter, { ...given, revision: 2 })
  expect(done).toMatchObject({ ok: true })
  const importId = done.ok && done.value.importId
  // The other window confirms with another choice: it is told, and led to the import.
  const other = await confirmImport(recruiter, { ...given, revision: 2, skip: true })
  expect(other).toMatchObject({ error: { code: 'WRITE_KEY_CONFLICT', resultId: importId } })
  expect(await findUpload(recruiter, uploadId)).toMatchObject({ error: { code: 'UPLOAD_NOT_FOUND' } })
  expect(await db().candidateImport.count({ where: { organisationId } })).toBe(1)
})

test('an erasure deletes every table that waits, and one that was read before is not imported', async () => {
  const { recruiter, organisationId, job } = place
  const administrator = await makeUser(organisationId, { roles: ['administrator'] })
  const { candidateId } = await makeApplication(recruiter, job, { email: 'gone@example.org' })
  const uploadId = await uploadText(recruiter, 'name,email\nGone,gone@example.org\nAda,ada@example.org\n')
  expect(await eraseSubject(administrator, { type: 'candidate', id: candidateId }, 'asked')).toMatchObject({ ok: true })
  expect(await findUpload(recruiter, uploadId)).toMatchObject({ error: { code: 'UPLOAD_NOT_FOUND' } })
  expect(await db().candidateUpload.count({ where: { organisationId } })).toBe(0)
})
