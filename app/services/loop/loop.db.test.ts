import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeUser } from '~/demo/factories'
import { judge } from '~/demo/judge'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { staffedJob } from '../../../test/setup/panel'
import { closeApplication } from '../application/close-application.server'
import { readApplication } from '../application/read-application.server'
import { isBlind } from '../scorecard/blindness.server'
import { assignInterviewer, unassignInterviewer } from './assign-interviewer.server'
import { cancelInterview } from './cancel-interview.server'
import { changeInterview } from './change-interview.server'
import { addInterview, planLoop } from './plan-loop.server'
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

async function loopOf(viewer: Viewer = panel.recruiter, id = applicationId) {
  const read = await readLoop(viewer, id)
  if (!read.ok) throw new Error(read.error.code)
  return read.value
}

/** A loop of debugging alone, as the builder shows it. */
async function planned(viewer: Viewer = panel.recruiter, id = applicationId) {
  const { kitInterviews } = await loopOf(viewer, id)
  const debugging = kitInterviews.find(({ name }) => /debugging/i.test(name))!
  const made = await planLoop(viewer, id, [debugging.id])
  if (!made.ok) throw new Error(made.error.code)
  return { debugging, interviewId: made.value.interviewIds[0]! }
}

async function assign(user: Viewer, interviewId: number, { shadow = false, by = panel.recruiter } = {}) {
  const { revision } = await loopOf(by)
  return assignInterviewer(by, { applicationId, interviewId, revision: revision!, userId: user.userId, shadow })
}

async function assigned(user: Viewer, interviewId: number): Promise<number> {
  const done = await assign(user, interviewId)
  if (!done.ok) throw new Error(done.error.code)
  return done.value.scorecardId
}

const acts = async () => {
  const { organisationId } = panel
  const entries = await db().auditEntry.findMany({ where: { organisationId, applicationId }, orderBy: { id: 'asc' } })
  return entries.map(({ act }) => act)
}

describe('planning', () => {
  test('makes the kit’s interviews, one loop for an application, however many plan it at once', async () => {
    const { recruiter, organisationId } = panel
    const { kitInterviews } = await loopOf()
    const ids = kitInterviews.map(({ id }) => id)
    const results = await Promise.all([1, 2].map(() => planLoop(recruiter, applicationId, ids)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'LOOP_PLANNED_CONFLICT' } })
    const loop = await loopOf()
    expect(loop.interviews.map(({ name }) => name)).toEqual(kitInterviews.map(({ name }) => name))
    expect(loop.coverage.every(({ state }) => state === 'uncovered')).toBe(true)
    expect(await db().interview.count({ where: { organisationId, loop: { applicationId } } })).toBe(ids.length)
  })

  test('refuses interviews of another kit and leaves nothing behind', async () => {
    const other = await makeJob(panel.recruiter, { kit: 'research-scientist' })
    const made = await makeApplication(panel.recruiter, other)
    const { kitInterviews } = await loopOf(panel.recruiter, made.id)
    const done = await planLoop(panel.recruiter, applicationId, [kitInterviews[0]!.id])
    expect(done).toMatchObject({ error: { code: 'KIT_INTERVIEW_NOT_FOUND' } })
    expect((await loopOf()).revision).toBeNull()
  })

  test('reads times in the planner’s zone and says what cannot both happen', async () => {
    const { recruiter, anna } = panel
    const { debugging, interviewId } = await planned()
    const added = await addInterview(recruiter, applicationId, { kitInterviewId: debugging.id, revision: 1 })
    const second = added.ok ? added.value.interviewId : 0
    await assigned(anna, interviewId)
    const set = async (id: number, startsAt: string) => {
      const { revision } = await loopOf()
      const form = { revision: revision!, startsAt, minutes: 60, place: 'Room 2' }
      return changeInterview(recruiter, { applicationId, interviewId: id }, form)
    }
    expect((await set(interviewId, '2026-11-24T14:00')).ok).toBe(true)
    expect((await set(second, '2026-11-24T14:30')).ok).toBe(true)
    const { organisationId } = panel
    const row = await db().interview.findUniqueOrThrow({
      where: { organisationId_id: { organisationId, id: interviewId } },
    })
    expect(row).toMatchObject({ startsAt: new Date('2026-11-24T13:00:00Z'), place: 'Room 2' })
    const clashing = await loopOf()
    expect(clashing.interviews.map(({ clashes }) => clashes.length)).toEqual([1, 1])

    const other = await makeApplication(recruiter, panel.job)
    const elsewhere = await planned(recruiter, other.id)
    const seat = { applicationId: other.id, interviewId: elsewhere.interviewId, userId: anna.userId, shadow: false }
    await assignInterviewer(recruiter, { ...seat, revision: 1 })
    await changeInterview(
      recruiter,
      { applicationId: other.id, interviewId: elsewhere.interviewId },
      {
        revision: 2,
        startsAt: '2026-11-24T13:30',
        minutes: 45,
        place: null,
      },
    )
    const first = (await loopOf()).interviews.find(({ id }) => id === interviewId)!
    expect(first.clashes).toContain('Anna Berg has another interview then.')
  })
})

