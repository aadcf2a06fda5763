// Runs on one database: who may read a scorecard; the order of events, which decides it, stands in order.db.test.ts.
import { beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels, withdraw } from '~/demo/submit-levels'
import type { Role, Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { myInterviews } from '~/services/interview/my-interviews.server'
import { staffedJob } from '../../../test/setup/panel'
import { openCards, versionsOf } from '../../../test/setup/scorecards'
import { blindApplicationIds, isBlind } from './blindness.server'
import { readScorecard } from './read-scorecard.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeAll(async () => {
  panel = await staffedJob()
})

const LEVELS = { diagnosis: 3, 'right-sizing': 2 } as const

/** A loop of two interviews: `who` in the first, Ben in both. */
async function loopOf(who: Viewer, { shadow = false } = {}) {
  const { recruiter, job, ben } = panel
  const application = await makeApplication(recruiter, job)
  const seat = shadow ? { user: who, shadow: true as const } : who
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [seat, ben] })
  const [own, other] = loop.interviews[0]!.scorecards
  return {
    applicationId: application.id,
    interviewId: loop.interviews[0]!.id,
    loopId: loop.id,
    own: own!.id,
    other: other!.id,
  }
}

const canRead = async (viewer: Viewer, scorecardId: number) =>
  (await readScorecard(viewer, scorecardId, { amending: false })).ok

describe('who may read a colleague’s scorecard', () => {
  const roles: Role[] = ['administrator', 'recruiter', 'committee_member', 'hiring_manager']

  test.each(['interviewer', ...roles] as Role[])(
    'somebody assigned, %s or not, only after submitting',
    async (role) => {
      const viewer = await makeUser(panel.organisationId, { roles: [...new Set<Role>(['interviewer', role])] })
      const { applicationId, own, other } = await loopOf(viewer)
      await submitLevels(panel.ben, other, LEVELS)
      expect(await isBlind(db(), viewer, applicationId)).toBe(true)
      expect(await canRead(viewer, other)).toBe(false)
      await submitLevels(viewer, own, LEVELS)
      expect(await isBlind(db(), viewer, applicationId)).toBe(false)
      expect(await canRead(viewer, other)).toBe(true)
    },
  )

  test.each(roles)('%s who interviews nobody there, at once; but nothing before it is submitted', async (role) => {
    const viewer = await makeUser(panel.organisationId, { roles: [role] })
    const { other } = await loopOf(panel.anna)
    expect(await canRead(viewer, other)).toBe(false)
    await submitLevels(panel.ben, other, LEVELS)
    expect(await canRead(viewer, other)).toBe(true)
  })

  test('an interviewer of another candidate, never', async () => {
    const { other } = await loopOf(panel.anna)
    await submitLevels(panel.ben, other, LEVELS)
    expect(await canRead(panel.cleo, other)).toBe(false)
  })

  test('one who shadows owes a scorecard like everybody', async () => {
    const viewer = await makeUser(panel.organisationId)
    const { own, other } = await loopOf(viewer, { shadow: true })
    await submitLevels(panel.ben, other, LEVELS)
    expect(await canRead(viewer, other)).toBe(false)
    await submitLevels(viewer, own, LEVELS)
    expect(await canRead(viewer, other)).toBe(true)
  })

  test('a new assignment closes the view again; only taking it back or submitting opens it', async () => {
    const { organisationId, anna, ben } = panel
    const { applicationId, loopId, own, other } = await loopOf(anna)
    await submitLevels(ben, other, LEVELS)
    await submitLevels(anna, own, LEVELS)
    const kitInterview = await db().kitInterview.findFirstOrThrow({ where: { organisationId, key: 'past-project' } })
    const next = await db().interview.create({
      data: { organisationId, loopId, kitInterviewId: kitInterview.id, position: 9, minutes: 45 },
    })
    const card = await db().scorecard.create({ data: { organisationId, interviewId: next.id, userId: anna.userId } })
    expect(await canRead(anna, other)).toBe(false)
    expect(await canRead(anna, own)).toBe(true)
    expect(await blindApplicationIds(anna)).toContain(applicationId)

    const { id: userId } = await db().user.findFirstOrThrow({ where: { organisationId, id: anna.userId } })
    await db().application.updateMany({
      where: { organisationId, id: applicationId },
      data: { state: 'rejected', closedAt: new Date(), closedById: userId },
    })
    expect(await canRead(anna, other)).toBe(false)

    await db().scorecard.updateMany({ where: { organisationId, id: card.id }, data: { releasedAt: new Date() } })
    expect(await canRead(anna, other)).toBe(true)
    expect(await blindApplicationIds(anna)).not.toContain(applicationId)
  })

  test('withdrawing one’s own does not make one blind again', async () => {
    const { anna, ben } = panel
    const { own, other } = await loopOf(anna)
    await submitLevels(ben, other, LEVELS)
    await submitLevels(anna, own, LEVELS)
    await withdraw(anna, own, 1)
    expect(await canRead(anna, other)).toBe(true)
  })

  test('one who was released without submitting may read neither theirs nor others’', async () => {
    const { organisationId, cleo, ben } = panel
    const { own, other } = await loopOf(cleo)
    await submitLevels(ben, other, LEVELS)
    await db().scorecard.updateMany({ where: { organisationId, id: own }, data: { releasedAt: new Date() } })
    expect(await canRead(cleo, own)).toBe(false)
    expect(await canRead(cleo, other)).toBe(false)
  })
})

