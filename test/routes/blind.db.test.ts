// Runs on the embedded database: blind-runs.db.test.ts proves on a server what this proves here.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels, withdraw } from '~/demo/submit-levels'
import type { Role, Viewer } from '~/domain/policy/policy'
import { draftFor } from '~/domain/scorecard/draft-shape'
import { stopClock } from '~/platform/clock.server'
import { runCalibration } from '~/services/calibration/run-calibration.server'
import { calibrate, staffedJob, sentPacket } from '../setup/panel'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'
import { statementsOf } from '../setup/statements'
import { BARE, PAGES, type Place } from './blind-addresses'

/**
 * Rule 3, proved. People of every role owe a scorecard in one application. Everything they may ask is asked once before
 * colleagues do anything, and again after colleagues submitted, amended, withdrew, a score was calculated, and a packet
 * was sent to the committee. Every answer must be the same to the byte, headers included, and so must the statements.
 */
const ROLES: Role[] = ['interviewer', 'administrator', 'recruiter', 'committee_member', 'hiring_manager']
/** Of this file's own copy of the database. */
const FIRST_PACKET = 1
const AT = new Date('2026-11-20T14:00:00Z')
const EARLIER = new Date('2026-11-20T12:00:00Z')

let panel: Awaited<ReturnType<typeof staffedJob>>
const places = new Map<Role, { viewer: Viewer; place: Place }>()
let busy: () => Promise<void>

beforeAll(async () => {
  stopClock(EARLIER)
  panel = await staffedJob()
  const { organisationId, recruiter, job, anna, ben, cleo } = panel
  const blind: Viewer[] = []
  for (const role of ROLES)
    blind.push(
      await makeUser(organisationId, { name: `Blind ${role}`, roles: [...new Set<Role>(['interviewer', role])] }),
    )
  const application = await makeApplication(recruiter, job)
  const loop = await makeLoop(
    recruiter,
    job,
    application.id,
    { debugging: [...blind, ben, cleo], 'past-project': [anna] },
    EARLIER,
  )
  const [debugging, past] = loop.interviews
  const cardOf = (viewer: Viewer) => debugging!.scorecards.find(({ userId }) => userId === viewer.userId)!.id
  for (const [at, role] of ROLES.entries())
    places.set(role, {
      viewer: blind[at]!,
      place: {
        job: job.id,
        application: application.id,
        candidate: application.candidateId,
        interview: debugging!.id,
        own: cardOf(blind[at]!),
        other: cardOf(ben),
        elsewhere: past!.scorecards[0]!.id,
        packet: FIRST_PACKET,
      },
    })
  busy = async () => {
    await submitLevels(ben, cardOf(ben), { diagnosis: 3, 'right-sizing': 2 })
    await submitLevels(cleo, cardOf(cleo), { diagnosis: 1, 'right-sizing': null })
    await submitLevels(cleo, cardOf(cleo), { diagnosis: 2, 'right-sizing': 4 }, { base: 1 })
    await submitLevels(anna, past!.scorecards[0]!.id, {}, { recommendation: 'no' }).catch(() => {})
    await sentPacket(recruiter, application.id)
    await withdraw(cleo, cardOf(cleo), 2)
  }
  stopClock(AT)
})
afterAll(() => stopClock(undefined))

type Answer = { status: number; headers: [string, string][]; body: string; statements: string[] }

async function answer(...asked: Parameters<typeof request>): Promise<Answer> {
  const { value, statements } = await statementsOf(async () => {
    const response = await ask(request(...asked))
    return { status: response.status, headers: [...response.headers], body: await response.text() }
  })
  return { ...value, statements }
}

/** Everything this role may be told about the application, by name. */
async function everything(role: Role, cookie: string): Promise<Record<string, Answer>> {
  const { place } = places.get(role)!
  const answers: Record<string, Answer> = {}
  for (const [name, address] of PAGES) {
    const [path, search = ''] = address(place).split('?')
    const data = path === '/' ? '/_root.data' : `${path}.data`
    answers[name] = await answer(address(place), { cookie })
    answers[`${name}, data`] = await answer(`${data}${search && `?${search}`}`, { cookie })
  }
  for (const [name, asked] of BARE) {
    const [path, given] = asked(place)
    answers[name] = await answer(path, { ...given, cookie })
  }
  return answers
}

