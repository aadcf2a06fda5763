import { beforeEach, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop, makeUser, type MadeJob } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { confirmedImport, countCandidates, fileOf, rowsOf, runConfirmed } from '../../../test/setup/imports'
import { changeAsShown } from '../../../test/setup/change-candidate'
import { staffedJob } from '../../../test/setup/panel'
import { eraseSubject } from '../erasure/erase-subject.sql.server'
import { listCandidates, readCandidate } from '../candidate/read-candidates.server'
import { markDistinct } from '../candidate/distinct-candidates.server'
import { mergeCandidates } from '../candidate/merge-candidates.server'
import { openApplication } from '../candidate/candidates.server'
import { closeApplication } from '../application/close-application.server'
import { readImport } from './read-imports.server'
import { undoImport } from './undo-import.server'

let place: Awaited<ReturnType<typeof staffedJob>>
beforeEach(async () => {
  place = await staffedJob()
})

const asked = { search: '', jobId: null, state: 'all', after: null } as const

async function published(text: string, given: Parameters<typeof confirmedImport>[1] = {}) {
  const id = await confirmedImport(place.recruiter, { text, ...given })
  await runConfirmed(place.recruiter, id)
  return id
}

test('undoing hides everything at once, deletes it afterwards, and leaves existing candidates as they were', async () => {
  const { recruiter, organisationId, job } = place
  const known = await makeApplication(recruiter, job, { name: 'Known', email: 'known@example.org' })
  const before = await readCandidate(recruiter, known.candidateId)
  const lines = [...fileOf(250).split('\n'), 'Known,known@example.org'].map(
    (line, at) => `${line},${at === 0 ? 'notes' : 'said'}`,
  )
  const second = await db().job.findFirstOrThrow({ where: { organisationId, id: job.id } })
  const id = await published(lines.join('\n'), { jobId: second.id, known: 'merge' })
  expect(await readImport(recruiter, id)).toMatchObject({ value: { imported: 250, merged: 1 } })
  expect((await listCandidates(recruiter, asked)).total).toBe(251)

  expect(await undoImport(recruiter, id)).toMatchObject({ ok: true })
  expect((await listCandidates(recruiter, asked)).total).toBe(1)
  expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'undone' } })
  expect((await rowsOf(id)).candidates).toBe(250)
  await runConfirmed(recruiter, id)
  expect(await rowsOf(id)).toEqual({ candidates: 0, applications: 0 })
  expect(await db().text.count({ where: { organisationId, kind: 'imported' } })).toBe(0)
  expect(await countCandidates(organisationId)).toBe(1)
  expect(await readCandidate(recruiter, known.candidateId)).toEqual(before)
  // Sent again it changes nothing, and the addresses are free again.
  expect(await undoImport(recruiter, id)).toMatchObject({ ok: true })
  const acts = await db().auditEntry.findMany({
    where: { organisationId, subjectType: 'import', subjectId: id },
    orderBy: { number: 'asc' },
  })
  expect(acts.map(({ act }) => act)).toEqual(['candidate.imported', 'candidate.import-undone'])
  await published(lines.join('\n'))
  expect((await listCandidates(recruiter, asked)).total).toBe(251)
})