test('nobody who is still blind learns whether their own version counts, or finds colleagues linked', async () => {
  const viewer = await makeUser(panel.organisationId)
  const { applicationId, loopId, own, other } = await loopOf(viewer)
  await submitLevels(panel.ben, other, LEVELS)
  await submitLevels(viewer, own, LEVELS)
  const page = async () => {
    const read = await readScorecard(viewer, own, { amending: false })
    if (!read.ok || read.value.mode !== 'read') throw new Error('not readable')
    return read.value.submitted
  }
  expect((await page()).colleagues).toHaveLength(1)
  expect((await myInterviews(viewer)).past).toHaveLength(1)

  const { organisationId } = panel
  const kitInterview = await db().kitInterview.findFirstOrThrow({ where: { organisationId, key: 'past-project' } })
  const next = await db().interview.create({
    data: { organisationId, loopId, kitInterviewId: kitInterview.id, position: 9, minutes: 45 },
  })
  const card = await db().scorecard.create({ data: { organisationId, interviewId: next.id, userId: viewer.userId } })
  const closed = await page()
  expect(closed.colleagues).toEqual([])
  expect(closed.last.counting).toBeNull()
  const mine = await myInterviews(viewer)
  expect(mine.past).toEqual([])
  expect(mine.owed.map(({ scorecardId, act }) => [scorecardId, act])).toEqual([[own, 'read']])
  expect(await blindApplicationIds(viewer)).toEqual([applicationId])

  await db().scorecard.updateMany({ where: { organisationId, id: card.id }, data: { releasedAt: new Date() } })
  expect((await myInterviews(viewer)).past.map(({ outcome }) => outcome)).toEqual(['interviews in progress'])
})

describe('what is written blind', () => {
  test('stays blind while colleagues could not be read, and is not once they could', async () => {
    const { anna, ben } = panel
    const { first, second } = await openCards(panel)
    await submitLevels(anna, first, { diagnosis: 3, 'right-sizing': 2 })
    await submitLevels(anna, first, { diagnosis: 4, 'right-sizing': 2 }, { base: 1 })
    await submitLevels(ben, second, { diagnosis: 2, 'right-sizing': 2 })
    await submitLevels(anna, first, { diagnosis: 2, 'right-sizing': 2 }, { base: 2 })
    expect((await versionsOf(panel, first)).map(({ blind }) => blind)).toEqual([true, true, false])
    expect((await versionsOf(panel, second)).map(({ blind }) => blind)).toEqual([true])
  })

  test('of a recruiter who interviews depends on whether the assignment came first', async () => {
    const { recruiter, job, anna, organisationId } = panel
    const both = await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] })
    const early = await openCards(panel, both, anna)
    await submitLevels(anna, early.second, { diagnosis: 2, 'right-sizing': 2 })
    await submitLevels(both, early.first, { diagnosis: 2, 'right-sizing': 2 })
    expect((await versionsOf(panel, early.first)).map(({ blind }) => blind)).toEqual([true])

    const application = await makeApplication(recruiter, job)
    const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna] })
    await submitLevels(anna, loop.interviews[0]!.scorecards[0]!.id, { diagnosis: 2, 'right-sizing': 2 })
    const later = await db().scorecard.create({
      data: { organisationId, interviewId: loop.interviews[0]!.id, userId: both.userId },
    })
    await submitLevels(both, later.id, { diagnosis: 2, 'right-sizing': 2 })
    expect((await versionsOf(panel, later.id)).map(({ blind }) => blind)).toEqual([false])
  })

  test('a withdrawal by its author does not make colleagues blind again', async () => {
    const { anna, ben } = panel
    const { first, second } = await openCards(panel)
    await submitLevels(anna, first, { diagnosis: 3, 'right-sizing': 2 })
    await submitLevels(ben, second, { diagnosis: 3, 'right-sizing': 2 })
    await withdraw(ben, second, 1)
    expect((await readScorecard(ben, first, { amending: false })).ok).toBe(true)
  })
})
