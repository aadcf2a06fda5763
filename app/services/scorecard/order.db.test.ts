import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { JobChange } from '~/domain/job/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { brokenLink } from '~/platform/audit.server'
import { stopClock } from '~/platform/clock.server'
import { db, transaction } from '~/platform/db.server'
import { addGrant, revokeGrant } from '~/services/identity/people.server'
import { changeJob } from '~/services/job/jobs.server'
import { readJobToEdit } from '~/services/job/read-jobs.server'
import { assignInterviewer, unassignInterviewer } from '~/services/loop/assign-interviewer.server'
import { judgedApplication, staffedJob } from '../../../test/setup/panel'

const NOON = Date.UTC(2026, 10, 20, 12)
const MINUTE = 60_000
/** Each act runs on a server whose clock is off by so much. */
const onServer = async <T>(skew: number, act: () => Promise<T>): Promise<T> => {
  stopClock(new Date(NOON + skew))
  return act()
}
const SKEWS = [-26 * 60, -3 * 60, -10, 0, 10, 3 * 60, 26 * 60].map((minutes) => minutes * MINUTE)

let panel: Awaited<ReturnType<typeof staffedJob>>
let administrator: Viewer
beforeAll(async () => {
  panel = await staffedJob()
  administrator = await makeUser(panel.organisationId, { roles: ['administrator'] })
})
afterEach(() => stopClock(undefined))

const LEVELS = { diagnosis: 3, 'right-sizing': 2 } as const

async function loopOf(...people: Viewer[]) {
  const application = await makeApplication(panel.recruiter, panel.job)
  const loop = await makeLoop(panel.recruiter, panel.job, application.id, { debugging: people })
  const interview = loop.interviews[0]!
  return { applicationId: application.id, interviewId: interview.id, cards: interview.scorecards.map(({ id }) => id) }
}

const blindOf = async (scorecardId: number) => {
  const versions = await db().scorecardVersion.findMany({
    where: { organisationId: panel.organisationId, scorecardId },
    orderBy: { number: 'asc' },
  })
  return versions.map(({ blind }) => blind)
}

const revision = async (applicationId: number) =>
  (await db().loop.findFirstOrThrow({ where: { organisationId: panel.organisationId, applicationId } })).revision

describe('what is written blind is decided by the order of the database, whatever the servers’ clocks say', () => {
  test.each(SKEWS)('an amendment after a colleague submitted on a server %i ms ahead is not blind', async (skew) => {
    const { anna, ben } = panel
    const { cards } = await loopOf(anna, ben)
    await onServer(0, () => submitLevels(anna, cards[0]!, LEVELS))
    await onServer(skew, () => submitLevels(ben, cards[1]!, LEVELS))
    await onServer(0, () => submitLevels(anna, cards[0]!, { ...LEVELS, diagnosis: 4 }, { base: 1 }))
    expect(await blindOf(cards[0]!)).toEqual([true, false])
    expect(await blindOf(cards[1]!)).toEqual([true])
  })

  test.each(SKEWS)('an amendment before anybody else submitted, on a server %i ms ahead, is blind', async (skew) => {
    const { anna, ben } = panel
    const { cards } = await loopOf(anna, ben)
    await onServer(skew, () => submitLevels(anna, cards[0]!, LEVELS))
    await onServer(-skew, () => submitLevels(anna, cards[0]!, { ...LEVELS, diagnosis: 4 }, { base: 1 }))
    await onServer(skew, () => submitLevels(ben, cards[1]!, LEVELS))
    expect(await blindOf(cards[0]!)).toEqual([true, true])
  })

  test.each(SKEWS)(
    'who was assigned before colleagues submitted is blind, assigned %i ms ahead or not',
    async (skew) => {
      const { organisationId, ben } = panel
      const viewer = await makeUser(organisationId, { roles: ['interviewer', 'recruiter'] })
      const { applicationId, interviewId, cards } = await loopOf(ben)
      const assigned = await onServer(skew, async () =>
        assignInterviewer(panel.recruiter, {
          applicationId,
          interviewId,
          revision: await revision(applicationId),
          userId: viewer.userId,
          shadow: false,
        }),
      )
      if (!assigned.ok) throw new Error(assigned.error.code)
      await onServer(0, () => submitLevels(ben, cards[0]!, LEVELS))
      await onServer(-skew, () => submitLevels(viewer, assigned.value.scorecardId, LEVELS))
      expect(await blindOf(assigned.value.scorecardId)).toEqual([true])
    },
  )

  test.each(SKEWS)('a role that ended before there was anything to read, %i ms ahead, hurts nobody', async (skew) => {
    const { organisationId, ben, cleo } = panel
    const { cards } = await loopOf(ben)
    const grant = { role: 'committee_member' as const, jobId: null }
    expect((await onServer(skew, () => addGrant(administrator, cleo.userId, grant))).ok).toBe(true)
    const { id } = await db().grant.findFirstOrThrow({
      where: { organisationId, userId: cleo.userId, role: 'committee_member', revokedAt: null },
    })
    expect((await onServer(-skew, () => revokeGrant(administrator, cleo.userId, id))).ok).toBe(true)
    await onServer(0, () => submitLevels(ben, cards[0]!, LEVELS))
    const late = await db().scorecard.findFirstOrThrow({ where: { organisationId, id: cards[0]! } })
    const own = await db().scorecard.create({
      data: { organisationId, interviewId: late.interviewId, userId: cleo.userId, createdAt: new Date(NOON) },
    })
    await onServer(skew, () => submitLevels(cleo, own.id, LEVELS))
    expect(await blindOf(own.id)).toEqual([true])
  })

  test.each(SKEWS)('released and assigned again, %i ms ahead, the time between counts', async (skew) => {
    const { organisationId, ben } = panel
    const viewer = await makeUser(organisationId, { roles: ['interviewer', 'recruiter'] })
    const { applicationId, interviewId, cards } = await loopOf(viewer, ben)
    const target = async () => ({ applicationId, revision: await revision(applicationId) })
    await onServer(0, () => submitLevels(ben, cards[1]!, LEVELS))
    const released = await onServer(skew, async () =>
      unassignInterviewer(panel.recruiter, { ...(await target()), scorecardId: cards[0]! }),
    )
    expect(released.ok).toBe(true)
    const again = await onServer(-skew, async () =>
      assignInterviewer(panel.recruiter, { ...(await target()), interviewId, userId: viewer.userId, shadow: false }),
    )
    expect(again.ok).toBe(true)
    await onServer(skew, () => submitLevels(viewer, cards[0]!, LEVELS))
    expect(await blindOf(cards[0]!)).toEqual([false])
  })
})

