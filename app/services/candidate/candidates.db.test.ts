import { beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop, makeUser } from '~/demo/factories'
import { db, transaction } from '~/platform/db.server'
import { staffedJob } from '../../../test/setup/panel'
import { closeApplication } from '../application/close-application.server'
import { eraseSubject } from '../erasure/erase-subject.sql.server'
import { addCandidate, changeCandidate, openApplication, seenFields } from './candidates.server'
import { foldStoredNames } from './fold-stored-names.sql.server'
import { listCandidates, readCandidate } from './read-candidates.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeAll(async () => {
  panel = await staffedJob()
})

const count = (organisationId: number) => db().candidate.count({ where: { organisationId } })
const asked = { search: '', jobId: null, state: 'all', after: null } as const

describe('a candidate', () => {
  test('sent twice with one key is one candidate, also at the same moment', async () => {
    const { recruiter, organisationId, job } = panel
    const before = await count(organisationId)
    const form = { name: 'Nkechi Obi', email: 'nkechi@example.org', phone: null, jobId: job.id, writeKey: 'twice-once' }
    const results = await Promise.all([addCandidate(recruiter, form), addCandidate(recruiter, form)])
    results.push(await addCandidate(recruiter, form))
    expect(results.map((one) => one.ok && one.value.candidateId)).toEqual(
      Array.from({ length: 3 }, () => results[0].ok && results[0].value.candidateId),
    )
    expect(await count(organisationId)).toBe(before + 1)
  })

  test('is not made where the job takes none', async () => {
    const { recruiter, organisationId } = panel
    const draft = await makeJob(recruiter, { state: 'draft' })
    const before = await count(organisationId)
    const form = { name: 'Ada', email: null, phone: null, jobId: draft.id, writeKey: 'no-half-way' }
    expect(await addCandidate(recruiter, form)).toMatchObject({ ok: false, error: { code: 'JOB_NOT_OPEN' } })
    expect(await count(organisationId)).toBe(before)
  })

  test('has one open application for a job, however many ask at once, and any number closed', async () => {
    const { recruiter, job, organisationId } = panel
    const made = await makeApplication(recruiter, job)
    const form = { revision: 1, state: 'rejected', reason: 'Another time.', cancelRest: true } as const
    expect((await closeApplication(recruiter, made.id, form)).ok).toBe(true)
    expect((await closeApplication(recruiter, made.id, form)).ok).toBe(true)
    expect(await closeApplication(recruiter, made.id, { ...form, reason: 'Another reason.' })).toMatchObject({
      error: { code: 'APPLICATION_CLOSED_CONFLICT' },
    })
    const results = await Promise.all([1, 2, 3].map(() => openApplication(recruiter, made.candidateId, job.id)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    for (const result of results) if (!result.ok) expect(result.error.code).toBe('APPLICATION_OPEN_CONFLICT')
    const where = { organisationId, candidateId: made.candidateId }
    expect(await db().application.count({ where })).toBe(2)
    expect(await db().application.count({ where: { ...where, state: 'open' } })).toBe(1)
  })

  test('changed in an older window does not undo what a colleague saved; the same change again is acknowledged', async () => {
    const { recruiter, organisationId } = panel
    const made = await makeApplication(recruiter, panel.job, { name: 'Iris Maas' })
    const page = await readCandidate(recruiter, made.candidateId)
    const { seen } = page.ok ? page.value : { seen: '' }
    const first = { name: 'Iris Maas', email: 'iris@example.org', phone: null }
    expect((await changeCandidate(recruiter, made.candidateId, { ...first, seen })).ok).toBe(true)
    expect((await changeCandidate(recruiter, made.candidateId, { ...first, seen })).ok).toBe(true)
    const late = { name: 'Iris Maas', email: null, phone: '+31 6 1', seen }
    const refused = await changeCandidate(recruiter, made.candidateId, late)
    expect(refused).toMatchObject({ error: { code: 'CANDIDATE_STALE', stored: { email: 'iris@example.org' } } })
    const row = () =>
      db().candidate.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id: made.candidateId } } })
    expect(await row()).toMatchObject({ email: 'iris@example.org', phone: null })
    const now = refused.ok || refused.error.code !== 'CANDIDATE_STALE' ? '' : refused.error.seen
    expect((await changeCandidate(recruiter, made.candidateId, { ...late, seen: now })).ok).toBe(true)
    expect(await row()).toMatchObject({ email: null, phone: '+31 6 1' })
  })

  test('of another organisation is not there', async () => {
    const stranger = (await staffedJob()).recruiter
    const made = await makeApplication(panel.recruiter, panel.job)
    expect(await readCandidate(stranger, made.candidateId)).toMatchObject({ error: { code: 'CANDIDATE_NOT_FOUND' } })
    const change = { name: 'X', email: null, phone: null, seen: '0'.repeat(64) }
    expect(await changeCandidate(stranger, made.candidateId, change)).toMatchObject({
      error: { code: 'CANDIDATE_NOT_FOUND' },
    })
    expect(await openApplication(stranger, made.candidateId, panel.job.id)).toMatchObject({
      error: { code: 'CANDIDATE_NOT_FOUND' },
    })
  })

  test('known only from a confidential job exists for those named in it alone', async () => {
    const { recruiter, organisationId } = panel
    const secret = await makeJob(recruiter, { confidential: true })
    const named = await makeUser(organisationId, { roles: [{ role: 'recruiter', jobId: secret.id }] })
    const made = await makeApplication(named, secret, { name: 'Only Here' })
    const search = { ...asked, search: 'Only Here' }
    expect((await listCandidates(named, search)).candidates.map(({ id }) => id)).toEqual([made.candidateId])
    expect((await listCandidates(recruiter, search)).candidates).toEqual([])
    expect(await readCandidate(recruiter, made.candidateId)).toMatchObject({ error: { code: 'CANDIDATE_NOT_FOUND' } })
  })
})

