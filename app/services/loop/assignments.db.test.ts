// Runs on one database: who may interview, and what releasing somebody does.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { db } from '~/platform/db.server'
import { staffedJob } from '../../../test/setup/panel'
import { actsOn, assign, assigned, loopOf, planDebugging } from '../../../test/setup/planned-loop'
import { closeApplication } from '../application/close-application.server'
import { readApplication } from '../application/read-application.server'
import { isBlind } from '../scorecard/blindness.server'
import { unassignInterviewer } from './assign-interviewer.server'
import { cancelInterview } from './cancel-interview.server'
import { readLoop } from './read-loop.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
let foreign: Awaited<ReturnType<typeof staffedJob>>
let applicationId: number
beforeAll(async () => {
  panel = await staffedJob()
  foreign = await staffedJob()
})
beforeEach(async () => {
  applicationId = (await makeApplication(panel.recruiter, panel.job)).id
})

describe('assigning', () => {
  test('makes the scorecard and blinds its owner; a shadow covers nothing', async () => {
    const { anna, ben } = panel
    const { interviewId } = await planDebugging(panel.recruiter, applicationId)
    await assigned(panel.recruiter, anna, { applicationId, interviewId })
    expect((await assign(panel.recruiter, ben, { applicationId, interviewId, shadow: true })).ok).toBe(true)
    expect(await assign(panel.recruiter, anna, { applicationId, interviewId })).toMatchObject({
      error: { code: 'ALREADY_ASSIGNED_CONFLICT' },
    })
    expect([await isBlind(db(), anna, applicationId), await isBlind(db(), ben, applicationId)]).toEqual([true, true])
    const loop = await loopOf(panel.recruiter, applicationId)
    expect(loop.coverage.find(({ name }) => /debugging/i.test(name))).toMatchObject({ raters: 1, state: 'thin' })
    expect(await actsOn(panel.recruiter, applicationId)).toEqual([
      'loop.planned',
      'interviewer.assigned',
      'interviewer.assigned',
    ])
  })

  test('needs the role, an active person, and somebody who is not the candidate', async () => {
    const { recruiter, organisationId, vera, job } = panel
    const twin = await makeUser(organisationId, { roles: ['interviewer'], email: 'same@example.org' })
    applicationId = (await makeApplication(recruiter, job, { email: 'same@example.org' })).id
    const { interviewId } = await planDebugging(panel.recruiter, applicationId)
    for (const person of [vera, twin, foreign.anna])
      expect(await assign(panel.recruiter, person, { applicationId, interviewId })).toMatchObject({
        error: { code: 'INTERVIEWER_NOT_ASSIGNABLE' },
      })
    const left = await makeUser(organisationId)
    await db().user.update({
      where: { organisationId_id: { organisationId, id: left.userId } },
      data: { state: 'deactivated' },
    })
    expect(await assign(panel.recruiter, left, { applicationId, interviewId })).toMatchObject({
      error: { code: 'INTERVIEWER_NOT_ASSIGNABLE' },
    })
    const voter = await makeUser(organisationId, { roles: ['interviewer', 'committee_member'] })
    expect((await assign(panel.recruiter, voter, { applicationId, interviewId })).ok).toBe(true)
  })

  test('in a confidential job gives the named grant, and only those named plan there', async () => {
    const { recruiter, organisationId, anna } = panel
    const secret = await makeJob(recruiter, { confidential: true })
    const named = await makeUser(organisationId, { roles: [{ role: 'recruiter', jobId: secret.id }] })
    applicationId = (await makeApplication(named, secret)).id
    expect(await readLoop(recruiter, applicationId)).toMatchObject({ error: { code: 'APPLICATION_NOT_FOUND' } })
    const { interviewId } = await planDebugging(named, applicationId)
    expect((await assign(named, anna, { applicationId, interviewId })).ok).toBe(true)
    const grants = {
      organisationId,
      userId: anna.userId,
      role: 'interviewer',
      jobId: secret.id,
      revokedAt: null,
    } as const
    expect(await db().grant.count({ where: grants })).toBe(1)
  })
})

