// Runs on the embedded database: the number of the next transaction tells of a write in one process alone.
import { beforeAll, describe, expect, test } from 'vitest'
import { accountOf, FORM_ACCOUNT } from '~/domain/identity/form-account'
import { databaseKind } from '../setup/database'
import { ask } from '../setup/remix'
import { request } from '../setup/request'
import { call } from './modules'
import { prepare } from './prepare'
import { nextWrite } from './snapshot'
import { table, type Asked, type Row } from './table'
import { makeWorld, type World } from './world'

let world: World

beforeAll(async () => {
  if (databaseKind() !== 'none') world = await makeWorld()
}, 120_000)

/** The request as a page would send it that was made for this account's session. */
const madeFor = (account: string, asked: Asked): Asked & { account?: string } =>
  asked.form ? { ...asked, form: { ...asked.form, [FORM_ACCOUNT]: account } } : { ...asked, account }

const nameOf = ({ route, intent, of }: Row) => [route, intent, of].filter(Boolean).join(' ')
const named = (rows: Row[]) => rows.map((row) => ({ name: nameOf(row), row }))
/** Strangers have no account; the others are signed in. */
const actions = table.filter((row) => row.call === 'action' && row.roles !== 'everyone')

test('every action of somebody signed in is asked', () => expect(actions.length).toBeGreaterThan(40))

describe.each(named(actions))('$name', ({ row }) => {
  const send = async (asked: Asked, cookie: string | undefined) =>
    call(row.route, row.call, request(asked.path, { ...asked, cookie }), asked.params ?? {})

  test('refuses a form that another session opened and writes nothing; its own it takes', async () => {
    const { asked, cookie } = await prepare(row, world)
    const { organisationId, userId } = world.people.outsider
    const before = await nextWrite()
    const { answer, payload } = await send(madeFor(accountOf({ organisationId, userId }), asked), cookie)
    expect(answer).toBe(409)
    expect(JSON.stringify(payload)).toContain('this form was opened')
    expect(await nextWrite()).toBe(before)
    expect((await send(asked, cookie)).answer).toBe(row.ok)
  })
})

let seen = 0

describe.each(named(table.filter((row) => row.call === 'loader' && row.ok === 200)))('$name', ({ row }) => {
  test('says in every form for whose session it was made', async () => {
    const { asked, cookie } = await prepare(row, world)
    const page = await (await ask(request(asked.path, { ...asked, cookie }))).text()
    const forms = [...page.matchAll(/<form\b[^>]*method="post"[^>]*>.*?<\/form>/gs)].map(([form]) => form)
    const anonymous = forms.filter((form) => !form.includes(`name="${FORM_ACCOUNT}" value="${world.organisationId}.`))
    expect(anonymous).toEqual(cookie ? [] : forms)
    if (cookie) seen += forms.length
  })
})

test('those pages have forms', () => expect(seen).toBeGreaterThan(60))

describe('a vote that was written in another session', () => {
  const form = { intent: 'vote', round: '1', choice: 'hire', reason: 'The evidence of <two> interviews holds.' }
  const post = async (who: 'administrator' | 'voter', account: string) => {
    const path = `/packets/${world.open.packets.vote}`
    const cookie = await world.cookie(who, world.open)
    return ask(request(path, { cookie, form: { ...form, writeKey: crypto.randomUUID(), [FORM_ACCOUNT]: account } }))
  }

  test('is refused with its text, and names the other account to those alone who may list people', async () => {
    const { outsider, stranger } = world.people
    const named = await post('administrator', accountOf(outsider))
    expect(named.status).toBe(409)
    const page = await named.text()
    expect(page).toContain('this form was opened in Zibeline outsider’s session. Nothing was stored.')
    expect(page).toContain('The evidence of &lt;two&gt; interviews holds.')
    expect(page).toContain('This form belongs to another account')
    for (const [who, account] of [
      ['voter', accountOf(outsider)],
      ['administrator', accountOf(stranger)],
      ['administrator', 'x.y'],
      ['administrator', `${world.organisationId}.99999999999`],
    ] as const) {
      const answer = await post(who, account)
      expect(answer.status).toBe(409)
      const text = await answer.text()
      expect(text).toContain('this form was opened from another account. Nothing was stored.')
      expect(text).not.toMatch(/outsider|Stranger/)
    }
  })

  test('never sends a password back', async () => {
    const cookie = await world.cookie('administrator', world.open)
    const secrets = { current: 'my current words', password: 'my next words', [FORM_ACCOUNT]: '1.0' }
    const answer = await ask(request('/account', { cookie, form: { intent: 'password', ...secrets } }))
    expect(answer.status).toBe(409)
    expect(await answer.text()).not.toMatch(/my (current|next) words/)
  })
})
