import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { confirmedImport, countCandidates, fileOf, rowsOf, runConfirmed, runPieces } from '../../../test/setup/imports'
import { staffedJob } from '../../../test/setup/panel'
import { readApplication } from '../application/read-application.server'
import { readDashboard } from '../dashboard/read-dashboard.server'
import { readJob, listJobs } from '../job/read-jobs.server'
import { addCandidate, openApplication } from '../candidate/candidates.server'
import { listCandidates, readCandidate } from '../candidate/read-candidates.server'
import { cancelImport, readImport } from './read-imports.server'
import { undoImport } from './undo-import.server'
import { failImport } from './run-import.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeAll(async () => {
  panel = await staffedJob()
})

const asked = { search: '', jobId: null, state: 'all', after: null } as const

describe('until it is published', () => {
  /** What somebody with these rights reads anywhere that counts or lists candidates or applications. */
  const everything = async (viewer: Viewer, jobId: number) => [
    await listCandidates(viewer, asked),
    await listCandidates(viewer, { ...asked, state: 'open' }),
    await listCandidates(viewer, { ...asked, search: 'Person' }),
    await listCandidates(viewer, { ...asked, jobId }),
    await readDashboard(viewer, null),
    await listJobs(viewer),
    await readJob(viewer, jobId),
  ]

  test('nobody sees any of its rows, and then everybody sees all of them', async () => {
    const { recruiter, organisationId, job } = await staffedJob()
    await makeApplication(recruiter, job)
    const administrator = await makeUser(organisationId, { roles: ['administrator'] })
    const before = [await everything(recruiter, job.id), await everything(administrator, job.id)]
    const id = await confirmedImport(recruiter, { text: fileOf(350), jobId: job.id })
    await runPieces(recruiter, id, 2)
    const rows = await rowsOf(id)
    expect(rows).toEqual({ candidates: 200, applications: 200 })
    expect([await everything(recruiter, job.id), await everything(administrator, job.id)]).toEqual(before)
    const [hidden] = await db().$queryRaw<{ candidate: number; application: number }[]>`
      SELECT a."candidateId" AS candidate, a.id AS application FROM "Application" a WHERE a."importId" = ${id}::int LIMIT 1`
    for (const viewer of [recruiter, administrator]) {
      expect(await readCandidate(viewer, hidden!.candidate)).toMatchObject({ error: { code: 'CANDIDATE_NOT_FOUND' } })
      expect(await readApplication(viewer, hidden!.application)).toMatchObject({
        error: { code: 'APPLICATION_NOT_FOUND' },
      })
    }
    await runConfirmed(recruiter, id)
    expect((await listCandidates(administrator, asked)).total).toBe(351)
    expect((await listCandidates(administrator, { ...asked, jobId: job.id, state: 'open' })).total).toBe(351)
    expect(await readCandidate(administrator, hidden!.candidate)).toMatchObject({ ok: true })
  })

  test('an application that it holds cannot be opened by hand, until it is published or cleared away', async () => {
    const { recruiter, job, organisationId } = await staffedJob()
    const other = await makeJob(recruiter)
    const colleague = await makeUser(organisationId, { roles: ['recruiter'] })
    const email = 'known@example.org'
    const { candidateId } = await makeApplication(recruiter, job, { email })
    const text = `name,email\nKnown,${email}\n${fileOf(150).split('\n').slice(1).join('\n')}`
    const id = await confirmedImport(recruiter, { text, jobId: other.id, known: 'merge' })
    await runPieces(recruiter, id, 1)
    const open = () => openApplication(colleague, candidateId, other.id)
    expect(await open()).toMatchObject({ error: { code: 'APPLICATION_IN_IMPORT_CONFLICT' } })
    await runConfirmed(recruiter, id)
    expect(await open()).toMatchObject({ error: { code: 'APPLICATION_OPEN_CONFLICT' } })
    expect(await undoImport(recruiter, id)).toMatchObject({ ok: true })
    expect(await open()).toMatchObject({ error: { code: 'APPLICATION_IN_IMPORT_CONFLICT' } })
    await runConfirmed(recruiter, id)
    expect(await open()).toMatchObject({ ok: true })
  })

  test('a run that was stopped goes on where it ended, and no line is written twice', async () => {
    const { recruiter, organisationId } = await staffedJob()
    const id = await confirmedImport(recruiter, { text: fileOf(450) })
    await runPieces(recruiter, id, 1)
    expect(await rowsOf(id)).toEqual({ candidates: 100, applications: 0 })
    await runConfirmed(recruiter, id)
    expect(await countCandidates(organisationId)).toBe(450)
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'published', staged: 450, imported: 450 } })
  })

  test('it can be cancelled, and what was written is cleared away', async () => {
    const { recruiter, organisationId, job } = await staffedJob()
    const id = await confirmedImport(recruiter, { text: fileOf(250), jobId: job.id })
    await runPieces(recruiter, id, 1)
    expect(await cancelImport(recruiter, id)).toMatchObject({ ok: true })
    await runConfirmed(recruiter, id)
    expect(await rowsOf(id)).toEqual({ candidates: 0, applications: 0 })
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'cancelled', imported: 0 } })
    expect(await cancelImport(recruiter, id)).toMatchObject({ error: { code: 'IMPORT_ENDED_CONFLICT' } })
    const one = await db().candidateImport.findFirstOrThrow({ where: { organisationId, id } })
    expect(one.content).toBeNull()
  })

  test('a published one can neither be cancelled nor hidden again', async () => {
    const { recruiter, organisationId } = panel
    const id = await confirmedImport(recruiter)
    await runConfirmed(recruiter, id)
    expect(await cancelImport(recruiter, id)).toMatchObject({ error: { code: 'IMPORT_ENDED_CONFLICT' } })
    const where = { organisationId, id }
    await expect(
      db().candidateImport.updateMany({ where, data: { state: 'waiting', content: '[]', finishedAt: null } }),
    ).rejects.toThrow()
    await failImport({ organisationId, id })
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'published', imported: 3 } })
  })

  test('one that the server cannot finish ends, says so and leaves nothing', async () => {
    const { recruiter, organisationId } = await staffedJob()
    const id = await confirmedImport(recruiter, { text: fileOf(250) })
    await runPieces(recruiter, id, 1)
    await failImport({ organisationId, id })
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'failed', failure: 'INTERNAL' } })
    expect(await rowsOf(id)).toEqual({ candidates: 0, applications: 0 })
  })
})

