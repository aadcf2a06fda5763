// Runs on one database: blind.db.test.ts proves on the embedded database what this proves here.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels, withdraw } from '~/demo/submit-levels'
import type { Role, Viewer } from '~/domain/policy/policy'
import { stopClock } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { compareModels } from '~/services/calibration/compare-models.server'
import { runCalibration } from '~/services/calibration/run-calibration.server'
import { calibrate, judgedApplication, sentPacket, staffedJob } from '../setup/panel'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'
import { statementsOf } from '../setup/statements'
import { ADDRESSES, ELSEWHERE, NOT_ASKED, WITHOUT_VIEWER, type World } from './blind-runs-addresses'
import { table } from './table'

/**
 * design.md, rule 3, with the run not held fixed: colleagues submit, amend and withdraw, runs are made, compared, fail
 * and are deleted, and packets are sent. Somebody who owes a scorecard there and holds any other roles as well is
 * answered the same, to the byte and to the statement: on the calibration page, on pages of other applications,
 * everywhere.
 */
const SECOND: Role[] = ['administrator', 'recruiter', 'committee_member', 'hiring_manager']
const subsets = Array.from({ length: 2 ** SECOND.length }, (_, bits) => SECOND.filter((_, at) => bits & (1 << at)))

type Combination = { roles: readonly Role[]; onJob: boolean }
/**
 * Every set of second roles, held for all jobs; held for this job alone, each role by itself and all together: a grant
 * of one job reaches nothing that the same grant of all jobs does not. An administrator is one for all jobs.
 */
const ofOneJob = ({ length }: readonly Role[]) => length === 1 || length === SECOND.length
const COMBINATIONS: Combination[] = subsets.flatMap((roles) =>
  roles.some((role) => role !== 'administrator') && ofOneJob(roles)
    ? [false, true].map((onJob) => ({ roles, onJob }))
    : [{ roles, onJob: false }],
)
const ALL = 'administrator + recruiter + committee_member + hiring_manager'
const nameOf = ({ roles, onJob }: Combination) =>
  `${roles.join(' + ') || 'interviewer only'}${onJob ? ', of this job' : ''}`

const AT = new Date('2026-11-20T14:00:00Z')
const EARLIER = new Date('2026-11-20T12:00:00Z')

/** The packet that is sent of the application for which they are blind: the second of this file's database. */
const SECOND_PACKET = 2

let panel: Awaited<ReturnType<typeof staffedJob>>
let world: World
const people = new Map<string, { own: number; cookie: string; drawn: boolean }>()

beforeAll(async () => {
  stopClock(EARLIER)
  panel = await staffedJob()
  const { organisationId, recruiter, job, ben, cleo } = panel
  const other = await judgedApplication(recruiter, job, [
    { by: ben, levels: { diagnosis: 3, 'right-sizing': 4 } },
    { by: cleo, levels: { diagnosis: 2, 'right-sizing': 2 } },
  ])
  const packet = await sentPacket(recruiter, other.id)
  const viewers: Viewer[] = []
  for (const combination of COMBINATIONS)
    viewers.push(
      await makeUser(organisationId, {
        name: `Blind ${nameOf(combination)}`,
        roles: [
          'interviewer',
          ...combination.roles.map((role) =>
            combination.onJob && role !== 'administrator' ? { role, jobId: job.id } : role,
          ),
        ],
      }),
    )
  const application = await makeApplication(recruiter, job)
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [...viewers, ben, cleo] }, EARLIER)
  const cards = loop.interviews[0]!.scorecards
  const cardOf = (viewer: Viewer) => cards.find(({ userId }) => userId === viewer.userId)!.id
  world = {
    colleague: cardOf(ben),
    blind: {
      job: job.id,
      candidate: application.candidateId,
      application: application.id,
      interview: loop.interviews[0]!.id,
      packet: SECOND_PACKET,
    },
    other: {
      job: job.id,
      candidate: other.candidateId,
      application: other.id,
      interview: (await db().scorecard.findFirstOrThrow({ where: { organisationId, id: other.cards[0]!.id } }))
        .interviewId,
      own: other.cards[0]!.id,
      packet,
    },
  }
  stopClock(AT)
  for (const [at, combination] of COMBINATIONS.entries()) {
    const viewer = viewers[at]!
    people.set(nameOf(combination), {
      own: cardOf(viewer),
      cookie: await cookieOf(viewer),
      drawn: [0, SECOND.length].includes(combination.roles.length) || nameOf(combination) === 'recruiter',
    })
  }
}, 300_000)
afterAll(() => stopClock(undefined))

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g

async function answer(...asked: Parameters<typeof request>) {
  const { value, statements } = await statementsOf(async () => {
    const response = await ask(request(...asked))
    // Write keys are drawn at random for each page: the nonces of the rule.
    const body = (await response.text()).replace(UUID, 'write-key')
    return { status: response.status, headers: [...response.headers], body }
  })
  return { ...value, statements }
}

type Answer = Awaited<ReturnType<typeof answer>>

/** Where the browser asks for what a page is drawn from; an address without a page has no other. */
function dataOf(address: string): string {
  const [path = '', search] = address.split('?')
  if (path.endsWith('/draft')) return address
  return `${path === '/' ? '/_root' : path}.data${search === undefined ? '' : `?${search}`}`
}