describe('two who plan at once', () => {
  test('the later one is refused, and nothing of theirs is written', async () => {
    const { recruiter, anna, ben } = panel
    const { interviewId } = await planned()
    const seat = { applicationId, interviewId, revision: 1, shadow: false }
    const results = await Promise.all([
      assignInterviewer(recruiter, { ...seat, userId: anna.userId }),
      assignInterviewer(recruiter, { ...seat, userId: ben.userId }),
    ])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'LOOP_STALE' } })
    expect((await loopOf()).interviews[0]!.people).toHaveLength(1)
    const late = { revision: 1, startsAt: null, minutes: 30, place: null }
    const stale = { error: { code: 'LOOP_STALE' } }
    expect(await changeInterview(recruiter, { applicationId, interviewId }, late)).toMatchObject(stale)
    expect(await cancelInterview(recruiter, { applicationId, interviewId, revision: 1 })).toMatchObject(stale)
  })
})

describe('assigning', () => {
  test('makes the scorecard and blinds its owner; a shadow covers nothing', async () => {
    const { anna, ben } = panel
    const { interviewId } = await planned()
    await assigned(anna, interviewId)
    expect((await assign(ben, interviewId, { shadow: true })).ok).toBe(true)
    expect(await assign(anna, interviewId)).toMatchObject({ error: { code: 'ALREADY_ASSIGNED_CONFLICT' } })
    expect([await isBlind(db(), anna, applicationId), await isBlind(db(), ben, applicationId)]).toEqual([true, true])
    const loop = await loopOf()
    expect(loop.coverage.find(({ name }) => /debugging/i.test(name))).toMatchObject({ raters: 1, state: 'thin' })
    expect(await acts()).toEqual(['loop.planned', 'interviewer.assigned', 'interviewer.assigned'])
  })

  test('needs the role, an active person, and somebody who is not the candidate', async () => {
    const { recruiter, organisationId, vera, job } = panel
    const twin = await makeUser(organisationId, { roles: ['interviewer'], email: 'same@example.org' })
    applicationId = (await makeApplication(recruiter, job, { email: 'same@example.org' })).id
    const { interviewId } = await planned()
    for (const person of [vera, twin, foreign.anna])
      expect(await assign(person, interviewId)).toMatchObject({ error: { code: 'INTERVIEWER_NOT_ASSIGNABLE' } })
    const left = await makeUser(organisationId)
    await db().user.update({
      where: { organisationId_id: { organisationId, id: left.userId } },
      data: { state: 'deactivated' },
    })
    expect(await assign(left, interviewId)).toMatchObject({ error: { code: 'INTERVIEWER_NOT_ASSIGNABLE' } })
    const voter = await makeUser(organisationId, { roles: ['interviewer', 'committee_member'] })
    expect((await assign(voter, interviewId)).ok).toBe(true)
  })

  test('in a confidential job gives the named grant, and only those named plan there', async () => {
    const { recruiter, organisationId, anna } = panel
    const secret = await makeJob(recruiter, { confidential: true })
    const named = await makeUser(organisationId, { roles: [{ role: 'recruiter', jobId: secret.id }] })
    applicationId = (await makeApplication(named, secret)).id
    expect(await readLoop(recruiter, applicationId)).toMatchObject({ error: { code: 'APPLICATION_NOT_FOUND' } })
    const { interviewId } = await planned(named)
    expect((await assign(anna, interviewId, { by: named })).ok).toBe(true)
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
    const { interviewId } = await planned()
    const scorecardId = await assigned(anna, interviewId)
    await db().scorecardDraft.create({
      data: { organisationId, scorecardId, revision: 1, content: '{}', savedAt: new Date() },
    })
    const gone = await unassignInterviewer(recruiter, { applicationId, scorecardId, revision: 2 })
    expect(gone.ok).toBe(true)
    expect(await db().scorecardDraft.count({ where: { organisationId, scorecardId } })).toBe(0)
    expect(await isBlind(db(), anna, applicationId)).toBe(false)
    expect((await loopOf()).interviews[0]!.people).toEqual([])
    expect(await assigned(anna, interviewId)).toBe(scorecardId)
    expect(await isBlind(db(), anna, applicationId)).toBe(true)
  })

  test('is refused once they have submitted, and so is cancelling the interview', async () => {
    const { recruiter, anna } = panel
    const { interviewId } = await planned()
    const scorecardId = await assigned(anna, interviewId)
    await judge(anna, scorecardId, { diagnosis: 3, 'right-sizing': 2 })
    const seen = await loopOf()
    expect(seen.interviews[0]).toMatchObject({ cancellable: false, people: [{ removable: false }] })
    expect(await unassignInterviewer(recruiter, { applicationId, scorecardId, revision: 2 })).toMatchObject({
      error: { code: 'SCORECARD_SUBMITTED_CONFLICT' },
    })
    expect(await cancelInterview(recruiter, { applicationId, interviewId, revision: 2 })).toMatchObject({
      error: { code: 'INTERVIEW_SUBMITTED_CONFLICT' },
    })
    expect((await loopOf()).revision).toBe(2)
  })

  test('by cancelling the interview releases everybody in it', async () => {
    const { recruiter, anna, ben } = panel
    const { interviewId } = await planned()
    await assigned(anna, interviewId)
    await assigned(ben, interviewId)
    expect((await cancelInterview(recruiter, { applicationId, interviewId, revision: 3 })).ok).toBe(true)
    expect([await isBlind(db(), anna, applicationId), await isBlind(db(), ben, applicationId)]).toEqual([false, false])
    expect((await loopOf()).interviews).toEqual([])
  })

  test('is not for somebody who is blind there, and tells them the same whether a colleague submitted', async () => {
    const { organisationId, anna } = panel
    const both = await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] })
    const { interviewId } = await planned()
    const scorecardId = await assigned(anna, interviewId)
    await assigned(both, interviewId)
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
    await judge(anna, scorecardId, { diagnosis: 3, 'right-sizing': 2 })
    expect(await told()).toEqual(before)
    const closing = { revision: 1, state: 'rejected', reason: 'Enough.', cancelRest: true } as const
    expect((await closeApplication(panel.recruiter, applicationId, closing)).ok).toBe(true)
    expect(await told()).toEqual(before)
  })
})

