import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApplication, makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { staffedJob } from '../setup/panel'
import { planDebugging } from '../setup/planned-loop'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

/** The form of an interview's time as a browser without script fills and sends it, round the clock changes of its zone. */
let panel: Awaited<ReturnType<typeof staffedJob>>
let planner: Viewer
let cookie: string
let path: string
let interviewId: number

beforeAll(async () => {
  panel = await staffedJob()
  planner = await makeUser(panel.organisationId, { roles: ['recruiter'] })
  cookie = await cookieOf(planner)
})
beforeEach(async () => {
  const { id } = await makeApplication(panel.recruiter, panel.job)
  interviewId = (await planDebugging(panel.recruiter, id)).interviewId
  path = `/applications/${id}/loop`
  await zone('America/New_York')
})

const key = () => ({ organisationId_id: { organisationId: panel.organisationId, id: interviewId } })
const zone = (timeZone: string) =>
  db().user.update({
    where: { organisationId_id: { organisationId: panel.organisationId, id: planner.userId } },
    data: { timeZone },
  })
const set = (iso: string) => db().interview.update({ where: key(), data: { startsAt: new Date(iso) } })
const stored = async () => (await db().interview.findUniqueOrThrow({ where: key() })).startsAt?.toISOString() ?? null

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]

/** The page, and the fields of the form as it shows them. */
async function shown(response?: Response) {
  const html = await (response ?? (await ask(request(path, { cookie })))).text()
  const form = html.split('<form').find((one) => one.includes('name="startsAt"')) ?? ''
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')])
  const selects = [...form.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)].map(([, tag = '', options = '']) => [
    attribute(tag, 'name'),
    attribute(/<option[^>]*selected[^>]*>/.exec(options)?.[0] ?? '', 'value'),
  ])
  return {
    html,
    error: /class="field__error".*?<\/p>/s.exec(form)?.[0] ?? null,
    fields: Object.fromEntries([...inputs, ...selects].map(([name, value]) => [name, value ?? ''])) as Record<
      string,
      string
    >,
  }
}
const send = (fields: Record<string, string>) => ask(request(path, { cookie, form: fields }))

describe('a time that was not touched stays the instant that it was', () => {
  test.each([
    ['America/New_York', '2026-11-01T06:30:00.000Z', '2026-11-01T01:30'],
    ['America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01T01:30'],
    ['Australia/Lord_Howe', '2026-04-04T15:15:00.000Z', '2026-04-05T01:45'],
    ['Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', '2026-04-05T01:45'],
    ['Asia/Kathmandu', '2026-11-24T08:15:42.000Z', '2026-11-24T14:00'],
  ])('%s, %s', async (name, iso, local) => {
    await zone(name)
    await set(iso)
    const { fields } = await shown()
    expect(fields.startsAt).toBe(local)
    expect((await send({ ...fields, place: 'Room 9' })).status).toBe(302)
    expect(await stored()).toBe(iso)
    expect((await db().interview.findUniqueOrThrow({ where: key() })).place).toBe('Room 9')
    // As a script sends it, which knows of no choice between the two.
    const { occurrence: _, timeZone: __, ...bare } = (await shown()).fields
    expect((await send({ ...bare, startsAt: `${local}:00` })).status).toBe(302)
    expect(await stored()).toBe(iso)
  })

  test('also where the planner’s zone was changed in another window meanwhile', async () => {
    await set('2026-11-24T15:00:00.000Z')
    const { fields } = await shown()
    await zone('Asia/Tokyo')
    expect((await send({ ...fields, place: 'Room 9' })).status).toBe(302)
    expect(await stored()).toBe('2026-11-24T15:00:00.000Z')
  })
})

test('of two equal times the page says which it is, and the other can be chosen', async () => {
  await set('2026-11-01T05:30:00.000Z')
  const first = await shown()
  expect(first.html).toContain('Sun 1 Nov, 01:30 (UTC−04:00)')
  expect(first.html).toContain('Time zone: America/New York, UTC−04:00')
  expect(first.fields.occurrence).toBe('first')
  expect((await send({ ...first.fields, occurrence: 'second' })).status).toBe(302)
  expect(await stored()).toBe('2026-11-01T06:30:00.000Z')
  expect((await shown()).html).toContain('Sun 1 Nov, 01:30 (UTC−05:00)')
  await set('2026-11-24T15:00:00.000Z')
  expect((await shown()).fields.occurrence).toBeUndefined()
})

describe('a time that does not exist is refused on its field, and nothing is stored', () => {
  test.each([
    [
      '2026-03-08T02:30',
      'On 8 March 2026 the clocks in America/New York go from 02:00 to 03:00, so 02:30 does not exist.',
    ],
    ['2026-02-30T10:00', 'This date or time does not exist.'],
    ['2026-03-09T24:00', 'This date or time does not exist.'],
    ['0026-03-09T10:00', 'Give a year from 2000 to 2099, with four digits.'],
  ])('%s', async (startsAt, sentence) => {
    await set('2026-11-24T15:00:00.000Z')
    const { fields } = await shown()
    const answer = await send({ ...fields, startsAt, place: 'Room 9' })
    expect(answer.status).toBe(422)
    const again = await shown(answer)
    expect(again.error).toContain(sentence)
    expect([again.fields.startsAt, again.fields.place]).toEqual([startsAt, 'Room 9'])
    const row = await db().interview.findUniqueOrThrow({ where: key() })
    expect([row.startsAt?.toISOString(), row.place]).toEqual(['2026-11-24T15:00:00.000Z', null])
  })

  test('a zone that no clock keeps', async () => {
    const { fields } = await shown()
    const answer = await send({ ...fields, timeZone: 'Mars/Olympus', startsAt: '2026-11-24T10:00' })
    expect(answer.status).toBe(422)
    expect((await shown(answer)).error).toContain('Choose a time zone from the list.')
    expect(await stored()).toBeNull()
  })
})
