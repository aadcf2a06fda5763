import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop, makeUser } from '~/demo/factories'
import type { NewJob } from '~/domain/job/schemas'
import { db } from '~/platform/db.server'
import { staffedJob } from '../../../test/setup/panel'
import { changeJob, closeJob, createJob, openJob, setNeedProfile } from './jobs.server'
import { listJobs, readJob, readJobToEdit } from './read-jobs.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeAll(async () => {
  panel = await staffedJob()
})

const form = (given: Partial<NewJob> = {}): NewJob => ({
  role: 'ml-engineer',
  name: 'Senior ML engineer, Ranking',
  seniority: 'senior',
  needProfile: 'balanced',
  maturity: 3,
  bar: 3,
  hireProbability: 0.75,
  committee: [panel.vera.userId, panel.wim.userId],
  quorum: 2,
  namesHidden: true,
  confidential: false,
  writeKey: randomUUID(),
  ...given,
})

async function made(given: Partial<NewJob> = {}, options = {}): Promise<number> {
  const done = await createJob(panel.recruiter, form(given), options)
  if (!done.ok) throw new Error(done.error.code)
  return done.value.jobId
}

const jobRow = (id: number) =>
  db().job.findUniqueOrThrow({ where: { organisationId_id: { organisationId: panel.organisationId, id } } })

describe('opening', () => {
  test('pins the kit and is a draft until it is opened', async () => {
    const id = await made()
    expect(await jobRow(id)).toMatchObject({ state: 'draft', needProfile: 'balanced', revision: 1 })
    expect((await openJob(panel.recruiter, id)).ok).toBe(true)
    expect(await jobRow(id)).toMatchObject({ state: 'open' })
    expect((await closeJob(panel.recruiter, id)).ok).toBe(true)
    expect(await closeJob(panel.recruiter, id)).toMatchObject({ error: { code: 'JOB_STATE_CONFLICT' } })
  })

  test('sent twice with one key makes one job', async () => {
    const writeKey = randomUUID()
    const [first, second] = await Promise.all([made({ writeKey }), made({ writeKey })])
    expect(second).toBe(first)
    expect(await made({ writeKey })).toBe(first)
    expect(await made()).not.toBe(first)
  })

  test('at once without a committee makes no job at all', async () => {
    const { organisationId, recruiter } = panel
    const before = await db().job.count({ where: { organisationId } })
    const done = await createJob(recruiter, form({ committee: [] }), { open: true })
    expect(done).toMatchObject({ error: { code: 'COMMITTEE_MISSING' } })
    expect(await createJob(recruiter, form({ committee: [2_000_000] }))).toMatchObject({
      error: { code: 'VOTER_NOT_FOUND' },
    })
    expect(await db().job.count({ where: { organisationId } })).toBe(before)
  })

  test('makes voters of people who were none, for this job', async () => {
    const { organisationId, anna, vera } = panel
    const id = await made({ committee: [anna.userId, vera.userId] })
    const grants = await db().grant.findMany({ where: { organisationId, jobId: id } })
    expect(grants.map(({ userId, role }) => [userId, role])).toEqual([[anna.userId, 'committee_member']])
  })
})