describe('an application', () => {
  test('shows who submitted, what came of it and what happened to those who may see it', async () => {
    const { recruiter, anna } = panel
    const { interviewId } = await planned()
    await judge(anna, await assigned(anna, interviewId), { diagnosis: 3, 'right-sizing': 2 })
    const read = await readApplication(recruiter, applicationId)
    if (!read.ok) throw new Error(read.error.code)
    const { rows, trail, open, blind } = read.value
    expect(blind).toBe(false)
    expect(rows[0]!.seats[0]).toMatchObject({ name: 'Anna Berg', recommends: 'Yes', standing: { state: 'submitted' } })
    expect(trail.map(({ what }) => what)).toEqual(['Scorecard submitted', 'Interviewer assigned', 'Loop planned'])
    expect(trail[1]!.who).toBe('Anna Berg, by Salma Idrissi')
    expect(open).toMatchObject({ state: 'open', packets: [] })
  })

  test('is closed once, with its reason as erasable text, and what has not begun is cancelled', async () => {
    const { recruiter, anna, organisationId } = panel
    const { interviewId } = await planned()
    await assigned(anna, interviewId)
    const form = { revision: 1, state: 'withdrawn', reason: 'Took another offer.', cancelRest: true } as const
    expect(await closeApplication(recruiter, applicationId, { ...form, revision: 7 })).toMatchObject({
      error: { code: 'APPLICATION_STALE' },
    })
    expect((await closeApplication(recruiter, applicationId, form)).ok).toBe(true)
    // The same form again, after its answer was lost, is acknowledged; another reason is not.
    expect((await closeApplication(recruiter, applicationId, form)).ok).toBe(true)
    expect(await closeApplication(recruiter, applicationId, { ...form, reason: 'Moved away.' })).toMatchObject({
      error: { code: 'APPLICATION_CLOSED_CONFLICT' },
    })
    expect(await isBlind(db(), anna, applicationId)).toBe(false)
    const read = await readApplication(recruiter, applicationId)
    expect(read).toMatchObject({ value: { open: { state: 'withdrawn', closed: { reason: 'Took another offer.' } } } })
    const text = await db().text.findFirstOrThrow({ where: { organisationId, kind: 'closing-reason' } })
    expect(text.candidateId).not.toBeNull()
    expect(await assign(anna, interviewId)).toMatchObject({ error: { code: 'APPLICATION_CLOSED_CONFLICT' } })
  })

  test('of another organisation is not there for any act', async () => {
    const { interviewId } = await planned()
    const scorecardId = await assigned(panel.anna, interviewId)
    const stranger = foreign.recruiter
    const at = { applicationId, revision: 2 }
    const results = [
      await readApplication(stranger, applicationId),
      await readLoop(stranger, applicationId),
      await planLoop(stranger, applicationId, [1]),
      await addInterview(stranger, applicationId, { kitInterviewId: 1, revision: 2 }),
      await changeInterview(
        stranger,
        { applicationId, interviewId },
        { revision: 2, startsAt: null, minutes: 30, place: null },
      ),
      await assignInterviewer(stranger, { ...at, interviewId, userId: panel.ben.userId, shadow: false }),
      await unassignInterviewer(stranger, { ...at, scorecardId }),
      await cancelInterview(stranger, { ...at, interviewId }),
      await closeApplication(stranger, applicationId, { revision: 1, state: 'hired', reason: 'x', cancelRest: true }),
    ]
    for (const result of results) expect(result).toMatchObject({ ok: false, error: { code: 'APPLICATION_NOT_FOUND' } })
  })
})
