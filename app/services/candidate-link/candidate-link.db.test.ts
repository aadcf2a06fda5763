import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import type { Viewer } from '~/domain/policy/policy'
import { now, stopClock } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { closeApplication } from '~/services/application/close-application.server'
import { readGuide } from '~/services/interview/read-guide.server'
import { cancelInterview } from '~/services/loop/cancel-interview.server'
import { recuseFromApplication } from '~/services/recusal/recuse-from-application.server'
import { forgetAttempts } from '../../../test/setup/attempts'
import { staffedJob } from '../../../test/setup/panel'
import { handOverExhibit, revokeCandidateLink } from './change-link.server'
import { makeCandidateLink } from './make-link.server'
import { readTask, readTaskFile } from './read-task.server'

const HERE = '127.0.0.1'
let panel: Awaited<ReturnType<typeof staffedJob>>
let applicationId: number
let interviewId: number
let prompt: string
let cards: { id: number; userId: number }[]

beforeAll(async () => {
  panel = await staffedJob()
})
beforeEach(async () => {
  const { recruiter, job, anna, ben } = panel
  applicationId = (await makeApplication(recruiter, job)).id
  const loop = await makeLoop(recruiter, job, applicationId, { debugging: [anna, { user: ben, shadow: true }] })
  interviewId = loop.interviews[0]!.id
  cards = loop.interviews[0]!.scorecards
  prompt = (await linksOf(anna)).prompts[0]!.id
  await forgetAttempts()
})
afterEach(() => stopClock(undefined))

async function linksOf(viewer: Viewer) {
  const guide = await readGuide(viewer, interviewId)
  if (!guide.ok) throw new Error(guide.error.code)
  return guide.value.links
}

async function open(viewer = panel.anna, hours = 4) {
  const { writeKey } = await linksOf(viewer)
  const made = await makeCandidateLink(viewer, interviewId, { prompt, hours, writeKey })
  if (!made.ok) throw new Error(made.error.code)
  const { id } = (await linksOf(viewer)).made[0]!
  return { token: made.value.token, id }
}

test('the interviewer opens a page, and whoever has its address reads the prompt', async () => {
  const { token } = await open()
  const read = await readTask(token, HERE)
  expect(read).toMatchObject({ ok: true, value: { exhibits: expect.arrayContaining([expect.anything()]) } })
  expect(await readTaskFile(token, 1, HERE)).toMatchObject({ ok: true, value: expect.stringMatching(/^\w+(,\w+)+\n/) })
  expect(await readTaskFile(token, 99, HERE)).toMatchObject({ error: { code: 'LINK_NOT_FOUND' } })
})

test('the secret is kept nowhere, and the trail says who opened the page', async () => {
  const { token, id } = await open()
  const { organisationId } = panel
  const row = await db().candidateLink.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id } } })
  expect(JSON.stringify(row)).not.toContain(token.split('.')[1])
  const entry = await db().auditEntry.findFirstOrThrow({
    where: { organisationId, act: 'candidate-link.made', applicationId },
  })
  expect(entry).toMatchObject({ actorId: panel.anna.userId, subjectType: 'interview', subjectId: interviewId })
  expect(entry.detail).not.toContain(token.split('.')[1])
})

