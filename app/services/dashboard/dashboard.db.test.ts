// Runs on one database: what each person is told to do next.
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { voteProgress } from '~/domain/decision/vote-progress'
import { stopClock } from '~/platform/clock.server'
import { sentPacket, staffedJob } from '../../../test/setup/panel'
import { committeePackets } from '../decision/committee-packets.server'
import { setNeedProfile } from '../job/jobs.server'
import { readDashboard } from './read-dashboard.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeAll(async () => {
  panel = await staffedJob()
})
afterEach(() => stopClock(undefined))

const FRIDAY = new Date('2026-11-20T10:00:00Z')
const TUESDAY = new Date('2026-11-24T10:00:00Z')
const full = { diagnosis: 3, 'right-sizing': 2 } as const

describe('the recruiter', () => {
  test('is told what is overdue, lacks somebody, is ready, or has no loop, and where', async () => {
    const { recruiter, job, anna, ben } = panel
    stopClock(FRIDAY)
    const overdue = await makeApplication(recruiter, job)
    await makeLoop(recruiter, job, overdue.id, { debugging: [anna, { user: ben, shadow: true }] }, FRIDAY)
    const empty = await makeApplication(recruiter, job)
    await makeLoop(recruiter, job, empty.id, { debugging: [] }, TUESDAY)
    const ready = await makeApplication(recruiter, job)
    const loop = await makeLoop(recruiter, job, ready.id, { debugging: [ben] }, FRIDAY)
    await submitLevels(ben, loop.interviews[0]!.scorecards[0]!.id, full)
    const unplanned = await makeApplication(recruiter, job)
    stopClock(TUESDAY)
    const { recruiter: part } = await readDashboard(recruiter, null)
    const of = (kind: string) => part!.needs.find((need) => need.kind === kind)?.applications ?? []
    expect(of('overdue')).toEqual([expect.objectContaining({ id: overdue.id, words: 'from Anna Berg' })])
    expect(of('interviewers').map(({ id }) => id)).toEqual([empty.id])
    expect(of('no-loop').map(({ id }) => id)).toEqual([unplanned.id])
    const uncovered = of('uncovered').map(({ id }) => id)
    expect(uncovered).toEqual([overdue.id, ready.id])
    expect(part!.pipeline.rows.map(({ id }) => id)).toEqual([unplanned.id, ready.id, empty.id, overdue.id])
  })

  test('who is blind for an application is told the same of it, whatever colleagues and the committee did', async () => {
    const { organisationId, recruiter, job, anna } = await staffedJob()
    stopClock(FRIDAY)
    const both = await makeUser(organisationId, {
      roles: ['recruiter', 'administrator', 'committee_member', 'interviewer'],
    })
    const application = await makeApplication(recruiter, job)
    const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna, both] }, FRIDAY)
    stopClock(TUESDAY)
    const before = await readDashboard(both, null)
    expect(before.recruiter!.pipeline.rows).toEqual([expect.objectContaining({ id: application.id, stage: null })])
    expect(before.recruiter!.needs).toEqual([])
    await submitLevels(anna, loop.interviews[0]!.scorecards[0]!.id, full)
    await sentPacket(recruiter, application.id)
    expect(await readDashboard(both, null)).toEqual(before)
    expect((await readDashboard(recruiter, null)).recruiter!.pipeline.rows[0]!.stage!.stage).toBe('Committee')
  })

  test('of another organisation sees nothing of this one', async () => {
    const { recruiter } = await staffedJob()
    const { recruiter: part, first } = await readDashboard(recruiter, null)
    expect(part).toMatchObject({ needs: [], today: [], pipeline: { rows: [], next: null } })
    expect(first).toMatchObject({ job: true, candidate: false })
  })
})

test('a hiring manager is asked for the need profile until it is chosen', async () => {
  const { organisationId, recruiter } = panel
  const job = await makeJob(recruiter, { name: 'For Mirela' })
  const manager = await makeUser(organisationId, { roles: [{ role: 'hiring_manager', jobId: job.id }] })
  expect((await readDashboard(manager, null)).hiringManager!.unset).toEqual([{ id: job.id, name: 'For Mirela' }])
  await setNeedProfile(manager, job.id, { needProfile: 'research-heavy', seen: 'balanced' })
  const desk = await readDashboard(manager, null)
  expect(desk.hiringManager!.unset).toEqual([])
  expect([desk.recruiter, desk.administrator]).toEqual([null, null])
})

test('a voter finds the packet that waits for their vote', async () => {
  const { organisationId, recruiter, job, anna, vera } = await staffedJob()
  const application = await makeApplication(recruiter, job)
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna] })
  await submitLevels(anna, loop.interviews[0]!.scorecards[0]!.id, full)
  const packetId = await sentPacket(recruiter, application.id)
  const { toSeal } = (await readDashboard(vera, null)).committee!
  expect(toSeal.map(({ id }) => id)).toEqual([packetId])
  const { waiting } = await committeePackets(vera)
  expect(toSeal[0]!.progress, 'the words of the committee’s list').toBe(voteProgress(waiting[0]!))
  const newcomer = await makeUser(organisationId, { roles: [] })
  const { recruiter: part, interviewer, committee, administrator } = await readDashboard(newcomer, null)
  expect([part, interviewer, committee, administrator]).toEqual([null, null, null, null])
})