/**
 * What every page is drawn from, and every act of the table as the browser posts it, without what it needs so that it
 * changes nothing. For those with no second role or all of them, the pages themselves too, and acts as a form without
 * script posts them: the whole page drawn again.
 */
async function everything({
  own,
  cookie,
  drawn,
}: {
  own: number
  cookie: string
  drawn: boolean
}): Promise<Record<string, Answer>> {
  const answers: Record<string, Answer> = {}
  for (const addresses of Object.values(ADDRESSES))
    for (const address of addresses(world, own)) {
      if (drawn) answers[address] = await answer(address, { cookie })
      const data = dataOf(address)
      answers[data] ??= await answer(data, { cookie })
    }
  const acts = new Set(
    table
      .filter(({ call, route }) => call === 'action' && ADDRESSES[route])
      .map(({ route, intent }) => `${route} ${intent ?? ''}`),
  )
  for (const act of acts) {
    const [route = '', intent = ''] = act.split(' ')
    if (NOT_ASKED.includes(act)) continue
    // The first address is of the application for which they are blind.
    const address = ELSEWHERE[route] ?? ADDRESSES[route]!(world, own)[0]!
    const method = intent === 'PUT' ? 'PUT' : 'POST'
    const sent = route.endsWith('draft') ? { json: {} } : { form: { intent } }
    answers[`${method} ${address} ${intent}`] = await answer(drawn ? address : dataOf(address), {
      cookie,
      method,
      ...sent,
    })
  }
  return answers
}

async function colleaguesAct() {
  const { organisationId, recruiter, job, ben, cleo } = panel
  const cards = await db().scorecard.findMany({
    where: { organisationId, interview: { loop: { applicationId: world.blind.application } } },
  })
  const of = (viewer: Viewer) => cards.find(({ userId }) => userId === viewer.userId)!.id
  stopClock(new Date(AT.getTime() + 3_600_000))
  await submitLevels(ben, of(ben), { diagnosis: 4, 'right-sizing': 4 })
  await calibrate(organisationId)
  await compareModels(organisationId)
  await submitLevels(cleo, of(cleo), { diagnosis: 1, 'right-sizing': null })
  await calibrate(organisationId)
  expect(await sentPacket(recruiter, world.blind.application)).toBe(SECOND_PACKET)
  await submitLevels(cleo, of(cleo), { diagnosis: 2, 'right-sizing': 1 }, { base: 1 })
  await calibrate(organisationId)
  await withdraw(cleo, of(cleo), 2)
  await calibrate(organisationId)
  await submitLevels(ben, of(ben), { diagnosis: 3, 'right-sizing': 3 }, { base: 1 })
  await withdraw(ben, of(ben), 2)
  await runCalibration(organisationId, { fit: () => Promise.reject(new Error('The thread ended.')) })
  stopClock(AT)
  return job
}

describe('what a run tells is kept from somebody who is blind, whatever else they are', () => {
  const before = new Map<string, Record<string, Answer>>()
  const after = new Map<string, Record<string, Answer>>()
  let control: { before: Answer; after: Answer }

  beforeAll(async () => {
    const reader = await cookieOf(panel.recruiter)
    const [first] = people.values()
    await everything(first!)
    for (const [name, person] of people) before.set(name, await everything(person))
    const unmoved = await answer('/calibration', { cookie: reader })
    await colleaguesAct()
    for (const [name, person] of people) after.set(name, await everything(person))
    control = { before: unmoved, after: await answer('/calibration', { cookie: reader }) }
  }, 1_200_000)

  test.each(COMBINATIONS.map(nameOf))('%s: answers', (name) => {
    const told = (answers: Record<string, Answer>) =>
      Object.fromEntries(Object.entries(answers).map(([asked, { statements: _, ...rest }]) => [asked, rest]))
    expect(told(after.get(name)!)).toEqual(told(before.get(name)!))
  })

  test.each(COMBINATIONS.map(nameOf))('%s: statements', (name) => {
    const run = (answers: Record<string, Answer>) =>
      Object.fromEntries(Object.entries(answers).map(([asked, { statements }]) => [asked, statements]))
    expect(run(after.get(name)!)).toEqual(run(before.get(name)!))
    const silent = Object.entries(run(before.get(name)!)).filter(([, statements]) => statements.length === 0)
    expect(silent.map(([asked]) => asked)).toEqual([])
  })

  test('figures of the run from before are shown, without its number and hash; one who is not blind sees the new run', async () => {
    const { organisationId } = panel
    const told = before.get('recruiter')!
    expect(told['/calibration']!.status).toBe(200)
    expect(told['/calibration']!.body).toContain('this page shows an earlier run')
    expect(told['/calibration']!.body).toContain('4\u00a0ratings')
    expect(told[`/packets/${world.other.packet}`]!.status).toBe(200)
    const runs = await db().calibrationRun.findMany({ where: { organisationId }, orderBy: { id: 'asc' } })
    for (const { body } of Object.values(after.get(ALL)!))
      for (const { inputHash } of runs) expect(body).not.toContain(inputHash.slice(0, 8))
    expect(control.before.body).toContain(runs[0]!.inputHash)
    expect(control.after.body).not.toEqual(control.before.body)
    expect(control.after.body).toContain('The thread ended.')
  })

  test('every route of the table that knows its viewer is asked', () => {
    const routes = new Set(table.map(({ route }) => route))
    expect([...routes].filter((route) => !ADDRESSES[route] && !WITHOUT_VIEWER.includes(route))).toEqual([])
  })
})