describe('taking somebody off', () => {
  test('deletes their draft and opens their view; assigned anew they are blind again', async () => {
    const { recruiter, organisationId, anna } = panel
    const { interviewId } = await planDebugging(panel.recruiter, applicationId)
    const scorecardId = await assigned(panel.recruiter, anna, { applicationId, interviewId })
    await db().scorecardDraft.create({
      data: { organisationId, scorecardId, revision: 1, content: '{}', savedAt: new Date() },
    })
    const gone = await unassignInterviewer(recruiter, { applicationId, scorecardId, revision: 2 })
    expect(gone.ok).toBe(true)
    expect(await db().scorecardDraft.count({ where: { organisationId, scorecardId } })).toBe(0)
    expect(await isBlind(db(), anna, applicationId)).toBe(false)
    expect((await loopOf(panel.recruiter, applicationId)).interviews[0]!.people).toEqual([])
    expect(await assigned(panel.recruiter, anna, { applicationId, interviewId })).toBe(scorecardId)
    expect(await isBlind(db(), anna, applicationId)).toBe(true)
  })

  test('is refused once they have submitted, and so is cancelling the interview', async () => {
    const { recruiter, anna } = panel
    const { interviewId } = await planDebugging(panel.recruiter, applicationId)
    const scorecardId = await assigned(panel.recruiter, anna, { applicationId, interviewId })
    await submitLevels(anna, scorecardId, { diagnosis: 3, 'right-sizing': 2 })
    const seen = await loopOf(panel.recruiter, applicationId)
    expect(seen.interviews[0]).toMatchObject({ cancellable: false, people: [{ removable: false }] })
    expect(await unassignInterviewer(recruiter, { applicationId, scorecardId, revision: 2 })).toMatchObject({
      error: { code: 'SCORECARD_SUBMITTED_CONFLICT' },
    })
    expect(await cancelInterview(recruiter, { applicationId, interviewId, revision: 2 })).toMatchObject({
      error: { code: 'INTERVIEW_SUBMITTED_CONFLICT' },
    })
    expect((await loopOf(panel.recruiter, applicationId)).revision).toBe(2)
  })

  test('by cancelling the interview releases everybody in it', async () => {
    const { recruiter, anna, ben } = panel
    const { interviewId } = await planDebugging(panel.recruiter, applicationId)
    await assigned(panel.recruiter, anna, { applicationId, interviewId })
    await assigned(panel.recruiter, ben, { applicationId, interviewId })
    expect((await cancelInterview(recruiter, { applicationId, interviewId, revision: 3 })).ok).toBe(true)
    expect([await isBlind(db(), anna, applicationId), await isBlind(db(), ben, applicationId)]).toEqual([false, false])
    expect((await loopOf(panel.recruiter, applicationId)).interviews).toEqual([])
  })

  test('is not for somebody who is blind there, and tells them the same whether a colleague submitted', async () => {
    const { organisationId, anna } = panel
    const both = await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] })
    const { interviewId } = await planDebugging(panel.recruiter, applicationId)
    const scorecardId = await assigned(panel.recruiter, anna, { applicationId, interviewId })
    await assigned(panel.recruiter, both, { applicationId, interviewId })
    const told = async () => [
      await readLoop(both, applicationId),
      await readApplication(both, applicationId),
      await unassignInterviewer(both, { applicationId, scorecardId, revision: 3 }),
      await cancelInterview(both, { applicationId, interviewId, revision: 3 }),
      await closeApplication(both, applicationId, { revision: 1, state: 'hired', reason: 'Yes.', cancelRest: true }),
    ]
    const before = await told()
    expect(before.slice(2).map((one) => !one.ok && one.error.code)).toEqual([
      'BLIND_CONFLICT',
      'BLIND_CONFLICT',
      'FORBIDDEN',
    ])
    await submitLevels(anna, scorecardId, { diagnosis: 3, 'right-sizing': 2 })
    expect(await told()).toEqual(before)
    const closing = { revision: 1, state: 'rejected', reason: 'Enough.', cancelRest: true } as const
    expect((await closeApplication(panel.recruiter, applicationId, closing)).ok).toBe(true)
    expect(await told()).toEqual(before)
  })
})