test('the numbers are the database’s: what a caller writes there is replaced', async () => {
  const { organisationId, anna } = panel
  const { cards } = await loopOf(anna)
  const before = await db().scorecard.findFirstOrThrow({ where: { organisationId, id: cards[0]! } })
  await db().scorecard.updateMany({
    where: { organisationId, id: cards[0]! },
    data: { assignedOrder: 1, releasedOrder: 2 },
  })
  expect(await db().scorecard.findFirstOrThrow({ where: { organisationId, id: cards[0]! } })).toEqual(before)
  const grant = await transaction((tx) =>
    tx.grant.create({
      data: { organisationId, userId: anna.userId, role: 'hiring_manager', jobId: panel.job.id, grantedOrder: 1 },
    }),
  )
  expect(grant.grantedOrder).toBeGreaterThan(before.assignedOrder)
  expect(grant.revokedOrder).toBeNull()
})

test.each(SKEWS)('a calibration run asked for on a server %i ms ahead is due within half a minute', async (skew) => {
  const { organisationId, anna } = panel
  const { cards } = await loopOf(anna)
  await db().queueJob.deleteMany({ where: { organisationId } })
  await onServer(skew, () => submitLevels(anna, cards[0]!, LEVELS))
  const job = await db().queueJob.findFirstOrThrow({ where: { organisationId, name: 'calibrate' } })
  const wait = job.runAt.getTime() - job.createdAt.getTime()
  expect(wait).toBeGreaterThan(3_000)
  expect(wait).toBeLessThanOrEqual(33_000)
})

test('the times of the audit chain never go back, whichever server writes', async () => {
  const { organisationId, anna } = panel
  for (const skew of [...SKEWS, ...[...SKEWS].reverse()]) {
    const { cards } = await loopOf(anna)
    await onServer(skew, () => submitLevels(anna, cards[0]!, LEVELS))
  }
  const entries = await db().auditEntry.findMany({ where: { organisationId }, orderBy: { number: 'asc' } })
  const times = entries.map(({ at }) => at.getTime())
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(await brokenLink(db(), organisationId)).toBeNull()
})

test('whoever could read before the job became confidential does not write blind in it afterwards', async () => {
  const { organisationId, recruiter, job, anna } = await staffedJob()
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 3, 'right-sizing': 2 } },
  ])
  const reader = await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] })
  const page = await readJobToEdit(recruiter, job.id)
  if (!page.ok) throw new Error(page.error.code)
  const { values, revision } = page.value.job
  const form = JobChange.parse({ ...values, revision: String(revision), confidential: 'on' })
  expect(await changeJob(recruiter, job.id, form)).toMatchObject({ ok: true })

  const administrator = await makeUser(organisationId, { roles: ['administrator'] })
  await addGrant(administrator, reader.userId, { role: 'interviewer', jobId: job.id })
  const { interviewId } = await db().scorecard.findFirstOrThrow({
    where: { organisationId, id: application.cards[0]!.id },
    select: { interviewId: true },
  })
  const card = await transaction((tx) =>
    tx.scorecard.create({ data: { organisationId, interviewId, userId: reader.userId } }),
  )
  const named = { ...reader, grants: [...reader.grants, { role: 'interviewer' as const, jobId: job.id }] }
  await submitLevels(named, card.id, { diagnosis: 3, 'right-sizing': 2 })
  const version = { where: { organisationId, scorecardId: card.id }, select: { blind: true } }
  expect(await db().scorecardVersion.findMany(version)).toEqual([{ blind: false }])
})