describe('work on one of its candidates stops it, and is named', () => {
  const text = 'name,email,notes\nAda,ada@example.org,one\nGrace,grace@example.org,two\n'
  const ada = async (id: number) =>
    db().candidate.findFirstOrThrow({
      where: { organisationId: place.organisationId, importId: id, name: 'Ada' },
      include: { applications: true },
    })

  test.each<[string, string | null, (candidate: Awaited<ReturnType<typeof ada>>) => Promise<unknown>]>([
    [
      'a change of the candidate',
      'Candidate changed',
      ({ id }) => changeAsShown(place.recruiter, id, { name: 'Ada L.', email: 'ada@example.org', phone: null }),
    ],
    [
      'a loop',
      null,
      async ({ applications }) =>
        makeLoop(place.recruiter, place.job, applications[0]!.id, { debugging: [place.anna] }),
    ],
    [
      'the end of an application',
      'Application closed',
      ({ applications }) =>
        closeApplication(place.recruiter, applications[0]!.id, {
          reason: 'Gone elsewhere.',
          revision: applications[0]!.revision,
          state: 'withdrawn',
          cancelRest: false,
        }),
    ],
    [
      'a merge',
      'Candidate merged',
      async ({ id }) => {
        const administrator = await makeUser(place.organisationId, { roles: ['administrator'] })
        const other = await makeApplication(place.recruiter, place.job, { email: 'ada@example.org' })
        return mergeCandidates(administrator, { keepId: other.candidateId, otherId: id })
      },
    ],
    [
      'an erasure',
      'Candidate erased',
      async ({ id }) => {
        const administrator = await makeUser(place.organisationId, { roles: ['administrator'] })
        return eraseSubject(administrator, { type: 'candidate', id }, 'asked')
      },
    ],
  ])('%s', async (_, what, work) => {
    const { recruiter, job } = place
    const id = await published(text, { jobId: job.id })
    const candidate = await ada(id)
    await work(candidate)
    const refused = await undoImport(recruiter, id)
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'IMPORT_WORKED_ON_CONFLICT',
        obstacle: { candidates: 1, first: { candidateId: candidate.id, ...(what ? { what } : {}) } },
      },
    })
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'published' } })
    expect(await readCandidate(recruiter, candidate.id)).toMatchObject({ ok: true })
  })

  test('a later import that added to it', async () => {
    const { recruiter } = place
    const id = await published(text)
    await published(text, { known: 'merge' })
    expect(await undoImport(recruiter, id)).toMatchObject({ error: { obstacle: { candidates: 2 } } })
  })

  test.each<[string, (id: number, administrator: Viewer, hidden: MadeJob) => Promise<unknown>]>([
    [
      'into the other',
      async (otherId, administrator, hidden) => {
        const other = await makeApplication(administrator, hidden, { email: 'ada@example.org' })
        return mergeCandidates(administrator, { keepId: other.candidateId, otherId })
      },
    ],
    [
      'of the other into it',
      async (keepId, administrator, hidden) => {
        const other = await makeApplication(administrator, hidden, { email: 'ada@example.org' })
        return mergeCandidates(administrator, { keepId, otherId: other.candidateId })
      },
    ],
    [
      'not made but refused, as different people',
      async (firstId, administrator, hidden) => {
        const other = await makeApplication(administrator, hidden, { email: 'ada@example.org' })
        return markDistinct(administrator, { firstId, secondId: other.candidateId })
      },
    ],
    [
      'or an application for the job',
      async (id, administrator, hidden) => openApplication(administrator, id, hidden.id),
    ],
  ])('a merge with a candidate of a job that the viewer may not see: %s, without anybody’s name', async (_, work) => {
    const { recruiter, organisationId } = place
    const administrator = await makeUser(organisationId, { roles: ['administrator'] })
    const hidden = await makeJob(administrator, { confidential: true })
    const id = await published(text)
    expect(await work((await ada(id)).id, administrator, hidden)).toMatchObject({ ok: true })
    expect(await undoImport(recruiter, id)).toEqual({
      ok: false,
      error: { code: 'IMPORT_WORKED_ON_CONFLICT', obstacle: { candidates: 1, first: null } },
    })
  })

  test('an application that was opened by hand', async () => {
    const { recruiter, job } = place
    const id = await published(text)
    expect(await openApplication(recruiter, (await ada(id)).id, job.id)).toMatchObject({ ok: true })
    expect(await undoImport(recruiter, id)).toMatchObject({
      error: { obstacle: { candidates: 1, first: { label: 'Ada' } } },
    })
  })
})

test('only its author undoes it, and only while the jobs are theirs to manage', async () => {
  const { recruiter, organisationId, job } = place
  const id = await published('name,email\nAda,ada@example.org\n', { jobId: job.id })
  const colleague = await makeUser(organisationId, { roles: ['administrator'] })
  expect(await undoImport(colleague, id)).toMatchObject({ error: { code: 'IMPORT_NOT_FOUND' } })
  await db().job.updateMany({ where: { organisationId, id: job.id }, data: { confidential: true } })
  expect(await undoImport({ ...recruiter, grants: [{ role: 'recruiter', jobId: null }] }, id)).toMatchObject({
    error: { code: 'FORBIDDEN' },
  })
})

test('undoing and opening an application at the same moment cannot both go through', async () => {
  const { recruiter, organisationId, job } = place
  const id = await published('name,email\nAda,ada@example.org\n')
  const { id: candidateId } = await db().candidate.findFirstOrThrow({ where: { organisationId, importId: id } })
  const [undone, opened] = await Promise.all([
    undoImport(recruiter, id),
    openApplication(recruiter, candidateId, job.id),
  ])
  expect([undone.ok, opened.ok].filter(Boolean)).toHaveLength(1)
})
