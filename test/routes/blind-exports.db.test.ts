// Runs on one database: what a blind person downloads; what the exports hold stands in exports.db.test.ts.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels, withdraw } from '~/demo/submit-levels'
import { EXPORT_NAMES, type ExportName } from '~/domain/export/exports'
import type { Role, Viewer } from '~/domain/policy/policy'
import { stopClock } from '~/platform/clock.server'
import { calibrate, judgedApplication, sentPacket, staffedJob } from '../setup/panel'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'
import { statementsOf } from '../setup/statements'

/**
 * design.md, rule 3, for exports: what somebody who owes a scorecard downloads is the same to the byte and to the
 * statement before and after colleagues submit, amend and withdraw there, a run is made and a packet is sent.
 */
const ROLES: Role[] = ['administrator', 'recruiter', 'hiring_manager']
const FORMATS = ['csv', 'xlsx'] as const
const AT = new Date('2026-11-20T14:00:00Z')
const EARLIER = new Date('2026-11-20T12:00:00Z')

let panel: Awaited<ReturnType<typeof staffedJob>>
const blind = new Map<Role, Viewer>()
let applicationId: number
let busy: () => Promise<void>

beforeAll(async () => {
  stopClock(EARLIER)
  panel = await staffedJob()
  const { organisationId, recruiter, job, ben, cleo } = panel
  const other = await judgedApplication(recruiter, job, [
    { by: ben, levels: { diagnosis: 3, 'right-sizing': 4 } },
    { by: cleo, levels: { diagnosis: 2, 'right-sizing': 2 } },
  ])
  await sentPacket(recruiter, other.id)
  for (const role of ROLES)
    blind.set(role, await makeUser(organisationId, { name: `Blind ${role}`, roles: ['interviewer', role] }))
  const application = await makeApplication(recruiter, job)
  applicationId = application.id
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [...blind.values(), ben, cleo] }, EARLIER)
  const cardOf = (viewer: Viewer) => loop.interviews[0]!.scorecards.find(({ userId }) => userId === viewer.userId)!.id
  busy = async () => {
    await submitLevels(ben, cardOf(ben), { diagnosis: 3, 'right-sizing': 2 })
    await submitLevels(cleo, cardOf(cleo), { diagnosis: 1, 'right-sizing': null })
    await submitLevels(cleo, cardOf(cleo), { diagnosis: 2, 'right-sizing': 4 }, { base: 1 })
    await sentPacket(recruiter, application.id)
    await withdraw(cleo, cardOf(cleo), 2)
    await calibrate(organisationId)
  }
  stopClock(AT)
}, 200_000)
afterAll(() => stopClock(undefined))

async function download(cookie: string, name: ExportName, format: (typeof FORMATS)[number]) {
  const { value, statements } = await statementsOf(async () => {
    const form = { format, job: '', q: '', state: 'all' }
    const response = await ask(request(`/exports/${name}`, { cookie, form }))
    const bytes = Buffer.from(await response.arrayBuffer())
    return { status: response.status, headers: [...response.headers], body: bytes.toString('latin1') }
  })
  return { ...value, statements }
}

/**
 * The audit log holds the downloads themselves: they are taken out, and so is how many values a statement asks for, which
 * is one for each entry. All else must be the same.
 */
const withoutDownloads = (answer: Awaited<ReturnType<typeof download>>) => ({
  ...answer,
  body: answer.body
    .split('\r\n')
    .filter((line) => !line.includes('export.downloaded'))
    .join('\r\n'),
  statements: answer.statements.map((statement) => statement.replace(/\$\d+(,\$\d+)*/g, '$')),
})

async function everything(role: Role) {
  const cookie = await cookieOf(blind.get(role)!)
  const answers: Record<string, Awaited<ReturnType<typeof download>>> = {}
  for (const name of EXPORT_NAMES)
    for (const format of FORMATS) {
      if (name === 'audit' && format === 'xlsx') continue
      const answer = await download(cookie, name, format)
      answers[`${name} ${format}`] = name === 'audit' ? withoutDownloads(answer) : answer
    }
  return answers
}

describe('what somebody who owes a scorecard downloads does not depend on what colleagues did', () => {
  const before = new Map<Role, Awaited<ReturnType<typeof everything>>>()
  const after = new Map<Role, Awaited<ReturnType<typeof everything>>>()
  let control: { before: string; after: string }

  beforeAll(async () => {
    const reader = await cookieOf(panel.recruiter)
    const scorecards = async () => (await download(reader, 'scorecards', 'csv')).body
    await everything('administrator')
    for (const role of ROLES) before.set(role, await everything(role))
    const first = await scorecards()
    await busy()
    for (const role of ROLES) after.set(role, await everything(role))
    control = { before: first, after: await scorecards() }
  }, 300_000)

  test.each(ROLES)('for one who is %s too', (role) => {
    expect(after.get(role)).toEqual(before.get(role))
    for (const { statements } of Object.values(before.get(role)!)) expect(statements.length).toBeGreaterThan(0)
  })

  test('they get files, and others are told', () => {
    const statuses = (role: Role) => Object.entries(before.get(role)!).map(([name, { status }]) => [name, status])
    expect(statuses('administrator').every(([, status]) => status === 200)).toBe(true)
    expect(Object.fromEntries(statuses('hiring_manager'))).toMatchObject({
      'candidates csv': 403,
      'scorecards csv': 200,
    })
    const rows = (text: string) => text.split('\r\n').filter((line) => line.split(',')[1] === String(applicationId))
    expect(rows(control.before)).toEqual([])
    expect(rows(control.after)).toHaveLength(2)
  })
})
