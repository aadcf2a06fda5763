import { afterEach, expect, test, vi } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import type { Viewer } from '~/domain/policy/policy'
import { stopClock } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { readApplication } from '~/services/application/read-application.server'
import { assignInterviewer } from '~/services/loop/assign-interviewer.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { sendPacket } from '~/services/packet/send-packet.server'
import { databaseKind } from '../../../test/setup/database'
import { calibrate, judgedApplication, staffedJob } from '../../../test/setup/panel'
import { runInForce } from './run-in-force.server'
import { visibleRun } from './visible-run.server'

// Each makes an organisation and takes it through several steps.
vi.setConfig({ testTimeout: 120_000 })
afterEach(() => stopClock(undefined))

const LEVELS = { diagnosis: 3, 'right-sizing': 2 } as const

/** A run, then an application in which a recruiter and Ben are assigned; both owe their scorecards. */
async function owing() {
  const staff = await staffedJob()
  const { organisationId, recruiter, job, ben, cleo } = staff
  const reader = await makeUser(organisationId, { roles: ['interviewer', 'recruiter'] })
  const other = await judgedApplication(recruiter, job, [{ by: cleo, levels: LEVELS }])
  await calibrate(organisationId)
  const before = (await runInForce(db(), organisationId))!
  const application = await makeApplication(recruiter, job)
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [reader, ben] })
  const [own, colleague] = loop.interviews[0]!.scorecards.map(({ id }) => id)
  const more = async (level: 1 | 2 | 3 | 4) => {
    await judgedApplication(recruiter, job, [{ by: cleo, levels: { diagnosis: level, 'right-sizing': level } }])
    await calibrate(organisationId)
  }
  return { ...staff, reader, other, before, application, loop, own: own!, colleague: colleague!, more }
}

const idSeen = async (viewer: Viewer) => {
  const { run, earlier } = await visibleRun(db(), viewer)
  return [run?.id ?? null, earlier]
}

test('who owes a scorecard sees the run from before the assignment, which is kept until they have submitted', async () => {
  const { organisationId, recruiter, reader, ben, before, own, colleague, more } = await owing()
  for (const level of [1, 2, 3] as const) await more(level)
  expect(await idSeen(reader)).toEqual([before.id, true])
  await submitLevels(ben, colleague, LEVELS)
  await calibrate(organisationId)
  await more(4)
  expect(await idSeen(reader)).toEqual([before.id, true])
  expect(await idSeen(recruiter)).toEqual([(await runInForce(db(), organisationId))!.id, false])
  await submitLevels(reader, own, LEVELS)
  await calibrate(organisationId)
  expect(await idSeen(reader)).toEqual([(await runInForce(db(), organisationId))!.id, false])
  expect(await db().calibrationRun.count({ where: { organisationId, id: before.id } })).toBe(0)
})

test('which run it is follows the database, though the server that stores runs is hours ahead or behind', async () => {
  for (const hours of [-30, -2, 2, 30]) {
    const { organisationId, reader, ben, before, colleague } = await owing()
    stopClock(new Date(Date.now() + hours * 3_600_000))
    await submitLevels(ben, colleague, LEVELS)
    await calibrate(organisationId)
    stopClock(undefined)
    expect(await idSeen(reader)).toEqual([before.id, true])
  }
})

test('who is assigned later sees no run, whether colleagues have submitted by then or not', async () => {
  for (const submitted of [false, true]) {
    const { organisationId, recruiter, ben, application, loop, colleague } = await owing()
    if (submitted) {
      await submitLevels(ben, colleague, LEVELS)
      await calibrate(organisationId)
    }
    const late = await makeUser(organisationId, { roles: ['interviewer', 'committee_member'] })
    expect((await idSeen(late))[1]).toBe(false)
    stopClock(new Date(Date.now() + 2 * 3_600_000))
    const { revision } = await db().loop.findFirstOrThrow({ where: { organisationId, applicationId: application.id } })
    const target = { applicationId: application.id, interviewId: loop.interviews[0]!.id, revision }
    const assigned = await assignInterviewer(recruiter, { ...target, userId: late.userId, shadow: false })
    expect(assigned.ok).toBe(true)
    expect(await idSeen(late)).toEqual([null, true])
    stopClock(undefined)
  }
})

// The embedded database has this process's clock, and no other server beside it.
test.skipIf(databaseKind() !== 'server')(
  'when somebody was assigned is said by the clock of the database',
  async () => {
    const { organisationId, recruiter, application, loop } = await owing()
    const late = await makeUser(organisationId, { roles: ['interviewer'] })
    const { revision } = await db().loop.findFirstOrThrow({ where: { organisationId, applicationId: application.id } })
    const target = { applicationId: application.id, interviewId: loop.interviews[0]!.id, revision }
    const [{ now: here } = { now: new Date(0) }] = await db().$queryRaw<{ now: Date }[]>`SELECT now() AS now`
    vi.useFakeTimers({ toFake: ['Date'], now: here.getTime() - 2 * 86_400_000 })
    try {
      const assigned = await assignInterviewer(recruiter, { ...target, userId: late.userId, shadow: false })
      expect(assigned.ok).toBe(true)
    } finally {
      vi.useRealTimers()
    }
    const { createdAt } = await db().scorecard.findFirstOrThrow({ where: { organisationId, userId: late.userId } })
    expect(Math.abs(createdAt.getTime() - here.getTime())).toBeLessThan(3_600_000)
  },
)

test('where no run is from before, scores stay closed and say why, and such a packet is not sent', async () => {
  const { organisationId, recruiter, job, ben, cleo } = await staffedJob()
  const reader = await makeUser(organisationId, { roles: ['interviewer', 'recruiter'] })
  await judgedApplication(recruiter, job, [
    { by: reader, levels: {} },
    { by: ben, levels: {} },
  ])
  const other = await judgedApplication(recruiter, job, [{ by: cleo, levels: LEVELS }])
  await calibrate(organisationId)
  expect(await idSeen(reader)).toEqual([null, true])
  const page = await readApplication(reader, other.id)
  expect(page.ok && page.value.open?.noScore).toMatch(/^You still have a scorecard to submit/)
  const preview = await previewPacket(reader, other.id)
  if (!preview.ok) throw new Error(preview.error.code)
  expect(preview.value.notReady.map(({ code }) => code)).toEqual(['FIGURES_CLOSED'])
  const sent = await sendPacket(reader, {
    applicationId: other.id,
    writeKey: 'closed-figures',
    seen: preview.value.seen,
  })
  expect(sent).toMatchObject({ ok: false, error: { code: 'FIGURES_CLOSED' } })
})

test('a packet that a blind recruiter sends of another application holds the figures that they looked at', async () => {
  const { reader, other, before, more } = await owing()
  await more(4)
  const preview = await previewPacket(reader, other.id)
  if (!preview.ok) throw new Error(preview.error.code)
  expect(preview.value.view).toMatchObject({ run: null, runWithheld: true })
  const sent = await sendPacket(reader, { applicationId: other.id, writeKey: 'earlier-run', seen: preview.value.seen })
  if (!sent.ok) throw new Error(sent.error.code)
  const { runId } = await db().packet.findFirstOrThrow({
    where: { organisationId: reader.organisationId, id: sent.value.id },
  })
  expect(runId).toBe(before.id)
})
