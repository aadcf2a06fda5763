import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApplication, makeJob } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { stopClock } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { staffedJob } from '../../../test/setup/panel'
import { assign, assigned, loopOf, planDebugging } from '../../../test/setup/planned-loop'
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

afterEach(() => stopClock(undefined))

describe('planning', () => {
  test('makes the kit’s interviews, one loop for an application, however many plan it at once', async () => {
    const { recruiter, organisationId } = panel
    const { kitInterviews } = await loopOf(panel.recruiter, applicationId)
    const ids = kitInterviews.map(({ id }) => id)
    const results = await Promise.all([1, 2].map(() => planLoop(recruiter, applicationId, ids)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'LOOP_PLANNED_CONFLICT' } })
    const loop = await loopOf(panel.recruiter, applicationId)
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
    expect((await loopOf(panel.recruiter, applicationId)).revision).toBeNull()
  })

  test('reads times in the planner’s zone and says what cannot both happen, until it is over', async () => {
    const { recruiter, anna } = panel
    stopClock(new Date('2026-11-23T08:00:00Z'))
    const { debugging, interviewId } = await planDebugging(panel.recruiter, applicationId)
    const added = await addInterview(recruiter, applicationId, { kitInterviewId: debugging.id, revision: 1 })
    const second = added.ok ? added.value.interviewId : 0
    await assigned(panel.recruiter, anna, { applicationId, interviewId })
    const set = async (id: number, startsAt: string) => {
      const { revision } = await loopOf(panel.recruiter, applicationId)
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
    const clashing = await loopOf(panel.recruiter, applicationId)
    const [early, late] = clashing.interviews
    expect(early!.clashes).toEqual([`Conflict: the candidate is also booked for ${late!.name} at this time.`])
    expect(late!.clashes).toEqual([`Conflict: the candidate is also booked for ${early!.name} at this time.`])

    const other = await makeApplication(recruiter, panel.job)
    const elsewhere = await planDebugging(recruiter, other.id)
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
    const first = (await loopOf(panel.recruiter, applicationId)).interviews.find(({ id }) => id === interviewId)!
    expect(first.clashes).toContain('Conflict: Anna Berg has another interview at this time.')

    const shown = async (now: string) => {
      stopClock(new Date(now))
      return (await loopOf(recruiter, applicationId)).interviews.map(({ clashes }) => clashes.length > 0)
    }
    expect(await shown('2026-11-24T13:59:00Z'), 'both are still going on').toEqual([true, true])
    expect(await shown('2026-11-24T14:00:00Z'), 'the first has ended').toEqual([false, false])
  })
})

describe('two who plan at once', () => {
  test('the later one is refused, and nothing of theirs is written', async () => {
    const { recruiter, anna, ben } = panel
    const { interviewId } = await planDebugging(panel.recruiter, applicationId)
    const seat = { applicationId, interviewId, revision: 1, shadow: false }
    const results = await Promise.all([
      assignInterviewer(recruiter, { ...seat, userId: anna.userId }),
      assignInterviewer(recruiter, { ...seat, userId: ben.userId }),
    ])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'LOOP_STALE' } })
    expect((await loopOf(panel.recruiter, applicationId)).interviews[0]!.people).toHaveLength(1)
    const late = { revision: 1, startsAt: null, minutes: 30, place: null }
    const stale = { error: { code: 'LOOP_STALE' } }
    expect(await changeInterview(recruiter, { applicationId, interviewId }, late)).toMatchObject(stale)
    expect(await cancelInterview(recruiter, { applicationId, interviewId, revision: 1 })).toMatchObject(stale)
  })
})

describe('an application', () => {
  test('shows who submitted, what came of it and what happened to those who may see it', async () => {
    const { recruiter, anna } = panel
    const { interviewId } = await planDebugging(panel.recruiter, applicationId)
    await submitLevels(anna, await assigned(panel.recruiter, anna, { applicationId, interviewId }), {
      diagnosis: 3,
      'right-sizing': 2,
    })
    const read = await readApplication(recruiter, applicationId)
    if (!read.ok) throw new Error(read.error.code)
    const { rows, trail, open, blind } = read.value
    expect(blind).toBe(false)
    expect(rows[0]!.assignments[0]).toMatchObject({
      name: 'Anna Berg',
      recommends: 'Yes',
      status: { state: 'submitted' },
    })
    expect(trail.lines.map(({ what }) => what)).toEqual(['Scorecard submitted', 'Interviewer assigned', 'Loop planned'])
    expect(trail.lines[1]!.who).toBe('Anna Berg, by Salma Idrissi')
    expect(open).toMatchObject({ state: 'open', packets: [] })
  })

  test('is closed once, with its reason as erasable text, and what has not begun is cancelled', async () => {
    const { recruiter, anna, organisationId } = panel
    const { interviewId } = await planDebugging(panel.recruiter, applicationId)
    await assigned(panel.recruiter, anna, { applicationId, interviewId })
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
    expect(await assign(panel.recruiter, anna, { applicationId, interviewId })).toMatchObject({
      error: { code: 'APPLICATION_CLOSED_CONFLICT' },
    })
  })

  test('of another organisation is not there for any act', async () => {
    const { interviewId } = await planDebugging(panel.recruiter, applicationId)
    const scorecardId = await assigned(panel.recruiter, panel.anna, { applicationId, interviewId })
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