describe('changing', () => {
  test('what somebody else changed meanwhile is refused and told its revision', async () => {
    const { recruiter } = panel
    const id = await made()
    expect((await changeJob(recruiter, id, { ...form({ name: 'First' }), revision: 1 })).ok).toBe(true)
    const late = await changeJob(recruiter, id, { ...form({ name: 'Second' }), revision: 1 })
    expect(late).toMatchObject({ error: { code: 'JOB_STALE', revision: 2 } })
    expect(await jobRow(id)).toMatchObject({ name: 'First', revision: 2 })
  })

  test('the same change again, after its answer was lost, is acknowledged and writes nothing', async () => {
    const { recruiter } = panel
    const id = await made()
    const change = { ...form({ name: 'Once' }), revision: 1 }
    expect((await changeJob(recruiter, id, change)).ok).toBe(true)
    expect((await changeJob(recruiter, id, change)).ok).toBe(true)
    expect(await jobRow(id)).toMatchObject({ name: 'Once', revision: 2 })
  })

  test('a need profile chosen on an older page does not replace one that was set meanwhile', async () => {
    const { organisationId } = panel
    const id = await made()
    const manager = await makeUser(organisationId, { roles: [{ role: 'hiring_manager', jobId: id }] })
    const set = (needProfile: 'balanced' | 'research-heavy' | 'production-heavy') =>
      setNeedProfile(manager, id, { needProfile, seen: 'balanced' })
    expect((await set('production-heavy')).ok).toBe(true)
    expect((await set('production-heavy')).ok).toBe(true)
    expect(await set('research-heavy')).toMatchObject({ error: { code: 'NEED_PROFILE_STALE' } })
    expect(await jobRow(id)).toMatchObject({ needProfile: 'production_heavy' })
  })

  test('of two at the same moment one is written', async () => {
    const { recruiter } = panel
    const id = await made()
    const both = await Promise.all(
      ['One', 'Other'].map((name) => changeJob(recruiter, id, { ...form({ name }), revision: 1 })),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await jobRow(id)).revision).toBe(2)
  })

  test('an open job keeps a voter', async () => {
    const id = await made({}, { open: true })
    const change = { ...form({ committee: [], quorum: 1 }), revision: 2 }
    expect(await changeJob(panel.recruiter, id, change)).toMatchObject({ error: { code: 'COMMITTEE_MISSING' } })
  })

  test('the need profile is the hiring manager’s too, the rest is not', async () => {
    const { organisationId } = panel
    const id = await made()
    const manager = await makeUser(organisationId, { roles: [{ role: 'hiring_manager', jobId: id }] })
    expect((await setNeedProfile(manager, id, { needProfile: 'production-heavy', seen: 'balanced' })).ok).toBe(true)
    expect(await jobRow(id)).toMatchObject({ needProfile: 'production_heavy' })
    expect(await changeJob(manager, id, { ...form(), revision: 2 })).toMatchObject({ error: { code: 'FORBIDDEN' } })
    expect(await openJob(manager, id)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  })
})

describe('a confidential job', () => {
  test('exists for those named in it and administrators alone', async () => {
    const { organisationId, recruiter, vera } = panel
    const id = await made({ confidential: true })
    const other = await makeUser(organisationId, { roles: ['recruiter'] })
    const administrator = await makeUser(organisationId, { roles: ['administrator'] })
    const named = { ...recruiter, grants: [...recruiter.grants, { role: 'recruiter' as const, jobId: id }] }
    for (const viewer of [named, administrator]) {
      expect((await readJob(viewer, id)).ok).toBe(true)
      expect((await listJobs(viewer)).jobs.map((job) => job.id)).toContain(id)
    }
    expect(await readJob(other, id)).toMatchObject({ error: { code: 'JOB_NOT_FOUND' } })
    expect(await readJobToEdit(other, id)).toMatchObject({ error: { code: 'JOB_NOT_FOUND' } })
    expect(await setNeedProfile(other, id, { needProfile: 'balanced', seen: 'balanced' })).toMatchObject({
      error: { code: 'JOB_NOT_FOUND' },
    })
    expect((await listJobs(other)).jobs.map((job) => job.id)).not.toContain(id)
    const granted = { organisationId, userId: vera.userId, jobId: id, role: 'committee_member' } as const
    expect(await db().grant.count({ where: granted })).toBe(1)
  })

  test('that becomes one keeps whoever made it so and who sits in its interviews', async () => {
    const { organisationId, recruiter, anna, vera } = panel
    const job = await makeJob(recruiter, { committee: [vera] })
    const application = await makeApplication(recruiter, job)
    await makeLoop(recruiter, job, application.id, { debugging: [anna] })
    const change = { ...form({ confidential: true, committee: [vera.userId], quorum: 1 }), revision: 1 }
    expect((await changeJob(recruiter, job.id, change)).ok).toBe(true)
    const grants = await db().grant.findMany({ where: { organisationId, jobId: job.id }, orderBy: { userId: 'asc' } })
    expect(grants.map(({ userId, role }) => `${userId} ${role}`).sort()).toEqual(
      [`${anna.userId} interviewer`, `${recruiter.userId} recruiter`, `${vera.userId} committee_member`].sort(),
    )
  })

  test('and any other job are not there for another organisation', async () => {
    const id = await made()
    const stranger = (await staffedJob()).recruiter
    for (const result of [
      await readJob(stranger, id),
      await changeJob(stranger, id, { ...form(), revision: 1 }),
      await openJob(stranger, id),
      await closeJob(stranger, id),
    ])
      expect(result).toMatchObject({ error: { code: 'JOB_NOT_FOUND' } })
  })
})