test('who plans may open one too; who only listens, who is elsewhere, and a prompt of another interview may not', async () => {
  const { organisationId, recruiter, ben, cleo } = panel
  expect((await open(recruiter)).token).toMatch(/^\d+\./)
  const form = { prompt, hours: 4, writeKey: 'link-other-1' }
  expect((await linksOf(ben)).prompts).toEqual([])
  expect(await makeCandidateLink(ben, interviewId, form)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  expect(await makeCandidateLink(cleo, interviewId, form)).toMatchObject({ error: { code: 'INTERVIEW_NOT_FOUND' } })
  const manager = await makeUser(organisationId, { roles: ['hiring_manager'] })
  expect(await makeCandidateLink(manager, interviewId, form)).toMatchObject({ error: { code: 'INTERVIEW_NOT_FOUND' } })
  expect(await makeCandidateLink(recruiter, interviewId, { ...form, prompt: 'halve-the-bill' })).toMatchObject({
    error: { code: 'PROMPT_UNKNOWN' },
  })
})

test('a form that is sent twice opens one page', async () => {
  const { anna } = panel
  const { writeKey } = await linksOf(anna)
  const form = { prompt, hours: 4, writeKey }
  const [first, second] = await Promise.all([1, 2].map(() => makeCandidateLink(anna, interviewId, form)))
  expect([first!.ok, second!.ok].sort()).toEqual([false, true])
  expect((await linksOf(anna)).made).toHaveLength(1)
  expect((await linksOf(anna)).writeKey).not.toBe(writeKey)
})

test('a page is closed when its time is over, when it is revoked, and when the interview is cancelled', async () => {
  const { anna, recruiter } = panel
  const over = { error: { code: 'LINK_OVER' } }
  const [short, long, kept] = [await open(anna, 1), await open(anna, 168), await open(recruiter)]
  stopClock(new Date(now().getTime() + 3_600_000))
  expect(await readTask(short.token, HERE)).toMatchObject(over)
  expect((await readTask(long.token, HERE)).ok).toBe(true)
  expect((await revokeCandidateLink(recruiter, { interviewId, linkId: long.id })).ok).toBe(true)
  expect(await readTask(long.token, HERE)).toMatchObject(over)
  expect((await linksOf(anna)).made.map(({ status }) => status)).toEqual(['live', 'revoked', 'expired'])
  expect((await cancelInterview(recruiter, { applicationId, interviewId, revision: 1 })).ok).toBe(true)
  expect(await readTask(kept.token, HERE)).toMatchObject(over)
  expect(await readTaskFile(kept.token, 1, HERE)).toMatchObject(over)
})

test('an exhibit on request is on the page once it was handed over, and not before', async () => {
  const { anna } = panel
  const { token, id } = await open()
  const names = async () => {
    const read = await readTask(token, HERE)
    return read.ok ? read.value.exhibits.map(({ name }) => name) : []
  }
  const exhibit = (await linksOf(anna)).made[0]!.exhibits[0]!
  expect(await names()).not.toContain(exhibit.name)
  const target = { interviewId, linkId: id }
  expect((await handOverExhibit(anna, { ...target, exhibit: exhibit.id })).ok).toBe(true)
  expect(await names()).toContain(exhibit.name)
  expect(await handOverExhibit(anna, { ...target, exhibit: 'none' })).toMatchObject({
    error: { code: 'EXHIBIT_NOT_FOUND' },
  })
  await revokeCandidateLink(anna, target)
  expect(await handOverExhibit(anna, { ...target, exhibit: exhibit.id })).toMatchObject({
    error: { code: 'LINK_OVER_CONFLICT' },
  })
})

test('another interview’s page cannot be closed from here', async () => {
  const { anna, recruiter, job } = panel
  const { id, token } = await open()
  const other = await makeApplication(recruiter, job)
  const loop = await makeLoop(recruiter, job, other.id, { debugging: [anna] })
  const elsewhere = { interviewId: loop.interviews[0]!.id, linkId: id }
  expect(await revokeCandidateLink(anna, elsewhere)).toMatchObject({ error: { code: 'LINK_NOT_FOUND' } })
  expect((await readTask(token, HERE)).ok).toBe(true)
})

test('addresses that never were are all alike, and guessing is slowed down', async () => {
  const { token } = await open()
  const guess = `${panel.organisationId}.${'x'.repeat(43)}`
  for (const wrong of [guess, '999999.abcdefghijklmnopqrstuvwxyz', 'nonsense', `${token}x`, ''])
    expect(await readTask(wrong, HERE)).toEqual({ ok: false, error: { code: 'LINK_NOT_FOUND' } })
  for (let at = 0; at < 30; at++) await readTask(guess, HERE)
  expect(await readTask(guess, HERE)).toMatchObject({ error: { code: 'THROTTLED' } })
  expect((await readTask(token, HERE)).ok).toBe(true)
})

describe('when the application is closed', () => {
  const over = { error: { code: 'LINK_OVER' } }
  const close = (viewer: Viewer) =>
    closeApplication(viewer, applicationId, { state: 'rejected', reason: 'Not now.', revision: 1, cancelRest: false })
  const submitAll = async () => {
    for (const viewer of [panel.anna, panel.ben]) {
      const card = cards.find(({ userId }) => userId === viewer.userId)!
      await submitLevels(viewer, card.id, { diagnosis: 3, 'right-sizing': 2 })
    }
  }

  test('its pages are closed, shown as closed, and no other is created', async () => {
    const { anna, recruiter } = panel
    const { token, id } = await open()
    await submitAll()
    const { writeKey } = await linksOf(anna)
    expect((await readTask(token, HERE)).ok).toBe(true)
    expect((await close(recruiter)).ok).toBe(true)
    expect(await readTask(token, HERE)).toMatchObject(over)
    expect(await readTaskFile(token, 1, HERE)).toMatchObject(over)
    const after = await linksOf(anna)
    expect([after.prompts, after.made.map(({ status }) => status)]).toEqual([[], ['revoked']])
    const closed = { message: expect.stringContaining('The application is closed') }
    const exhibit = after.made[0]!.exhibits[0]!.id
    expect(await makeCandidateLink(anna, interviewId, { prompt, hours: 4, writeKey })).toMatchObject({ error: closed })
    expect(await handOverExhibit(anna, { interviewId, linkId: id, exhibit })).toMatchObject({ error: closed })
  })

  test('a page stays open while somebody owes a scorecard or is recused, who may not learn of it', async () => {
    const { anna, recruiter } = panel
    const { token } = await open()
    expect((await close(recruiter)).ok).toBe(true)
    expect((await linksOf(anna)).made.map(({ status }) => status)).toEqual(['live'])
    expect((await readTask(token, HERE)).ok).toBe(true)
    await submitAll()
    expect(await readTask(token, HERE)).toMatchObject(over)
    expect((await recuseFromApplication(recruiter, applicationId, { reason: 'We are related.' })).ok).toBe(true)
    expect((await readTask(token, HERE)).ok).toBe(true)
    expect((await linksOf(recruiter)).made.map(({ status }) => status)).toEqual(['live'])
  })
})