describe('what somebody who owes a scorecard is told does not depend on what colleagues did', () => {
  const cookies = new Map<Role, string>()
  const before = new Map<Role, Record<string, Answer>>()
  const after = new Map<Role, Record<string, Answer>>()
  let control: { before: Answer; after: Answer }
  let packet: { before: Answer; after: Answer }

  beforeAll(async () => {
    const reader = await cookieOf(panel.recruiter)
    const address = `/scorecards/${places.get('interviewer')!.place.other}`
    for (const role of ROLES) cookies.set(role, await cookieOf(places.get(role)!.viewer))
    await everything('interviewer', cookies.get('interviewer')!)
    for (const role of ROLES) before.set(role, await everything(role, cookies.get(role)!))
    const first = await answer(address, { cookie: reader })
    const unsent = await answer(`/packets/${FIRST_PACKET}`, { cookie: reader })
    await busy()
    for (const role of ROLES) after.set(role, await everything(role, cookies.get(role)!))
    control = { before: first, after: await answer(address, { cookie: reader }) }
    packet = { before: unsent, after: await answer(`/packets/${FIRST_PACKET}`, { cookie: reader }) }
  }, 600_000)

  test.each(ROLES)('for one who is %s too: answers', (role) => {
    const told = (answers: Record<string, Answer>) =>
      Object.fromEntries(
        Object.entries(answers).map(([name, { status, headers, body }]) => [name, { status, headers, body }]),
      )
    expect(told(after.get(role)!)).toEqual(told(before.get(role)!))
  })

  test.each(ROLES)('for one who is %s too: statements', (role) => {
    const run = (answers: Record<string, Answer>) =>
      Object.fromEntries(Object.entries(answers).map(([name, { statements }]) => [name, statements]))
    expect(run(after.get(role)!)).toEqual(run(before.get(role)!))
    for (const statements of Object.values(run(before.get(role)!))) expect(statements.length).toBeGreaterThan(0)
  })

  test('pages are found and colleagues’ are not, so that the sameness is not one of errors', () => {
    const told = before.get('interviewer')!
    for (const name of ['my interviews', 'the guide', 'my scorecard'])
      expect([name, told[name]!.status]).toEqual([name, 200])
    for (const name of ['a colleague’s scorecard', 'a colleague’s draft', 'a save over a colleague’s'])
      expect([name, told[name]!.status]).toEqual([name, 404])
    expect(told['an unfinished submission of mine']!.status).toBe(422)
  })

  test('while one who is not blind is told', () => {
    expect(control.before.status).toBe(404)
    expect(control.after.status).toBe(200)
    expect(control.after.body).toContain('This is what earned 3 on diagnosis')
    expect([packet.before.status, packet.after.status]).toEqual([404, 200])
  })
})

test('with the run in force fixed, calibration says nothing of a run that waits or has failed', async () => {
  const { organisationId, recruiter, job, ben } = panel
  const owing = await makeUser(organisationId, { roles: ['interviewer', 'administrator'] })
  const application = await makeApplication(recruiter, job)
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [owing, ben] }, EARLIER)
  const done = await makeLoop(recruiter, job, (await makeApplication(recruiter, job)).id, { debugging: [ben] }, EARLIER)
  await submitLevels(ben, done.interviews[0]!.scorecards[0]!.id, { diagnosis: 2, 'right-sizing': 3 })
  await calibrate(organisationId)
  const [mine, theirs] = [await cookieOf(owing), await cookieOf(recruiter)]
  const before = await answer('/calibration', { cookie: mine })
  expect(before.status).toBe(200)
  await submitLevels(ben, loop.interviews[0]!.scorecards[1]!.id, { diagnosis: 3, 'right-sizing': 2 })
  expect(await answer('/calibration', { cookie: mine })).toEqual(before)
  expect(before.body).toContain('it would show how colleagues rated')
  const told = (await answer('/calibration', { cookie: theirs })).body
  expect(told).toContain('A calibration run is in progress')
  expect(told).not.toContain('it would show how colleagues rated')
  await runCalibration(organisationId, { fit: () => Promise.reject(new Error('The thread ended.')) })
  expect(await answer('/calibration', { cookie: mine })).toEqual(before)
  expect((await answer('/calibration', { cookie: theirs })).body).toContain('The thread ended.')
})

test('submitting runs the same statements and answers the same, whether colleagues submitted before or not', async () => {
  const { recruiter, job, anna, ben } = panel
  const cookie = await cookieOf(anna)
  const others = ['right-sizing', 'degradation', 'safe-change']
  const content = draftFor(['diagnosis', ...others], [])
  content.ratings['diagnosis'] = {
    choice: '3',
    evidence: { text: 'Opened the null rates and let the release go.', quotes: [] },
  }
  for (const criterion of others) content.ratings[criterion] = { choice: 'na', evidence: { text: '', quotes: [] } }
  const filled = { ...content, recommendation: 'yes', reason: 'Careful.' }
  const submitted: { status: number; body: string; statements: string[] }[] = []
  // The first of all begins the organisation's audit chain; it only goes ahead.
  for (const loud of ['first', false, true] as const) {
    const application = await makeApplication(recruiter, job)
    const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna, ben] }, EARLIER)
    const [own, other] = loop.interviews[0]!.scorecards
    if (loud === true) await submitLevels(ben, other!.id, { diagnosis: 3, 'right-sizing': 2 })
    const { status, body, statements } = await answer(`/scorecards/${own!.id}/draft`, {
      cookie,
      json: { writeKey: 'submission-of-anna', base: 0, content: filled },
    })
    submitted.push({ status, body, statements })
  }
  const [, quiet, loud] = submitted
  expect(quiet!.status).toBe(200)
  expect(quiet!.statements.length).toBeGreaterThan(10)
  expect(loud).toEqual(quiet)
})