describe('what changes while it waits', () => {
  let place: Awaited<ReturnType<typeof staffedJob>>
  beforeEach(async () => {
    place = await staffedJob()
  })
  const add = (email: string, writeKey = `add-${email}`) =>
    addCandidate(place.recruiter, { name: 'Sooner', email, phone: null, jobId: null, writeKey })

  test('an address that somebody adds meanwhile stops it, with all lines', async () => {
    const { recruiter, organisationId } = place
    const id = await confirmedImport(recruiter, { text: 'name,email\nAda,ada@example.org\nGrace,grace@example.org' })
    expect(await add('grace@example.org')).toMatchObject({ ok: true })
    await runConfirmed(recruiter, id)
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'failed', failure: 'ADDRESSES_TAKEN' } })
    expect(await countCandidates(organisationId)).toBe(1)
    expect(await rowsOf(id)).toEqual({ candidates: 0, applications: 0 })
  })

  test('or is left out and named, where lines may be left out', async () => {
    const { recruiter, organisationId, job } = place
    const text = 'name,email\nAda,ada@example.org\nGrace,grace@example.org\nNobody,nobody@'
    const id = await confirmedImport(recruiter, { text, skip: true, jobId: job.id })
    expect(await add('grace@example.org')).toMatchObject({ ok: true })
    await runConfirmed(recruiter, id)
    expect(await readImport(recruiter, id)).toMatchObject({
      value: { state: 'published', imported: 1, takenLines: [3] },
    })
    expect(await countCandidates(organisationId)).toBe(2)
    expect(await rowsOf(id)).toEqual({ candidates: 1, applications: 1 })
  })

  test('two imports of one file at the same moment make each person once', async () => {
    const { recruiter, organisationId } = place
    const other = await makeUser(organisationId, { roles: ['recruiter'] })
    const text = fileOf(150)
    const [first, second] = [await confirmedImport(recruiter, { text }), await confirmedImport(other, { text })]
    await Promise.all([runConfirmed(recruiter, first), runConfirmed(other, second)])
    expect(await countCandidates(organisationId)).toBe(150)
    const states = [await readImport(recruiter, first), await readImport(other, second)]
    expect(states.map((one) => one.ok && one.value.state).sort()).toEqual(['failed', 'published'])
  })

  test('the job stops taking candidates', async () => {
    const { recruiter, organisationId, job } = place
    const id = await confirmedImport(recruiter, { jobId: job.id })
    await db().job.updateMany({ where: { organisationId, id: job.id }, data: { state: 'closed' } })
    await runConfirmed(recruiter, id)
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'failed', failure: 'JOB_NOT_OPEN' } })
    expect(await countCandidates(organisationId)).toBe(0)
  })

  test('its author loses the role', async () => {
    const { recruiter, organisationId } = place
    const id = await confirmedImport(recruiter)
    const where = { organisationId, userId: recruiter.userId }
    await db().grant.updateMany({ where, data: { revokedAt: new Date() } })
    await runConfirmed(recruiter, id)
    expect(await db().candidateImport.findFirst({ where: { organisationId, id } })).toMatchObject({
      state: 'failed',
      failure: 'FORBIDDEN',
    })
    expect(await countCandidates(organisationId)).toBe(0)
  })
})