describe('the list', () => {
  test('goes on from where the page ended, without a gap or a double', async () => {
    const { recruiter, job } = await staffedJob()
    await transaction(async (tx) => {
      for (let at = 0; at < 53; at++)
        await tx.candidate.create({
          data: { organisationId: recruiter.organisationId, name: `C ${at}`, createdById: recruiter.userId },
        })
    })
    await makeApplication(recruiter, job)
    const first = await listCandidates(recruiter, asked)
    const second = await listCandidates(recruiter, { ...asked, after: first.next })
    const ids = [...first.candidates, ...second.candidates].map(({ id }) => id)
    expect([first.total, first.candidates.length, second.candidates.length, second.next]).toEqual([54, 50, 4, null])
    expect(new Set(ids).size).toBe(54)
    expect(ids).toEqual([...ids].sort((a, b) => b - a))
  })

  test('is searched for what is written, percent signs, underscores and backslashes included', async () => {
    const { recruiter, job } = await staffedJob()
    for (const name of ['Ann_a', 'Annxa', '100% Bob', '100 Bob', 'A\\B', 'AB'])
      await makeApplication(recruiter, job, { name })
    const found = async (search: string) =>
      (await listCandidates(recruiter, { ...asked, search })).candidates.map(({ name }) => name)
    expect(await found('n_a')).toEqual(['Ann_a'])
    expect(await found('100%')).toEqual(['100% Bob'])
    expect(await found('a\\b')).toEqual(['A\\B'])
    expect(await found('ANN')).toEqual(['Annxa', 'Ann_a'])
  })

  test('is searched without regard to accents and case, and finds what was typed with them', async () => {
    const { recruiter, job } = await staffedJob()
    const people: [string, string, string[]][] = [
      ['Ángel García', 'angel@example.org', ['angel', 'ÁNGEL', 'garcia', 'gel g']],
      ['ÅSA Öberg', 'asa@example.org', ['åsa', 'asa', 'Åsa ö', 'oberg']],
      ['Jörg Weiß', 'weiß@example.org', ['weiss', 'WEISS', 'Weiß', 'weiss@']],
      ['Łukasz Żak', 'lukasz@example.org', ['lukasz', 'łUK', 'zak']],
      ['Işık İnce', 'isik@example.org', ['ISIK', 'ışık', 'ince', 'INCE']],
      ['Nguyễn Đạt', 'dat@example.org', ['nguyen dat']],
      ['Aoife O’Brien', 'aoife@example.org', ["o'brien"]],
      ['Артём Ёлкин', 'artem@example.org', ['АРТЕМ', 'елкин']],
    ]
    for (const [name, email] of people) await makeApplication(recruiter, job, { name, email })
    for (const [name, , searches] of people)
      for (const search of searches) {
        const { candidates } = await listCandidates(recruiter, { ...asked, search })
        expect(
          candidates.map((one) => one.name),
          search,
        ).toEqual([name])
      }
    expect((await listCandidates(recruiter, { ...asked, search: '\u0301' })).total).toBe(0)
  })

  test('finds a candidate by the new name after a change, and by no name after an erasure', async () => {
    const { recruiter, organisationId, job } = await staffedJob()
    const { candidateId } = await makeApplication(recruiter, job, { name: 'Zoë Old', email: 'zoë@example.org' })
    const total = async (search: string) => (await listCandidates(recruiter, { ...asked, search })).total
    expect([await total('zoe old'), await total('zoe@')]).toEqual([1, 1])
    const stored = await db().candidate.findUniqueOrThrow({
      where: { organisationId_id: { organisationId, id: candidateId } },
    })
    const form = { name: 'Zoë Néw', email: null, phone: null, seen: seenFields(stored) }
    expect(await changeCandidate(recruiter, candidateId, form)).toMatchObject({ ok: true })
    expect([await total('zoe old'), await total('zoe new'), await total('zoe@')]).toEqual([0, 1, 0])
    const administrator = await makeUser(organisationId, { roles: ['administrator'] })
    await eraseSubject(administrator, { type: 'candidate', id: candidateId }, 'asked')
    expect([await total('zoe'), await total('new')]).toEqual([0, 0])
  })

  test('names from before they were folded are folded at the next start, and only those', async () => {
    const { recruiter, organisationId, job } = await staffedJob()
    await foldStoredNames()
    await makeApplication(recruiter, job, { name: 'Already' })
    await db().$executeRaw`
      INSERT INTO "Candidate" ("organisationId", name, email, "createdById")
      SELECT ${organisationId}, 'Ünal ' || n, 'ü' || n || '@example.org', ${recruiter.userId} FROM generate_series(1, 1200) n`
    const found = async () => (await listCandidates(recruiter, { ...asked, search: 'unal 1200' })).total
    expect(await found()).toBe(0)
    expect(await foldStoredNames()).toBe(1_200)
    expect(await found()).toBe(1)
    expect(await foldStoredNames()).toBe(0)
  })

  test('shows a blind viewer a number instead of a hidden name, and no search finds the name', async () => {
    const { recruiter, organisationId } = await staffedJob()
    const hidden = await makeJob(recruiter, { namesHidden: true })
    const both = await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] })
    const made = await makeApplication(recruiter, hidden, { name: 'Ana Kovac', email: 'ana@example.org' })
    await makeLoop(recruiter, hidden, made.id, { debugging: [both] })
    const told = await listCandidates(both, asked)
    expect(told.candidates[0]).toMatchObject({ name: `Candidate ${made.candidateId}`, email: null, hidden: true })
    expect(told.candidates[0]!.applications[0]!.state).toBeNull()
    expect((await listCandidates(both, { ...asked, search: 'Kovac' })).total).toBe(0)
    expect((await listCandidates(both, { ...asked, search: 'ana@example' })).total).toBe(0)
    expect((await listCandidates(both, { ...asked, search: String(made.candidateId) })).total).toBe(1)
    expect((await listCandidates(recruiter, { ...asked, search: 'Kovac' })).total).toBe(1)
    expect(await readCandidate(both, made.candidateId)).toMatchObject({ value: { name: null, email: null } })
  })

  test('filters a blind viewer’s application as if it were open, whatever became of it', async () => {
    const { recruiter, organisationId, job } = await staffedJob()
    const both = await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] })
    const made = await makeApplication(recruiter, job)
    await makeLoop(recruiter, job, made.id, { debugging: [both] })
    const told = async () => [
      await listCandidates(both, { ...asked, state: 'open' }),
      await listCandidates(both, { ...asked, state: 'none' }),
      await readCandidate(both, made.candidateId),
      await openApplication(both, made.candidateId, job.id),
    ]
    const before = await told()
    const form = { revision: 1, state: 'rejected', reason: 'No.', cancelRest: false } as const
    expect((await closeApplication(recruiter, made.id, form)).ok).toBe(true)
    expect(await told()).toEqual(before)
  })
})
